package io.scf4j.maven.local.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A list in a file of its own, such as {@code namespaces.json}, which is replaced as a whole.
 *
 * @param <T> one of them, a record
 */
public final class ListStore<T> {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private final Path file;
  private final Class<T[]> type;

  ListStore(Path file, Class<T[]> type) {
    this.file = file;
    this.type = type;
  }

  /** All that were kept. */
  public List<T> all() throws IOException {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      T[] all = GSON.fromJson(Files.readString(file), type);
      return all == null ? List.of() : List.of(all);
    } catch (JsonParseException | NullPointerException e) {
      throw new IOException(
          file + " is not a list of the local SCF: " + e.getMessage() + "; remove it", e);
    }
  }

  /** Replaces them, at once or not at all. */
  public void put(List<T> all) throws IOException {
    StoreFiles.write(file, GSON.toJson(all).getBytes(StandardCharsets.UTF_8));
  }
}
