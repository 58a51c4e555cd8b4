package io.scf4j.maven.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The addresses that this process listens on. */
public final class ListeningPorts {
  private ListeningPorts() {}

  /** Those of this moment, as the kernel writes them; none where there is no {@code /proc}. */
  public static Set<String> now() throws IOException {
    Set<String> own = new TreeSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        try {
          own.add(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
          // closed meanwhile
        }
      }
    }
    Set<String> listening = new TreeSet<>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      if (Files.isReadable(Path.of(table))) {
        for (String line : Files.readAllLines(Path.of(table))) {
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
