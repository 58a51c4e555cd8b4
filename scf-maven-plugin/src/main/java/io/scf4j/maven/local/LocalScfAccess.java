package io.scf4j.maven.local;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.scf4j.maven.local.store.StoreFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a local SCF is and how to sign requests to it: the content of {@code local.json}, which
 * other people's tools read. The file has mode 0600, and {@link #toString()} does not show the key.
 *
 * @param port port on 127.0.0.1
 * @param pid process of the local SCF
 * @param endpoint what an SDK is pointed to, {@code http://127.0.0.1:9080}
 * @param secretId SecretId of its store
 * @param secretKey SecretKey of its store
 */
public record LocalScfAccess(
    int port, long pid, String endpoint, String secretId, String secretKey) {
  /** Name of the file in the store. */
  public static final String FILE = "local.json";

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** One line of JSON. */
  public String toJson() {
    return GSON.toJson(this);
  }

  /** What {@link #toJson()} wrote, or empty when the text is something else. */
  public static Optional<LocalScfAccess> fromJson(String json) {
    try {
      LocalScfAccess access = GSON.fromJson(json, LocalScfAccess.class);
      boolean whole =
          access != null
              && access.port > 0
              && access.endpoint != null
              && access.secretId != null
              && access.secretKey != null;
      return whole ? Optional.of(access) : Optional.empty();
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  /** Writes the file in one step, mode 0600. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    StoreFiles.write(file.toAbsolutePath(), (toJson() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the file; empty when there is none or it is not whole. */
  public static Optional<LocalScfAccess> read(Path file) {
    try {
      return fromJson(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "LocalScfAccess[endpoint="
        + endpoint
        + ", pid="
        + pid
        + ", secretId="
        + secretId
        + ", secretKey=***]";
  }
}
