package io.scf4j.maven.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process that listens on a port of this machine, as far as Linux's {@code /proc} tells: the
 * table of sockets names an inode, and the process that has it open is found by its descriptors.
 * Those of other users cannot be read, and then the holder is not known.
 *
 * @param name of the program, without its arguments, which may hold secrets
 */
record PortHolder(long pid, String name) {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /** What to tell whoever wanted the port. */
  static String explain(int port) {
    return "Port "
        + port
        + " of 127.0.0.1 is taken by "
        + of(port, PROC)
            .map(holder -> "process " + holder.pid + " (" + holder.name + ")")
            .orElse("another process")
        + ".\n"
        + "End that process, or choose another port with -Dscf.port=PORT; 0 takes a free one.";
  }

  /**
   * Finds it.
   *
   * @param proc where {@code /proc} is mounted
   */
  static Optional<PortHolder> of(int port, Path proc) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      sockets.addAll(listening(read(proc.resolve("net").resolve(table)), port));
    }
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (hasOneOf(sockets, process.resolve("fd"))) {
          return Optional.of(
              new PortHolder(
                  Long.parseLong(process.getFileName().toString()),
                  read(process.resolve("comm")).strip()));
        }
      }
    } catch (IOException e) {
      // then it is not known
    }
    return Optional.empty();
  }

  /** What the descriptors of a socket that listens on the port point to. */
  private static Set<String> listening(String table, int port) {
    String suffix = String.format(":%04X", port);
    Set<String> sockets = new HashSet<>();
    for (String line : table.split("\n", -1)) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields.length > INODE
          && fields[ADDRESS].endsWith(suffix)
          && fields[STATE].equals(LISTENING)) {
        sockets.add("socket:[" + fields[INODE] + "]");
      }
    }
    return sockets;
  }

  private static boolean hasOneOf(Set<String> sockets, Path descriptors) {
    try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        if (sockets.contains(Files.readSymbolicLink(link).toString())) {
          return true;
        }
      }
    } catch (IOException e) {
      // it has ended, or is another user's
    }
    return false;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
