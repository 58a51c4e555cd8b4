package io.scf4j.maven.local.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** What is set for the account as a whole, in {@code account.json} once something is. */
public final class AccountStore {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  /**
   * The file's content.
   *
   * @param totalConcurrencyMb what PutTotalConcurrencyConfig has set, or null
   */
  private record Account(Integer totalConcurrencyMb) {}

  private final Path file;

  AccountStore(Path root) {
    this.file = root.resolve("account.json");
  }

  /** The concurrency quota that was set, MB. */
  public OptionalInt totalConcurrencyMb() throws IOException {
    if (!Files.isRegularFile(file)) {
      return OptionalInt.empty();
    }
    try {
      Account account = GSON.fromJson(Files.readString(file), Account.class);
      return account == null || account.totalConcurrencyMb() == null
          ? OptionalInt.empty()
          : OptionalInt.of(account.totalConcurrencyMb());
    } catch (JsonParseException e) {
      throw new IOException(
          file + " does not tell the account's settings: " + e.getMessage() + "; remove it", e);
    }
  }

  /** Sets it. */
  public void totalConcurrencyMb(int mb) throws IOException {
    StoreFiles.write(file, GSON.toJson(new Account(mb)).getBytes(StandardCharsets.UTF_8));
  }
}
