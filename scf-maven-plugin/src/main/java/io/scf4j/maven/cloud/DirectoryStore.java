package io.scf4j.maven.cloud;

import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * COS as the local SCF has it: a directory for each bucket, a file for each object. SCF names a
 * bucket without {@code -appid}, and so the directories have none.
 */
public final class DirectoryStore implements ObjectStore {

  /** An account has an APPID; this one is nobody's. */
  static final String APP_ID = "1250000000";

  private static final Pattern APP_ID_AT_END = Pattern.compile("-\\d+$");

  private final Path root;
  private final InstantSource clock;

  /**
   * @param root the local SCF's {@code cos}
   */
  public DirectoryStore(Path root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
  }

  @Override
  public List<String> buckets() {
    return List.of("local-" + APP_ID);
  }

  /** What is too old goes at once: nobody else comes by to do it. */
  @Override
  public boolean makeBucket(String bucket, int expiryDays) {
    Path directory = directory(bucket);
    boolean isNew = !Files.isDirectory(directory);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + directory, e);
    }
    Instant oldest = clock.instant().minus(Duration.ofDays(expiryDays));
    try (Stream<Path> objects = Files.walk(directory)) {
      for (Path object : objects.filter(Files::isRegularFile).toList()) {
        boolean ours = directory.relativize(object).startsWith(KEYS);
        if (ours && Files.getLastModifiedTime(object).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(object);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clean " + directory, e);
    }
    return isNew;
  }

  @Override
  public boolean has(String bucket, String key, CodePackage code) {
    Path object = directory(bucket).resolve(key);
    try {
      return Files.isRegularFile(object) && Files.size(object) == code.sizeBytes();
    } catch (IOException e) {
      return false; // it has just gone
    }
  }

  @Override
  public void upload(String bucket, String key, CodePackage code, Progress progress) {
    Path object = directory(bucket).resolve(key);
    try {
      Files.createDirectories(object.getParent());
      Path part = Files.createTempFile(object.getParent(), ".", ".part");
      try {
        Files.copy(code.file(), part, StandardCopyOption.REPLACE_EXISTING);
        if (!Sha256.of(part).equals(code.sha256())) {
          throw ObjectStore.changed(code);
        }
        Files.move(
            part, object, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + object, e);
    }
    progress.arrived(code.sizeBytes());
  }

  private Path directory(String bucket) {
    return root.resolve(APP_ID_AT_END.matcher(bucket).replaceFirst(""));
  }

  @Override
  public void close() {
    // nothing is open
  }
}
