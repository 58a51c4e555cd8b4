package io.scf4j.maven.local;

import io.scf4j.maven.local.instance.Leash;
import io.scf4j.maven.local.store.StoreFiles;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A local SCF as a process of its own, on a {@link Leash}: it ends with {@link #close()}, and with
 * this JVM however that ends. Its messages are in {@code local-scf.log} of the store.
 */
public final class LocalScfProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int LOG_TAIL_LINES = 20;

  /**
   * A short-lived process for one user: start quickly, stay small. The limits for clients of its
   * server are properties that the JDK reads once in a process.
   */
  static final List<String> JVM_FLAGS =
      List.of(
          "-Dsun.net.httpserver.nodelay=true", // without it, 44 ms for each request on a kept
          // connection
          "-Dsun.net.httpserver.maxReqTime=30", // seconds until head and body must be there
          "-D" + LocalScfMain.READING_SECONDS + "=30", // the JDK's maxRspTime has the invocation in
          "-Dsun.net.httpserver.maxReqHeaderSize=65536",
          "-Dsun.net.httpserver.maxReqHeaders=100",
          "-Djdk.httpserver.maxConnections=1000",
          "-Dfile.encoding=UTF-8",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Xlog:disable", // the JVM warns on standard output, where our one line is expected
          "-Xlog:all=warning,cds*=off:stderr"); // what it leaves out of an archive is no matter

  /** The log goes on from process to process; beyond this it is begun anew. */
  private static final long LOG_LIMIT_BYTES = 1024 * 1024;

  /** A session of its own for the command, where that can be had. */
  private static final String DETACHED =
      "command -v setsid >/dev/null && exec setsid \"$@\"; exec \"$@\"";

  /** So many lines wait for {@link #told()}; then the process has to. */
  private static final int WAITING_LINES = 1000;

  /** How a JVM ends that was sent SIGTERM. */
  private static final int TERMINATED = 143;

  private final Leash leash;
  private final LocalScfAccess access;
  private final Log log;
  private final BlockingQueue<TickerLine> told;
  private final ClassArchive archive;

  private LocalScfProcess(
      Leash leash,
      LocalScfAccess access,
      Log log,
      BlockingQueue<TickerLine> told,
      ClassArchive archive) {
    this.archive = archive;
    this.leash = leash;
    this.access = access;
    this.log = log;
    this.told = told;
  }

  /**
   * Starts on a free port.
   *
   * @param store directory of its state
   * @param java the java program to use
   * @param classPath where this class and its dependencies are
   * @param limit how long it may take; includes up to a minute of waiting for another process that
   *     uses the store
   * @throws LocalScfException when it does not become ready; the message has the end of its log
   */
  public static LocalScfProcess start(Path store, Path java, List<Path> classPath, Duration limit) {
    return start(store, java, classPath, limit, List.of());
  }

  /** As the other one, with more arguments for {@link LocalScfMain}, such as {@code --port}. */
  public static LocalScfProcess start(
      Path store, Path java, List<Path> classPath, Duration limit, List<String> arguments) {
    ClassArchive archive = ClassArchive.of(store, java, classPath, JVM_FLAGS);
    return launch(
        store,
        java,
        archive.readingOrWriting(),
        classPath,
        arguments,
        (command, log) -> {
          Leash leash = Leash.start(command);
          BlockingQueue<TickerLine> told = new ArrayBlockingQueue<>(WAITING_LINES);
          try {
            LocalScfAccess access =
                awaitAccess(leash.process(), limit, log, out -> follow(out, told));
            return new LocalScfProcess(leash, access, log, told, archive);
          } catch (LocalScfException e) {
            leash.close();
            throw e;
          }
        });
  }

  /**
   * Starts one that outlives this JVM. It has no leash, and where {@code setsid} exists a session
   * of its own, so that neither the end of Maven nor Ctrl-C in its terminal reaches it; what ends
   * it is SIGTERM. Its instances are on leashes all the same.
   */
  public static LocalScfAccess startDetached(
      Path store, Path java, List<Path> classPath, Duration limit, List<String> arguments) {
    return launch(
        store,
        java,
        ClassArchive.of(store, java, classPath, JVM_FLAGS).reading(), // nobody keeps what it writes
        classPath,
        arguments,
        (command, log) -> {
          List<String> detached = new ArrayList<>(List.of("/bin/sh", "-c", DETACHED, "detached"));
          detached.addAll(command.command());
          Process process =
              command
                  .command(detached)
                  .directory(store.toFile()) // Maven's may be removed in its life
                  .redirectInput(new File("/dev/null"))
                  .start();
          try {
            return awaitAccess(process, limit, log, out -> {});
          } catch (LocalScfException e) {
            process.destroyForcibly();
            throw e;
          }
        });
  }

  /** Starts the prepared command and returns when it is ready. */
  private interface Launch<T> {
    T start(ProcessBuilder command, Log log) throws IOException;
  }

  private static <T> T launch(
      Path store,
      Path java,
      List<String> archive,
      List<Path> classPath,
      List<String> arguments,
      Launch<T> launch) {
    createStore(store);
    Path argFile = null;
    try {
      Log log = Log.open(store.resolve("local-scf.log"));
      argFile = argFile(store, archive, classPath, arguments);
      ProcessBuilder command =
          new ProcessBuilder(java.toString(), "@" + argFile.toAbsolutePath())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
      // Options meant for other JVMs of the build would print to its output or slow its start.
      command
          .environment()
          .keySet()
          .removeAll(
              List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "MAVEN_OPTS"));
      return launch.start(command, log);
    } catch (IOException e) {
      throw new LocalScfException(
          "The local SCF could not be started with " + java + ": " + reason(e), e);
    } finally {
      delete(argFile); // the JVM has read it by now
    }
  }

  private static void createStore(Path store) {
    try {
      StoreFiles.createPrivately(store);
    } catch (IOException e) {
      throw new LocalScfException(
          "The directory of the local SCF cannot be created: "
              + reason(e)
              + "\nChoose another place with -Dscf.home.",
          e);
    }
  }

  /** With its class: the message of many is just a path. */
  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  /**
   * What this start adds to the log, which another process of the store may be writing to.
   *
   * @param begin the file's length before the start
   */
  private record Log(Path file, long begin) {
    static Log open(Path file) throws IOException {
      long length = Files.exists(file) ? Files.size(file) : 0;
      if (length > LOG_LIMIT_BYTES) {
        Files.delete(file);
        length = 0;
      }
      return new Log(file, length);
    }

    /** The last lines since the start; bytes that are no UTF-8 do not hide the others. */
    String tail() {
      try {
        byte[] all = Files.readAllBytes(file);
        int from = (int) Math.min(begin, all.length);
        List<String> lines =
            new String(all, from, all.length - from, StandardCharsets.UTF_8).lines().toList();
        return lines.stream()
            .skip(Math.max(0, lines.size() - LOG_TAIL_LINES))
            .collect(Collectors.joining("\n"));
      } catch (IOException e) {
        return ""; // then there is nothing to quote
      }
    }
  }

  /**
   * The class path of a plugin is too long for a command line on some systems; java reads it from a
   * file.
   */
  private static Path argFile(
      Path store, List<String> archive, List<Path> classPath, List<String> arguments)
      throws IOException {
    String path =
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    StringBuilder text = new StringBuilder();
    JVM_FLAGS.forEach(flag -> text.append(flag).append('\n'));
    archive.forEach(flag -> text.append(quoted(flag)).append('\n'));
    text.append("-cp\n")
        .append(quoted(path))
        .append('\n')
        .append(LocalScfMain.class.getName())
        .append('\n');
    text.append("--store\n").append(quoted(store.toAbsolutePath().toString())).append('\n');
    arguments.forEach(argument -> text.append(quoted(argument)).append('\n'));
    Path file = Files.createTempFile(store, "java-", ".args");
    // The launcher reads it in the encoding of file names.
    Charset encoding = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    Files.write(file, text.toString().getBytes(encoding));
    return file;
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /**
   * Waits until it is ready.
   *
   * @param more reads the rest of its output, on a thread of its own
   */
  private static LocalScfAccess awaitAccess(
      Process process, Duration limit, Log log, Consumer<BufferedReader> more) {
    CompletableFuture<Optional<LocalScfAccess>> access = new CompletableFuture<>();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Thread reader =
        new Thread(
            () -> {
              access.complete(readAccess(out));
              more.accept(out);
            },
            "scf-local-output");
    reader.setDaemon(true);
    reader.start();
    try {
      return access
          .get(limit.toMillis(), TimeUnit.MILLISECONDS)
          .orElseThrow(() -> notReady("It ended before it was ready.", log));
    } catch (TimeoutException e) {
      throw notReady("It was not ready within " + limit.toSeconds() + " s.", log);
    } catch (ExecutionException e) {
      throw notReady(e.getCause().toString(), log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalScfException("Starting the local SCF was interrupted.", e);
    }
  }

  /** The first line that is its access; a JVM or a wrapper of one may print others before. */
  private static Optional<LocalScfAccess> readAccess(BufferedReader out) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Optional<LocalScfAccess> access = LocalScfAccess.fromJson(line);
        if (access.isPresent()) {
          return access;
        }
      }
    } catch (IOException e) {
      // it has ended
    }
    return Optional.empty();
  }

  /** Until it ends; whoever does not ask for the lines has not told it to write any. */
  private static void follow(BufferedReader out, BlockingQueue<TickerLine> told) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        told.put(TickerLine.fromWire(line));
      }
    } catch (IOException e) {
      // it has ended
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static LocalScfException notReady(String what, Log log) {
    return failed("The local SCF did not start. " + what, log);
  }

  private static LocalScfException failed(String what, Log log) {
    String tail = log.tail();
    return new LocalScfException(
        what + "\n" + (tail.isBlank() ? "" : tail + "\n") + "Its log is " + log.file() + ".");
  }

  /** Where it is and how to sign. */
  public LocalScfAccess access() {
    return access;
  }

  /** Whether it is still there. */
  public boolean isAlive() {
    return leash.process().isAlive();
  }

  /** What was invoked since the last call, for one that was started with {@code --tell}. */
  public List<TickerLine> told() {
    List<TickerLine> lines = new ArrayList<>();
    told.drainTo(lines);
    return lines;
  }

  /** What it writes to its log from its start on; each call begins there again. */
  public LogFollower followLog() {
    return new LogFollower(log.file(), log.begin());
  }

  /**
   * Judges its end.
   *
   * @throws LocalScfException when it was not {@code stop} or another SIGTERM that has ended it;
   *     the message has the end of its log
   */
  public void requireOrderlyEnd() {
    int status = leash.process().exitValue();
    if (status != TERMINATED) {
      throw failed("The local SCF ended by itself, with exit status " + status + ".", log);
    }
  }

  /** SIGTERM, up to 5 s of patience, then SIGKILL for all that is left. */
  @Override
  public void close() {
    try {
      leash.terminate(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // no patience then
    } finally {
      leash.close();
      archive.keep(!isAlive() && leash.process().exitValue() == TERMINATED);
    }
  }

  private static void delete(Path argFile) {
    if (argFile != null) {
      try {
        Files.deleteIfExists(argFile);
      } catch (IOException e) {
        // a small file without secrets stays behind
      }
    }
  }
}
