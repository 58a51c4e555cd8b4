package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A child process that cannot outlive us. It leads its own session and process group, and a watcher
 * outside of that group kills the whole group when the pipe from this JVM ends: by {@link
 * #close()}, by the end of the child (which sweeps what it left in the background), or because this
 * JVM was killed, by SIGKILL too.
 *
 * <p>{@link Process#pid()} is the group's leader and the command itself, its exit status is the
 * command's own, its standard input is empty, and Ctrl-C in the terminal does not reach it. A
 * process that moves itself into another session leaves the leash.
 *
 * <p>Linux is complete. Without {@code setsid} (macOS) there is no group: the watcher kills the
 * command only, and {@link #close()} its descendants as far as they are still known.
 */
public final class Leash implements AutoCloseable {

  /** Reads until the pipe ends, then kills the group; told its id as $1. */
  private static final String WATCHER = "while read -r _; do :; done; kill -s KILL -- \"$1\"";

  /**
   * $1 is setsid or empty, $2 is reset or empty, the rest is the command. The watcher is started
   * from a subshell that ends at once, so that the command does not find a child it never had. A
   * shell cannot take back that its parent ignores a signal; {@code env} can, where it is new
   * enough. The names begin with an underscore since those of a function's variables do not: an
   * assignment would change them.
   */
  private static final String SCRIPT =
      "exec 3<&0 </dev/null\n"
          + "_setsid=$1; _reset=$2; shift 2; _group=$$; [ -z \"$_setsid\" ] || _group=-$$\n"
          + "( $_setsid /bin/sh -c '"
          + WATCHER
          + "' watcher \"$_group\" <&3 3<&- >/dev/null 2>&1 & )\n"
          + "if [ -n \"$_reset\" ] && env --default-signal true 2>/dev/null; then\n"
          + "  exec env --default-signal \"$@\" 3<&-\n"
          + "fi\n"
          + "exec \"$@\" 3<&-\n";

  private static final long TERM = 1L << (15 - 1);

  /** SIGHUP, SIGINT, SIGQUIT and SIGTERM. */
  private static final long INHERITED = 0b111 | TERM;

  private static final Duration SWEEP_LIMIT = Duration.ofSeconds(5);

  private final Process process;
  private final boolean grouped;

  private Leash(Process process, boolean grouped) {
    this.process = process;
    this.grouped = grouped;
    var unused = process.onExit().thenRun(this::drop);
  }

  /**
   * Starts a command on a leash.
   *
   * @param command what to start, with directory, environment and output as set; its standard input
   *     is replaced
   * @throws IOException when no process could be started
   */
  public static Leash start(ProcessBuilder command) throws IOException {
    return start(command, HostTool.find("setsid"));
  }

  static Leash start(ProcessBuilder command, Optional<Path> setsid) throws IOException {
    List<String> leashed = new ArrayList<>();
    setsid.ifPresent(tool -> leashed.add(tool.toString()));
    leashed.addAll(List.of("/bin/sh", "-c", SCRIPT, "leash"));
    leashed.add(setsid.map(Path::toString).orElse(""));
    leashed.add(ignoresSignals() ? "reset" : "");
    leashed.addAll(command.command());
    List<String> plain = command.command();
    try {
      command.command(leashed).redirectInput(ProcessBuilder.Redirect.PIPE);
      return new Leash(command.start(), setsid.isPresent());
    } finally {
      command.command(plain);
    }
  }

  /**
   * Whether this JVM ignores SIGHUP, SIGINT, SIGQUIT or SIGTERM, as one does that was started with
   * {@code nohup} or in the background of a script: children inherit that, and the platform's
   * functions start without it.
   */
  private static boolean ignoresSignals() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.isReadable(status) && (signals(status, "SigIgn:") & INHERITED) != 0;
  }

  /** A set of signals in a process's status: signal 1 is the lowest bit. */
  private static long signals(Path status, String field) throws IOException {
    try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring(field.length()).trim(), 16))
          .findFirst()
          .orElse(0);
    }
  }

  /**
   * The command's own process, with its output; do not {@code destroy()} it, that would lose what
   * it has written.
   */
  public Process process() {
    return process;
  }

  /** The processes that are in the command's group now. */
  ProcessGroup group() {
    return new ProcessGroup(process.pid());
  }

  /** Completes when the command has ended. */
  public CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Asks the command to end (SIGTERM) and waits for it. */
  public boolean terminate(Duration limit) throws InterruptedException {
    term();
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends SIGTERM to the command. */
  void term() {
    process.toHandle().destroy();
  }

  /** Whether the command has a handler for SIGTERM; false where there is no {@code /proc}. */
  boolean handlesTerm() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      return (signals(status, "SigCgt:") & TERM) != 0;
    } catch (IOException e) {
      return false; // or it has just ended
    }
  }

  /** Kills the command and everything in its group with SIGKILL, and returns when they are gone. */
  @Override
  public void close() {
    if (!grouped) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    process.toHandle().destroyForcibly();
    drop();
    boolean interrupted = false;
    long deadline = System.nanoTime() + SWEEP_LIMIT.toNanos();
    while ((process.isAlive() || !group().isEmpty()) && System.nanoTime() < deadline) {
      try {
        process.waitFor(2, TimeUnit.MILLISECONDS);
        Thread.sleep(1);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the pipe, which is what the watcher waits for. */
  private void drop() {
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.flush();
    } catch (IOException e) {
      // the watcher's end is gone already
    }
  }
}
