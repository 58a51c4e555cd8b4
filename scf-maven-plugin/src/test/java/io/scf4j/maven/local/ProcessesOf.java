package io.scf4j.maven.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds every process that a test started, whatever its parent, group or session: all have the
 * test's own directory in their environment or on their command line.
 */
public final class ProcessesOf {
  private ProcessesOf() {}

  /** Pid and command line of each living one, this JVM not counted. */
  public static List<String> directory(Path root) {
    List<String> found = new ArrayList<>();
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      if (process.pid() != ProcessHandle.current().pid() && directory(root, process.pid())) {
        found.add(process.pid() + " " + process.info().commandLine().orElse("?"));
      }
    }
    return found;
  }

  /** Whether a process is one of them. */
  static boolean directory(Path root, long pid) {
    return (environment(pid) + read(pid, "cmdline")).contains(root.toString());
  }

  /** Its environment, each entry followed by a zero byte; empty when it has ended. */
  static String environment(long pid) {
    return read(pid, "environ");
  }

  /** What is left of them after a while; empty as soon as none is. */
  public static List<String> leftIn(Path root, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    List<String> left = directory(root);
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(20);
      left = directory(root);
    }
    return left;
  }

  private static String read(long pid, String file) {
    try {
      return new String(
          Files.readAllBytes(Path.of("/proc", Long.toString(pid), file)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // it has just ended
    }
  }
}
