package io.scf4j.maven.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The generated bootstrap, run by the real sh; in place of Java a script that says its arguments.
 */
class BootstrapScriptTest {
  private static final String NO_JAVA = "/nowhere";
  private static final String OPTIONS =
      "-XX:+UseSerialGC\n-XX:-UsePerfData\n-Xlog:disable\n-Xlog:all=warning:stderr\n-cp\n";

  private record Outcome(int status, String out, String err) {}

  @TempDir Path directory;
  private Path code;

  @BeforeEach
  void unpack() throws IOException {
    code = Files.createDirectories(directory.resolve("function's code $HOME"));
    write(BootstrapScript.render(List.of("own.jar", "dep.jar"), Optional.empty()));
  }

  @Test
  void prefersTheJreOfThePackage() throws Exception {
    Path own = java(code.resolve("jre"));
    Path home = java(directory.resolve("home"));
    assertThat(absolute(Map.of("PATH", NO_JAVA, "JAVA_HOME", home(home))))
        .isEqualTo(started(own.toString(), code.toString()));
  }

  @Test
  void takesJavaHomeBeforeThePath() throws Exception {
    Path home = java(directory.resolve("home"));
    Path path = java(directory.resolve("path"));
    assertThat(absolute(Map.of("PATH", path.getParent().toString(), "JAVA_HOME", home(home))))
        .isEqualTo(started(home.toString(), code.toString()));
  }

  @Test
  void takesThePathWhenJavaHomeHoldsNoJava() throws Exception {
    Path path = java(directory.resolve("path"));
    assertThat(absolute(Map.of("PATH", path.getParent().toString(), "JAVA_HOME", NO_JAVA)))
        .isEqualTo(started(path.toString(), code.toString()));
  }

  @Test
  void namesAllFourPlacesWhenThereIsNoJava() throws Exception {
    assertThat(absolute(Map.of("PATH", NO_JAVA, "JAVA_HOME", "/gone")))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "bootstrap: no Java found. Looked for "
                    + code
                    + "/jre/bin/java, /opt/jre/bin/java, $JAVA_HOME/bin/java (JAVA_HOME is"
                    + " '/gone') and java on PATH (/nowhere).\n"));
  }

  @Test
  void saysThatJavaHomeIsNotSet() throws Exception {
    assertThat(absolute(Map.of("PATH", NO_JAVA)).err()).contains("(JAVA_HOME is '')");
  }

  @Test
  void startsAsItsDirectorysBootstrap() throws Exception {
    java(code.resolve("jre"));
    assertThat(run(code, Map.of("PATH", NO_JAVA), "./bootstrap"))
        .isEqualTo(started("./jre/bin/java", "."));
    assertThat(run(code, Map.of("PATH", NO_JAVA), "/bin/sh", "bootstrap"))
        .isEqualTo(started("./jre/bin/java", "."));
  }

  @Test
  void startsByARelativePath() throws Exception {
    java(code.resolve("jre"));
    String name = code.getFileName().toString();
    assertThat(run(directory, Map.of("PATH", NO_JAVA), name + "/bootstrap"))
        .isEqualTo(started(name + "/jre/bin/java", name));
  }

  @Test
  void passesTheHandlerAsOneArgumentWhateverItHolds() throws Exception {
    java(code.resolve("jre"));
    String handler = "demo.Outer$Inner::`f` \"g\" \\h";
    write(BootstrapScript.render(List.of("own $1.jar"), Optional.of(handler)));
    assertThat(absolute(Map.of("PATH", NO_JAVA)).out())
        .endsWith("\n" + code + "/lib/own $1.jar\nio.scf4j.runtime.Main\n" + handler + "\n");
  }

  @Test
  void replacesTheShellSoThatSignalsReachTheJvm() throws Exception {
    Path java = java(code.resolve("jre"));
    Files.writeString(java, "#!/bin/sh\necho $$\n");
    Process process =
        start(directory, Map.of("PATH", NO_JAVA), code.resolve("bootstrap").toString());
    assertThat(outcome(process).out()).isEqualTo(process.pid() + "\n");
  }

  private void write(String script) throws IOException {
    executable(code.resolve("bootstrap"), script);
  }

  private static Path java(Path home) throws IOException {
    return executable(
        home.resolve("bin").resolve("java"),
        "#!/bin/sh\necho \"$0\"\nfor argument; do printf '%s\\n' \"$argument\"; done\n");
  }

  private static String home(Path java) {
    return java.getParent().getParent().toString();
  }

  private static Path executable(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Outcome started(String java, String here) {
    String classPath = here + "/lib/own.jar:" + here + "/lib/dep.jar";
    return new Outcome(0, java + "\n" + OPTIONS + classPath + "\nio.scf4j.runtime.Main\n", "");
  }

  private Outcome absolute(Map<String, String> environment) throws Exception {
    return run(Path.of("/"), environment, code.resolve("bootstrap").toString());
  }

  private static Outcome run(Path directory, Map<String, String> environment, String... command)
      throws Exception {
    return outcome(start(directory, environment, command));
  }

  private static Process start(Path directory, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Outcome outcome(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), out, err);
  }
}
