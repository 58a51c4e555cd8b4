package io.scf4j.maven.local;

import io.scf4j.maven.local.instance.Leash;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A local SCF as a process of its own, on a {@link Leash}: it ends with {@link #close()}, and with
 * this JVM however that ends. Its messages are in {@code local-scf.log} of the store.
 */
public final class LocalScfProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int LOG_TAIL_LINES = 20;

  /** A short-lived process for one user: start quickly, stay small. */
  private static final List<String> JVM_FLAGS =
      List.of(
          "-Dsun.net.httpserver.nodelay=true", // without it, 44 ms for each request on a kept
          // connection
          "-Dfile.encoding=UTF-8",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto");

  private final Leash leash;
  private final Path argFile;
  private final LocalScfAccess access;

  private LocalScfProcess(Leash leash, Path argFile, LocalScfAccess access) {
    this.leash = leash;
    this.argFile = argFile;
    this.access = access;
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

  /**
   * As the other one, with more arguments for {@link LocalScfMain} ({@code --port}, {@code
   * --advertise}).
   */
  public static LocalScfProcess start(
      Path store, Path java, List<Path> classPath, Duration limit, List<String> arguments) {
    Path log = store.resolve("local-scf.log");
    Leash leash = null;
    Path argFile = null;
    try {
      Files.createDirectories(store);
      argFile = argFile(store, classPath, arguments);
      ProcessBuilder command =
          new ProcessBuilder(java.toString(), "@" + argFile)
              .redirectError(ProcessBuilder.Redirect.to(log.toFile()));
      // Options meant for other JVMs of the build would print to its output or slow its start.
      command
          .environment()
          .keySet()
          .removeAll(
              List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "MAVEN_OPTS"));
      leash = Leash.start(command);
      return new LocalScfProcess(leash, argFile, awaitAccess(leash, limit, log));
    } catch (IOException e) {
      end(leash, argFile);
      throw new LocalScfException(
          "The local SCF could not be started with " + java + ": " + e.getMessage(), e);
    } catch (LocalScfException e) {
      end(leash, argFile);
      throw e;
    }
  }

  /**
   * The class path of a plugin is too long for a command line on some systems; java reads it from a
   * file.
   */
  private static Path argFile(Path store, List<Path> classPath, List<String> arguments)
      throws IOException {
    String path =
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    StringBuilder text = new StringBuilder();
    JVM_FLAGS.forEach(flag -> text.append(flag).append('\n'));
    text.append("-cp\n")
        .append(quoted(path))
        .append('\n')
        .append(LocalScfMain.class.getName())
        .append('\n');
    text.append("--store\n").append(quoted(store.toAbsolutePath().toString())).append('\n');
    arguments.forEach(argument -> text.append(quoted(argument)).append('\n'));
    Path file = Files.createTempFile(store, "java-", ".args");
    Files.write(file, text.toString().getBytes(Charset.defaultCharset()));
    return file;
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static LocalScfAccess awaitAccess(Leash leash, Duration limit, Path log) {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread reader = new Thread(() -> line.complete(firstLine(leash)), "scf-local-ready");
    reader.setDaemon(true);
    reader.start();
    try {
      return LocalScfAccess.fromJson(line.get(limit.toMillis(), TimeUnit.MILLISECONDS))
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

  private static String firstLine(Leash leash) {
    try {
      String line =
          new BufferedReader(
                  new InputStreamReader(leash.process().getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }

  private static LocalScfException notReady(String what, Path log) {
    List<String> lines = List.of();
    try {
      lines = Files.readAllLines(log);
    } catch (IOException e) {
      // then there is nothing to quote
    }
    String tail =
        lines.stream()
            .skip(Math.max(0, lines.size() - LOG_TAIL_LINES))
            .collect(Collectors.joining("\n"));
    return new LocalScfException(
        "The local SCF did not start. "
            + what
            + "\n"
            + (tail.isBlank() ? "" : tail + "\n")
            + "Its log is "
            + log
            + ".");
  }

  /** Where it is and how to sign. */
  public LocalScfAccess access() {
    return access;
  }

  /** Whether it is still there. */
  public boolean isAlive() {
    return leash.process().isAlive();
  }

  /** SIGTERM, up to 5 s of patience, then SIGKILL for all that is left. */
  @Override
  public void close() {
    try {
      leash.terminate(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // no patience then
    } finally {
      end(leash, argFile);
    }
  }

  private static void end(Leash leash, Path argFile) {
    if (leash != null) {
      leash.close();
    }
    if (argFile != null) {
      try {
        Files.deleteIfExists(argFile);
      } catch (IOException e) {
        // a small file without secrets stays behind
      }
    }
  }
}
