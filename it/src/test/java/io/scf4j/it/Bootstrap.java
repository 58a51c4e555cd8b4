package io.scf4j.it;

import io.scf4j.it.harness.Gcc;
import io.scf4j.it.harness.HostTools;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.Zips;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The same function in several languages, each with another way to speak HTTP: under {@code
 * src/it/bootstraps}. An event that is one of the commands {@code "do:…"} is carried out, every
 * other one is echoed; the variable {@code INIT} says what to do before ready.
 */
enum Bootstrap {
  /** curl: a connection for each request, 100-continue for large results. */
  BASH,
  /** Raw sockets: one connection, results in chunks. */
  C,
  /** http.client: one connection, and others on the side. */
  PYTHON,
  /** fetch: a pool of connections. */
  NODE,
  /** This project's runtime: the protocol is its own business, the function only a handler. */
  JAVA;

  /** The function's package; without its language on this machine the test is skipped. */
  Path zip(Path directory) throws IOException {
    Path source = ItSettings.sources().resolve("it/src/it/bootstraps").resolve(toString());
    return switch (this) {
      case BASH -> {
        HostTools.require("curl");
        yield script(directory, source);
      }
      case PYTHON -> {
        HostTools.require("python3");
        yield script(directory, source);
      }
      case NODE -> {
        HostTools.require("node");
        yield script(directory, source);
      }
      case C -> {
        Path program = directory.resolve("c-bootstrap");
        Gcc.compile(Files.readString(source.resolve("bootstrap.c")), program, "-O2");
        yield zip(directory, Files.readAllBytes(program), Zips.EXECUTABLE, List.of());
      }
      case JAVA -> {
        Path function = functionJar(directory, source.resolve("Function.java"));
        byte[] bootstrap = Files.readAllBytes(source.resolve("bootstrap"));
        yield zip(directory, bootstrap, Zips.EXECUTABLE, List.of(function, runtimeJar(directory)));
      }
    };
  }

  private Path script(Path directory, Path source) throws IOException {
    byte[] bootstrap = Files.readAllBytes(source.resolve("bootstrap"));
    return zip(directory, bootstrap, Zips.EXECUTABLE, List.of());
  }

  private Path zip(Path directory, byte[] bootstrap, int mode, List<Path> jars) throws IOException {
    Path zip = directory.resolve(this + ".zip");
    Files.write(zip, Zips.of("bootstrap", bootstrap, mode, jars));
    return zip;
  }

  private static Path functionJar(Path directory, Path source) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "--release",
                "11",
                "-Xlint:-options",
                source.toString());
    if (status != 0) {
      throw new AssertionError(source + " does not compile");
    }
    Path jar = directory.resolve("function.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path compiled : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(compiled).toString()));
        out.write(Files.readAllBytes(compiled));
        out.closeEntry();
      }
    }
    return jar;
  }

  private static Path runtimeJar(Path directory) throws IOException {
    String version = ItSettings.version();
    Path staged =
        ItSettings.stagedRepository()
            .resolve("io/scf4j/scf-runtime-core")
            .resolve(version)
            .resolve("scf-runtime-core-" + version + ".jar");
    return Files.copy(staged, directory.resolve("runtime.jar"));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
