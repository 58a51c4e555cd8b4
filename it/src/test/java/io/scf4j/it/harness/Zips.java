package io.scf4j.it.harness;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Zips as a person with a zip tool sees them, with the modes and times of their entries. */
public final class Zips {
  /** Mode of a regular file that everyone may read and execute. */
  public static final int EXECUTABLE = 0100755;

  private static final int PLAIN = 0100644;

  private Zips() {}

  /** A package with that file, and jars in {@code lib}. */
  public static byte[] of(String name, byte[] content, int mode, List<Path> jars) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      add(zip, name, mode, content);
      for (Path jar : jars) {
        add(zip, "lib/" + jar.getFileName(), PLAIN, Files.readAllBytes(jar));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(ZipArchiveOutputStream zip, String name, int mode, byte[] content)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(mode);
    zip.putArchiveEntry(entry);
    zip.write(content);
    zip.closeArchiveEntry();
  }

  public static List<String> names(Path zip) {
    try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
      return Collections.list(file.getEntries()).stream().map(ZipArchiveEntry::getName).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] entry(Path zip, String name) {
    try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
      return file.getInputStream(file.getEntry(name)).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(Path zip, String name) {
    return new String(entry(zip, name), StandardCharsets.UTF_8);
  }

  /** A zip of files that all are executable; of the same files, the same bytes. */
  public static byte[] ofExecutables(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
        entry.setUnixMode(0100755);
        entry.setTime(FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        zip.putArchiveEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The zip with other content of one entry. */
  public static byte[] edited(byte[] zip, String name, UnaryOperator<byte[]> change) {
    return copy(zip, entry -> true, name, change);
  }

  /** The zip without one entry. */
  public static byte[] without(byte[] zip, String name) {
    return copy(zip, entry -> !entry.equals(name), name, bytes -> bytes);
  }

  /** Bytes with one text in place of another one of the same length. */
  public static byte[] replaced(byte[] bytes, String text, String other) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!all.contains(text) || text.length() != other.length()) {
      throw new IllegalArgumentException("'" + text + "' cannot be replaced");
    }
    return all.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] copy(
      byte[] zip, Predicate<String> kept, String name, UnaryOperator<byte[]> change) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFile file =
            ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(zip)).get();
        ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
      List<ZipArchiveEntry> entries = new ArrayList<>(Collections.list(file.getEntries()));
      for (ZipArchiveEntry entry : entries) {
        if (!kept.test(entry.getName())) {
          continue;
        }
        byte[] content = file.getInputStream(entry).readAllBytes();
        byte[] written = entry.getName().equals(name) ? change.apply(content) : content;
        ZipArchiveEntry copy = new ZipArchiveEntry(entry.getName());
        copy.setUnixMode(entry.getUnixMode());
        copy.setTime(entry.getTime());
        out.putArchiveEntry(copy);
        new ByteArrayInputStream(written).transferTo(out);
        out.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
