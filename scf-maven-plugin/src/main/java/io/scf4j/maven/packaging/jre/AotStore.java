package io.scf4j.maven.packaging.jre;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * AOT caches by what they were made from, because two made from the same things differ, and making
 * one takes seconds. Each is made under a name of its own and then renamed, so that builds that run
 * at the same time, or are killed, never see half of one.
 */
public final class AotStore {
  private static final String CACHE = "app.aot";
  private static final String FACTS = "aot.properties";

  private final Path directory;

  /**
   * @param cache {@code <scf.home>/cache}
   */
  public AotStore(Path cache) {
    this.directory = cache.resolve("aot");
  }

  /**
   * One of them.
   *
   * @param file the cache
   * @param classes of the function that came from it when it was tried
   * @param checksTimes whether its JVM looks at the times of the jars
   */
  public record Stored(Path file, int classes, boolean checksTimes) {}

  /** Makes one in a directory of its own. */
  public interface Maker {
    /**
     * @param work empty; all that is left in it is deleted
     * @throws AotException when there will be none
     */
    AotTraining.Made make(Path work) throws IOException, InterruptedException;
  }

  /** That which was made before. */
  public Optional<Stored> find(String key) {
    Path entry = directory.resolve(key);
    Path facts = entry.resolve(FACTS);
    if (!Files.isDirectory(entry)) {
      return Optional.empty();
    }
    Path cache = entry.resolve(CACHE);
    try {
      Properties properties = facts(facts);
      boolean whole =
          Files.isRegularFile(cache)
              && Long.toString(Files.size(cache)).equals(properties.getProperty("bytes"));
      if (!whole) {
        CacheSweep.delete(entry);
        return Optional.empty();
      }
      CacheSweep.used(entry);
      return Optional.of(
          new Stored(
              cache,
              Integer.parseInt(properties.getProperty("classes")),
              Boolean.parseBoolean(properties.getProperty("checksTimes"))));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + facts, e);
    }
  }

  /** None when the file has gone. */
  private static Properties facts(Path file) throws IOException {
    Properties facts = new Properties();
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        facts.load(in);
      }
    }
    return facts;
  }

  /**
   * Makes it and keeps it.
   *
   * @throws AotException when it could not be made
   */
  public Stored make(String key, Maker maker) {
    Path entry = directory.resolve(key);
    try {
      Files.createDirectories(directory);
      CacheSweep.sweep(directory);
      Path work = Files.createTempDirectory(directory, ".making-");
      try {
        AotTraining.Made made = maker.make(Files.createDirectory(work.resolve("work")));
        keep(made, Files.createDirectory(work.resolve("entry")), entry);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("The training was interrupted");
      } finally {
        clean(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + entry, e);
    }
    return find(key).orElseThrow(() -> new IllegalStateException(entry + " has gone"));
  }

  private static void keep(AotTraining.Made made, Path own, Path entry) throws IOException {
    Files.move(made.file(), own.resolve(CACHE));
    Properties facts = new Properties();
    facts.setProperty("bytes", Long.toString(Files.size(own.resolve(CACHE))));
    facts.setProperty("classes", Integer.toString(made.classes()));
    facts.setProperty("checksTimes", Boolean.toString(made.checksTimes()));
    try (OutputStream out = Files.newOutputStream(own.resolve(FACTS))) {
      facts.store(out, null);
    }
    try {
      Files.move(own, entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException taken) {
      if (!Files.isDirectory(entry)) {
        throw taken;
      } // Else another build was quicker; its cache is as good.
    }
  }

  /** As far as it can be: a function may have left what only it may delete. */
  private static void clean(Path work) {
    try {
      CacheSweep.delete(work);
    } catch (IOException | UncheckedIOException leftover) {
      // It has a name that no build looks at.
    }
  }
}
