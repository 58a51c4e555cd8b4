package io.scf4j.maven.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The local SCFs that {@code start} has made or found, until {@code stop} or the end of the build.
 * Modules of one build that overlap ({@code -T}) share one, and the last of them ends it. One that
 * was there before the build, of {@code run} in another terminal perhaps, is used and left running.
 */
public final class LocalScfStarts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MS = 20;

  private final Map<Path, Use> uses = new HashMap<>();

  /** A local SCF and the modules that use it; no process when it is not ours to end. */
  private record Use(
      LocalScfAccess access, Optional<LocalScfProcess> process, Set<String> modules) {
    Use(LocalScfAccess access, Optional<LocalScfProcess> process) {
      this(access, process, new TreeSet<>());
    }

    boolean isAlive(Path store) {
      return process
          .map(LocalScfProcess::isAlive)
          .orElseGet(() -> LocalScfLeases.advertised(store).filter(access::equals).isPresent());
    }
  }

  /**
   * A local SCF to use.
   *
   * @param fresh whether this call has started it
   */
  public record Started(LocalScfAccess access, boolean fresh) {}

  /**
   * Starts one for a module, unless one is running.
   *
   * @param module who will call {@link #stop}
   * @param starter starts a process that advertises itself in the store
   */
  public synchronized Started start(Path store, String module, Supplier<LocalScfProcess> starter) {
    Path key = store.toAbsolutePath().normalize();
    Use use = uses.get(key);
    if (use != null && use.isAlive(key)) {
      use.modules.add(module);
      return new Started(use.access, false);
    }
    forget(key); // it was killed, and what hung on it goes too
    Optional<LocalScfAccess> running = LocalScfLeases.advertised(key);
    if (running.isPresent()) {
      use = new Use(running.get(), Optional.empty());
    } else {
      LocalScfProcess process = starter.get();
      use = new Use(process.access(), Optional.of(process));
    }
    use.modules.add(module);
    uses.put(key, use);
    return new Started(use.access, running.isEmpty());
  }

  /**
   * Starts one that outlives the build, unless one is running.
   *
   * @param starter starts a process that advertises itself in the store
   */
  public synchronized Started startDetached(Path store, Supplier<LocalScfAccess> starter) {
    Optional<LocalScfAccess> running = LocalScfLeases.advertised(store);
    return new Started(running.orElseGet(starter), running.isEmpty());
  }

  /**
   * Ends the local SCF of a store, or a module's use of it.
   *
   * @return what was done, for the user
   */
  public synchronized String stop(Path store, String module) {
    Path key = store.toAbsolutePath().normalize();
    Use use = uses.get(key);
    if (use != null && use.modules.remove(module)) {
      if (!use.modules.isEmpty()) {
        return "The local SCF stays for " + String.join(", ", use.modules) + ".";
      }
      if (use.process.isEmpty()) {
        uses.remove(key);
        return "The local SCF (process "
            + use.access.pid()
            + ") was running before this build and stays; mvn scf:stop ends it.";
      }
    }
    Optional<LocalScfAccess> running = LocalScfLeases.advertised(key);
    if (use != null && use.process.isPresent()) {
      forget(key);
    } else {
      uses.remove(key);
      running.ifPresent(LocalScfStarts::end);
    }
    removeStale(key.resolve(LocalScfAccess.FILE));
    return running
        .map(access -> "Stopped the local SCF (process " + access.pid() + ").")
        .orElse("No local SCF is running for this project.");
  }

  private void forget(Path store) {
    Use use = uses.remove(store);
    if (use != null) {
      use.process.ifPresent(LocalScfProcess::close);
    }
  }

  /** It has answered by its pid a moment ago, so the pid is not another program's. */
  private static void end(LocalScfAccess access) {
    Optional<ProcessHandle> process = ProcessHandle.of(access.pid());
    process.ifPresent(ProcessHandle::destroy);
    if (!awaitEnd(access.pid())) {
      process.ifPresent(ProcessHandle::destroyForcibly);
      awaitEnd(access.pid());
    }
  }

  private static boolean awaitEnd(long pid) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (isAlive(pid)) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      try {
        Thread.sleep(POLL_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** In a container whose first process reaps nobody, what has ended stays as a zombie for ever. */
  private static boolean isAlive(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
  }

  /** Removes a {@code local.json} that a killed process has left. */
  public static void removeStale(Path file) {
    try {
      if (Files.exists(file) && LocalScfLeases.advertised(file.getParent()).isEmpty()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // it names a process that is gone, which every reader checks
    }
  }

  /** Ends those that this build has started. */
  @Override
  public synchronized void close() {
    uses.values().forEach(use -> use.process.ifPresent(LocalScfProcess::close));
    uses.clear();
  }
}
