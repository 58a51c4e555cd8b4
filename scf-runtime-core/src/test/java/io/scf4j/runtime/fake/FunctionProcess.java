package io.scf4j.runtime.fake;

import io.scf4j.runtime.loop.Launcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A function in a process of its own, with an environment that has nothing else in it. */
public final class FunctionProcess implements AutoCloseable {
  private static final long PATIENCE_S = 60;

  private final Path directory;
  private final Process process;

  private FunctionProcess(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /**
   * Starts it with the core and the tests' handlers on the class path, and with those JVM options.
   */
  public static FunctionProcess start(
      Path directory, Map<String, String> env, List<String> options, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(classPath(Launcher.class, example.Hello.class));
    command.addAll(options);
    command.add("io.scf4j.runtime.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(env);
    builder.redirectOutput(directory.resolve("out").toFile());
    builder.redirectError(directory.resolve("err").toFile());
    return new FunctionProcess(directory, builder.start());
  }

  /** Where those classes are from. */
  public static String classPath(Class<?>... classes) throws Exception {
    List<String> locations = new ArrayList<>();
    for (Class<?> type : classes) {
      locations.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(System.getProperty("path.separator"), locations);
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
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
