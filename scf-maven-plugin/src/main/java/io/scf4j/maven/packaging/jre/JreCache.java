package io.scf4j.maven.packaging.jre;

import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Linked JREs by what they were made of. Each is made under a name of its own and then renamed, so
 * that builds that run at the same time, or are killed, never see half of one.
 */
public final class JreCache {
  /** Tells {@code bootstrap} which JRE it has found. */
  private static final String ID = "scf4j.id";

  private final Path directory;

  /**
   * @param cache {@code <scf.home>/cache}
   */
  public JreCache(Path cache) {
    this.directory = cache.resolve("jre");
  }

  /** The JRE with those modules; linked if it is not there. */
  public Path get(Jdk jdk, List<String> modules) {
    Path jre = directory.resolve(key(jdk, modules));
    if (!isWhole(jre)) {
      make(jdk, modules, jre);
    }
    CacheSweep.used(jre);
    return jre;
  }

  /** Whether {@link #get} would have nothing to link. */
  public boolean has(Jdk jdk, List<String> modules) {
    return isWhole(directory.resolve(key(jdk, modules)));
  }

  /** As far as a glance can tell: what cleans up by age takes files and leaves directories. */
  private static boolean isWhole(Path jre) {
    return Stream.of(ID, "bin/java", "lib/modules")
        .allMatch(file -> Files.isRegularFile(jre.resolve(file)));
  }

  private void make(Jdk jdk, List<String> modules, Path jre) {
    try {
      Files.createDirectories(directory);
      CacheSweep.sweep(directory);
      Path own = Files.createTempDirectory(directory, ".making-");
      try {
        Path linked = own.resolve("jre");
        new Jlink(jdk).link(modules, linked);
        Files.writeString(linked.resolve(ID), jre.getFileName() + "\n");
        if (Files.isDirectory(jre) && !isWhole(jre)) {
          Files.move(jre, own.resolve("damaged"), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(linked, jre, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException taken) {
        if (!isWhole(jre)) {
          throw taken;
        } // Else another build was quicker, and the same things make the same JRE.
      } finally {
        CacheSweep.delete(own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + jre, e);
    }
  }

  /** A JDK is known by its release file and the size of its modules and VM, wherever it lies. */
  private static String key(Jdk jdk, List<String> modules) {
    try {
      return jdk.feature()
          + "-"
          + Sha256.of(
                  Files.readString(jdk.home().resolve("release"))
                      + Files.size(jdk.home().resolve("lib/modules"))
                      + " "
                      + Files.size(jdk.home().resolve("lib/server/libjvm.so"))
                      + " "
                      + ID
                      + " "
                      + Jlink.recipe(jdk, modules)
                      + (Jre.runsHere() ? "" : " cross-linked"))
              .substring(0, 32);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + jdk.home(), e);
    }
  }
}
