package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.platform.TargetCheck;
import io.scf4j.maven.packaging.platform.TargetReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The target check of a zip that somebody else made: what the check reads to its end is unpacked
 * for it, of the rest it gets the names.
 */
public final class ArchiveTarget {
  private static final String BOOTSTRAP = "bootstrap";
  private static final String RELEASE = "jre/release";
  private static final int MAGIC_BYTES = 4;

  /** The platform's own limit for all files of a package. */
  private static final long MOST_BYTES = 500L * 1024 * 1024;

  private final ZipFile archive;
  private final Path directory;
  private long left = MOST_BYTES;

  private ArchiveTarget(ZipFile archive, Path directory) {
    this.archive = archive;
    this.directory = directory;
  }

  /**
   * Looks at a zip that {@link PackageCheck} has passed.
   *
   * @param check takes its files
   */
  public static TargetReport report(Path zip, TargetCheck check) {
    try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
      Path directory = Files.createTempDirectory("scf-package-");
      try {
        ArchiveTarget target = new ArchiveTarget(archive, directory);
        return check.of(target.files(), target.java());
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + zip, e);
    }
  }

  private SortedMap<String, Path> files() throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    Path empty = Files.createFile(directory.resolve("empty"));
    for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
      if (entry.isDirectory() || entry.isUnixSymlink()) {
        continue;
      }
      String path = EntryName.plain(entry.getName());
      boolean read = path.equals(BOOTSTRAP) || path.endsWith(".jar") || isElf(entry);
      files.put(path, read ? unpack(entry, "file-" + files.size()) : empty);
    }
    ZipArchiveEntry started = new ArchiveLinks(archive).follow(BOOTSTRAP).orElse(null);
    if (started != null && !files.containsKey(BOOTSTRAP)) {
      files.put(BOOTSTRAP, unpack(started, BOOTSTRAP));
    }
    return files;
  }

  /** Of the JRE in it, by the file that every JRE has. */
  private OptionalInt java() throws IOException {
    ZipArchiveEntry release = archive.getEntry(RELEASE);
    if (release == null) {
      return OptionalInt.empty();
    }
    Properties properties = new Properties();
    try (InputStream in = archive.getInputStream(release)) {
      String text = new String(in.readNBytes(64 * 1024), StandardCharsets.UTF_8);
      properties.load(new StringReader(text.replace("\"", "")));
    } catch (IllegalArgumentException notWrittenByAJdk) {
      return OptionalInt.empty();
    }
    String feature = properties.getProperty("JAVA_VERSION", "").replaceFirst("[^0-9].*", "");
    return feature.matches("\\d{1,3}")
        ? OptionalInt.of(Integer.parseInt(feature))
        : OptionalInt.empty();
  }

  private boolean isElf(ZipArchiveEntry entry) throws IOException {
    try (InputStream in = archive.getInputStream(entry)) {
      return TargetCheck.isNative(in.readNBytes(MAGIC_BYTES));
    }
  }

  private Path unpack(ZipArchiveEntry entry, String name) throws IOException {
    Path file = directory.resolve(name);
    try (InputStream in = archive.getInputStream(entry);
        OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[64 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        left -= n;
        if (left < 0) {
          throw new ScfFailure(
              "The package unpacks to more than 500 MB.",
              "That is the platform's limit: take out what the function does not need.");
        }
        out.write(buffer, 0, n);
      }
    }
    return file;
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
