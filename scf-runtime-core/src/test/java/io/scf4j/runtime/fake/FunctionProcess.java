package io.scf4j.runtime.fake;

import io.scf4j.runtime.loop.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function in a process of its own, for what only a process has: an exit status, descriptors,
 * signals, JVM options, and an environment with nothing else in it.
 */
public final class FunctionProcess implements AutoCloseable {
  private static final long PATIENCE_S = 60;

  private final Path directory;
  private final Process process;

  private FunctionProcess(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /** Starts it on the JDK of the tests, with those JVM options. */
  public static FunctionProcess start(
      Path directory, Map<String, String> env, List<String> options, String... arguments) {
    return start(currentJava(), directory, env, options, arguments);
  }

  /**
   * Starts it with the core and the tests' handlers on the class path.
   *
   * @param directory where it runs and its output goes
   */
  public static FunctionProcess start(
      Path javaHome,
      Path directory,
      Map<String, String> env,
      List<String> options,
      String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(List.of("-cp", classPath(Launcher.class, example.Hello.class)));
    command.addAll(options);
    command.add("io.scf4j.runtime.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(env);
    builder.directory(directory.toFile());
    builder.redirectOutput(directory.resolve("out").toFile());
    builder.redirectError(directory.resolve("err").toFile());
    try {
      return new FunctionProcess(directory, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path currentJava() {
    return Path.of(System.getProperty("java.home"));
  }

  /** Where those classes are from. */
  public static String classPath(Class<?>... classes) {
    return Stream.of(classes)
        .map(
            type -> URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .map(location -> Path.of(location).toString())
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  public Process process() {
    return process;
  }

  /** Waits for something that the living process will bring about. */
  public void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!condition.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("It did not come to that; stderr: " + err());
      }
      Thread.sleep(5);
    }
  }

  /** Waits until the API was asked that often. */
  public void awaitRequests(FakeRuntimeApi api, int requests) throws InterruptedException {
    await(() -> api.requests().size() >= requests);
  }

  public void sigterm() {
    process.destroy();
  }

  /** Sends a signal by its name, as {@code kill} does. */
  public void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** The exit status. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      throw new AssertionError("The process does not end; stderr: " + err());
    }
    return process.exitValue();
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
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
