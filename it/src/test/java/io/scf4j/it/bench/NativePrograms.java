package io.scf4j.it.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The stub and the C client, compiled on the spot, so that nobody has to trust a binary. */
final class NativePrograms {
  private static final String COMPILER = "gcc";

  private final Path sources;
  private final Path target;

  NativePrograms(Settings settings) {
    this.sources = settings.sources().resolve("c");
    this.target = settings.work().resolve("bin");
  }

  Path stub() {
    return target.resolve("stub");
  }

  Path client() {
    return target.resolve("client");
  }

  /** First line of {@code gcc --version}; says what to install when there is none. */
  String compilerVersion() throws IOException, InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new BenchmarkException(
          "The benchmark needs Linux, because its stopwatch stands on epoll. This is "
              + System.getProperty("os.name")
              + ".");
    }
    try {
      return run(List.of(COMPILER, "--version")).lines().findFirst().orElse(COMPILER);
    } catch (IOException missing) {
      throw new BenchmarkException(
          "The benchmark needs gcc to compile its stopwatch, and there is none on the PATH. "
              + "Install it (Debian, Ubuntu: apt install gcc libc6-dev; "
              + "Fedora, CentOS: dnf install gcc glibc-devel) and run it again.");
    }
  }

  void build() throws IOException, InterruptedException {
    Files.createDirectories(target);
    compile("stub.c", stub());
    compile("client.c", client());
  }

  private void compile(String source, Path program) throws IOException, InterruptedException {
    run(
        List.of(
            COMPILER,
            "-O2",
            "-Wall",
            "-Wextra",
            "-o",
            program.toString(),
            sources.resolve(source).toString()));
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new BenchmarkException(
          "'" + String.join(" ", command) + "' failed; are the headers of libc there?\n" + output);
    }
    return output;
  }
}
