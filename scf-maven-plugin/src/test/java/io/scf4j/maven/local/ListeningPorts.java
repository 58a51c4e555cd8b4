package io.scf4j.maven.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The addresses that a process listens on. */
public final class ListeningPorts {
  private ListeningPorts() {}

  /** Those of this process and moment, as the kernel writes them: address and port in hex. */
  public static Set<String> now() throws IOException {
    return of(ProcessHandle.current().pid());
  }

  /** Those of another one. */
  static Set<String> of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    Set<String> own = new TreeSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        try {
          own.add(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
          // closed meanwhile
        }
      }
    }
    Set<String> listening = new TreeSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      if (Files.isReadable(process.resolve(table))) {
        for (String line : Files.readAllLines(process.resolve(table))) {
          String[] fields = line.trim().split("\\s+");
          if (fields[3].equals("0A") && own.contains("socket:[" + fields[9] + "]")) {
            listening.add(fields[1]);
          }
        }
      }
    }
    return listening;
  }
}
