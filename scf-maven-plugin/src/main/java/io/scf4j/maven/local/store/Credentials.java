package io.scf4j.maven.local.store;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The key pair that signs requests to this store's local SCF: random, made once, readable by its
 * owner only. Any web page can reach a loopback port, so the local SCF is as strict about
 * signatures as the cloud.
 *
 * @param secretId public half
 * @param secretKey secret half
 */
public record Credentials(String secretId, String secretKey) {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Reads the store's credentials, or makes them. */
  public static Credentials of(Path store, SecureRandom random) throws IOException {
    Path file = store.resolve("credentials.json");
    if (Files.exists(file)) {
      try {
        Credentials read = new Gson().fromJson(Files.readString(file), Credentials.class);
        if (read != null && read.secretId != null && read.secretKey != null) {
          return read;
        }
      } catch (JsonParseException e) {
        // replaced below
      }
    }
    Credentials made = new Credentials("AKIDlocal" + text(random, 27), text(random, 32));
    StoreFiles.write(file, new Gson().toJson(made).getBytes(StandardCharsets.UTF_8));
    return made;
  }

  private static String text(SecureRandom random, int length) {
    return random
        .ints(length, 0, ALPHABET.length())
        .collect(
            StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
        .toString();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Credentials[secretId=" + secretId + ", secretKey=***]";
  }
}
