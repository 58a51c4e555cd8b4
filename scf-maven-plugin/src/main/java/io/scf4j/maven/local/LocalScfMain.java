package io.scf4j.maven.local;

import io.scf4j.maven.local.cloudapi.InvocationWatcher;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Entry of the local SCF's own process. It prints one line, its access as JSON, when it is ready;
 * standard output leads to its parent only, because that line holds the key. Everything else goes
 * to standard error. SIGTERM ends it in order.
 *
 * <p>Arguments: {@code --store DIR [--port N] [--advertise FILE]... [--instances N] [--debug PORT]
 * [--strict] [--tell]}; with {@code --advertise} the access is also written to {@code local.json}
 * in the store and to each of the files, and removed at the end; with {@code --tell} a {@link
 * TickerLine} follows on standard output for all that is invoked, and somebody has to read it.
 */
public final class LocalScfMain {
  /** System property: {@link LocalScf#READING_TIME} in seconds. */
  static final String READING_SECONDS = "scf4j.local.readingTime";

  private final PrintStream out;
  private final PrintStream err;

  LocalScfMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs until it is told to end. */
  @SuppressWarnings("SystemOut") // the one place where this program's own streams are taken
  public static void main(String[] args) throws InterruptedException {
    int status = new LocalScfMain(utf8(System.out), utf8(System.err)).run(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Whatever the terminal's encoding is, for who reads it is a program of ours. */
  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  int run(String[] args) throws InterruptedException {
    LocalScfArguments arguments;
    try {
      arguments = LocalScfArguments.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      err.println(LocalScfArguments.USAGE + ": " + e.getMessage());
      return 2;
    }
    try {
      if (!arguments.tell()) {
        serve(start(arguments, InvocationWatcher.NONE), arguments.advertised(), () -> {});
        return 0;
      }
      InvocationTicker ticker =
          new InvocationTicker(out, InstantSource.system(), ZoneId.systemDefault());
      serve(start(arguments, ticker), arguments.advertised(), ticker::close);
      return 0;
    } catch (LocalScfException | IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private LocalScf start(LocalScfArguments arguments, InvocationWatcher watcher) {
    return LocalScf.start(arguments.options(), readingTime(), err::println, watcher);
  }

  private static Duration readingTime() {
    return Duration.ofSeconds(Long.getLong(READING_SECONDS, LocalScf.READING_TIME.toSeconds()));
  }

  private void serve(LocalScf scf, List<Path> advertised, Runnable atEnd)
      throws IOException, InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  advertised.forEach(file -> remove(file, scf.access().pid()));
                  scf.close();
                  atEnd.run();
                  ended.countDown();
                },
                "scf-end"));
    for (Path file : advertised) {
      scf.access().write(file); // before the line that says ready
    }
    out.println(scf.access().toJson());
    out.flush();
    ended.await();
  }

  /** Removes a file that still speaks of this process; a later one may have replaced it. */
  private static void remove(Path file, long pid) {
    try {
      if (LocalScfAccess.read(file).filter(access -> access.pid() == pid).isPresent()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // a file that is left behind names a process that is gone, which every reader checks
    }
  }
}
