package io.scf4j.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command that finds some directories empty: it runs in a mount namespace of its own, so nobody
 * else sees that. Needs Linux, and the right to do so: root's, or user namespaces.
 */
final class HiddenDirectories {
  private HiddenDirectories() {}

  /**
   * A program that does what another one does, without those directories.
   *
   * @param work where it is put
   */
  static Path program(Path work, Path original, List<Path> hidden) {
    String unshare = String.join(" ", requireUnshare());
    try {
      Path empty = Files.createDirectories(work.resolve("empty"));
      String mounts =
          hidden.stream()
              .map(directory -> "mount --bind \"" + empty + "\" \"" + directory + "\" && ")
              .collect(Collectors.joining());
      Path program = work.resolve("without-" + hidden.size() + "-" + original.getFileName());
      Files.writeString(
          program,
          "#!/bin/sh\nexec "
              + unshare
              + " sh -c '"
              + mounts
              + "exec \""
              + original
              + "\" \"$@\"' sh \"$@\"\n");
      if (!program.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + program + " executable");
      }
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> requireUnshare() {
    for (List<String> command :
        List.of(List.of("unshare", "--mount"), List.of("unshare", "--map-root-user", "--mount"))) {
      if (succeeds(command)) {
        return command;
      }
    }
    if (ItSettings.isCi()) {
      throw new AssertionError("CI needs mount namespaces, and unshare --mount fails");
    }
    assumeTrue(false, "no mount namespaces on this machine (unshare --mount fails)");
    throw new AssertionError("not reached");
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(Stream.concat(command.stream(), Stream.of("true")).toList())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
