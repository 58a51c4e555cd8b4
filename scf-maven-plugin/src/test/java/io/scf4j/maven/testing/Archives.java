package io.scf4j.maven.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip as an unzipper sees it. */
public final class Archives {
  private Archives() {}

  /** Path to mode, such as {@code 644}, in the order of the archive. */
  public static Map<String, String> modes(Path zip) {
    Map<String, String> modes = new LinkedHashMap<>();
    try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
      for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
        modes.put(entry.getName(), String.format(Locale.ROOT, "%o", entry.getUnixMode() & 07777));
      }
      return modes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(Path zip, String path) {
    try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
      return new String(
          archive.getInputStream(archive.getEntry(path)).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
