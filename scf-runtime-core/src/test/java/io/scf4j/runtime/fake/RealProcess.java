package io.scf4j.runtime.fake;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function's process, for what only a process has: an exit status, descriptors, JVM options. */
public final class RealProcess implements AutoCloseable {
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final Process process;
  private final Path directory;

  private RealProcess(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
  }

  /** What is run with, and where its output goes. */
  public static RealProcess start(
      Path javaHome,
      Path directory,
      Map<String, String> env,
      String handler,
      List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), "io.scf4j.runtime.Main", handler));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(env);
    builder.directory(directory.toFile());
    builder.redirectOutput(directory.resolve("out").toFile());
    builder.redirectError(directory.resolve("err").toFile());
    try {
      return new RealProcess(builder.start(), directory);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The runtime's classes and those of the tests, as a function's own. */
  public static String classPath() {
    return locationOf(io.scf4j.runtime.Main.class)
        + System.getProperty("path.separator")
        + locationOf(example.Hello.class);
  }

  public static Path currentJava() {
    return Path.of(System.getProperty("java.home"));
  }

  private static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public Process process() {
    return process;
  }

  /** Its exit status, when it ends by itself. */
  public int exit() throws InterruptedException {
    if (!process.waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still alive after " + LONGEST_WAIT_SECONDS + " s: " + err());
    }
    return process.exitValue();
  }

  /** Sends a signal by its name, as {@code kill} does. */
  public void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  public String out() {
    return read("out");
  }

  public String err() {
    return read("err");
  }

  private String read(String name) {
    try {
      return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
