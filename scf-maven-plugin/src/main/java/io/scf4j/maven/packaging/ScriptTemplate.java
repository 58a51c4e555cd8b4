package io.scf4j.maven.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A script with {@code @PLACES@} to fill, kept as a file of its own among the resources. */
final class ScriptTemplate {
  private ScriptTemplate() {}

  /** Its text. */
  static String read(String name) {
    try (InputStream in = ScriptTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the plugin lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }
}
