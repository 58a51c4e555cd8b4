package io.scf4j.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The processes that have something to do with a directory, seen from outside: by command line,
 * environment or working directory. Whoever started them, and whatever their parent is by now.
 */
public final class Processes {
  private static final Path PROC = Path.of("/proc");
  private static final long POLL_MS = 50;

  private Processes() {}

  /** Command lines of the processes that mention the directory; needs Linux's {@code /proc}. */
  public static List<String> of(Path directory) {
    assumeTrue(Files.isDirectory(PROC), "no /proc on this machine");
    String needle = directory.toString();
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(PROC)) {
      all.filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
          .filter(path -> mentions(path, needle))
          .forEach(path -> found.add(path.getFileName() + " " + read(path.resolve("cmdline"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Waits until a condition holds; false when it did not in time. */
  public static boolean await(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        Thread.sleep(POLL_MS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return true;
  }

  private static boolean mentions(Path process, String needle) {
    return read(process.resolve("cmdline")).contains(needle)
        || read(process.resolve("environ")).contains(needle)
        || workingDirectory(process).contains(needle);
  }

  private static String workingDirectory(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).toString();
    } catch (IOException e) {
      return ""; // gone, or not ours to see
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // gone, or not ours to see
    }
  }
}
