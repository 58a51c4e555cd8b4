package io.scf4j.maven.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The generated bootstrap, run by the real sh; in place of Java a script that says its arguments.
 */
class BootstrapScriptTest {
  private static final String NO_JAVA = "/nowhere";
  private static final List<String> OPTIONS = List.of("-Xmx64m", "-Dname=it's $HOME \"here\"");
  private static final String JRE = "25-abc";

  private static final String JARS = "test" + ProcessHandle.current().pid();
  private static final List<String> AOT =
      List.of("-XX:AOTCache=app.aot", "-Dscf4j.aot.jars=" + JARS);
  private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

  /** Seconds since 1970. */
  private static final long JAR_TIME = 1_769_860_800;

  private record Outcome(int status, String out, String err) {}

  @TempDir Path directory;
  private Path code;

  @BeforeEach
  void unpack() throws IOException {
    code = Files.createDirectories(directory.resolve("function's code $HOME"));
    write(script(Optional.empty()));
    for (String jar : List.of("own.jar", "dep.jar")) {
      Path file = code.resolve("lib").resolve(jar);
      Files.createDirectories(file.getParent());
      Files.writeString(file, jar);
      Files.setLastModifiedTime(file, FileTime.fromMillis(JAR_TIME * 1000));
    }
  }

  private static String script(Optional<AotUse> aot) {
    return new BootstrapScript(List.of("own.jar", "dep.jar"), Optional.empty(), OPTIONS, aot)
        .render();
  }

  @Test
  void prefersTheJreOfThePackage() throws Exception {
    Path own = java(code.resolve("jre"));
    Path home = java(directory.resolve("home"));
    assertThat(absolute(Map.of("PATH", NO_JAVA, "JAVA_HOME", home(home))))
        .isEqualTo(started("jre/bin/java"));
    assertThat(own).isExecutable();
  }

  @Test
  void takesJavaHomeBeforeThePath() throws Exception {
    Path home = java(directory.resolve("home"));
    Path path = java(directory.resolve("path"));
    assertThat(absolute(Map.of("PATH", path.getParent().toString(), "JAVA_HOME", home(home))))
        .isEqualTo(started(home.toString()));
  }

  @Test
  void takesThePathWhenJavaHomeHoldsNoJava() throws Exception {
    Path path = java(directory.resolve("path"));
    assertThat(absolute(Map.of("PATH", path.getParent().toString(), "JAVA_HOME", NO_JAVA)))
        .isEqualTo(started(path.toString()));
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
        .isEqualTo(started("jre/bin/java"));
    assertThat(run(code, Map.of("PATH", NO_JAVA), "/bin/sh", "bootstrap"))
        .isEqualTo(started("jre/bin/java"));
  }

  @Test
  void startsByARelativePath() throws Exception {
    java(code.resolve("jre"));
    String name = code.getFileName().toString();
    Path other = Files.createDirectories(directory.resolve("other").resolve(name)).getParent();
    Map<String, String> environment = Map.of("PATH", NO_JAVA, "CDPATH", other.toString());
    assertThat(run(directory, environment, name + "/bootstrap")).isEqualTo(started("jre/bin/java"));
  }

  @Test
  void passesTheHandlerAsOneArgumentWhateverItHolds() throws Exception {
    java(code.resolve("jre"));
    String handler = "demo.Outer$Inner::`f` \"g\" \\h";
    write(
        new BootstrapScript(
                List.of("own $1.jar"), Optional.of(handler), List.of(), Optional.empty())
            .render());
    assertThat(absolute(Map.of("PATH", NO_JAVA)).out())
        .endsWith("\nlib/own $1.jar\nio.scf4j.runtime.Main\n" + handler + "\n");
  }

  @Test
  void changesNoVariableOfTheFunction() throws Exception {
    anAotCache(OptionalLong.of(JAR_TIME));
    Files.writeString(
        code.resolve("jre/bin/java"), "#!/bin/sh\necho \"$java $lib $aot $id $time $CDPATH\"\n");
    Map<String, String> own = new HashMap<>(PATH);
    for (String name : List.of("java", "lib", "aot", "id", "time", "CDPATH")) {
      own.put(name, "own");
    }
    assertThat(absolute(own).out()).isEqualTo("own own own own own own\n");
  }

  @Test
  void replacesTheShellSoThatSignalsReachTheJvm() throws Exception {
    Path java = java(code.resolve("jre"));
    Files.writeString(java, "#!/bin/sh\necho $$\n");
    Process process =
        start(directory, Map.of("PATH", NO_JAVA), code.resolve("bootstrap").toString());
    assertThat(outcome(process).out()).isEqualTo(process.pid() + "\n");
  }

  @Test
  void usesTheAotCacheWithTheJreThatItWasMadeWith() throws Exception {
    anAotCache(OptionalLong.empty());
    assertThat(absolute(Map.of("PATH", NO_JAVA)))
        .isEqualTo(started("jre/bin/java", AOT, "lib", ""));
  }

  @Test
  void startsWithoutTheAotCacheWhenThereIsNone() throws Exception {
    anAotCache(OptionalLong.empty());
    Files.delete(code.resolve("app.aot"));
    assertThat(absolute(Map.of("PATH", NO_JAVA))).isEqualTo(without("there is no app.aot."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"})
  void startsWithoutTheAotCacheWhenTheEnvironmentHasOptions(String variable) throws Exception {
    anAotCache(OptionalLong.empty());
    assertThat(absolute(Map.of("PATH", NO_JAVA, variable, "-XX:+UseZGC")))
        .isEqualTo(
            without("JDK_JAVA_OPTIONS or JAVA_TOOL_OPTIONS is set, and it was made without them."));
  }

  @Test
  void startsWithoutTheAotCacheOfAnotherJre() throws Exception {
    anAotCache(OptionalLong.empty());
    Files.writeString(code.resolve("jre/scf4j.id"), "25-other\n");
    assertThat(absolute(Map.of("PATH", NO_JAVA)))
        .isEqualTo(without("it was made with another JRE than jre/bin/java."));
    Files.delete(code.resolve("jre/scf4j.id"));
    assertThat(absolute(Map.of("PATH", NO_JAVA)))
        .isEqualTo(without("it was made with another JRE than jre/bin/java."));
  }

  @Test
  void usesTheAotCacheWhenTheTimesOfTheJarsFit() throws Exception {
    anAotCache(OptionalLong.of(JAR_TIME));
    assertThat(absolute(PATH)).isEqualTo(started("jre/bin/java", AOT, "lib", ""));
  }

  @Test
  void setsTheTimesOfTheJarsWhereItMay() throws Exception {
    anAotCache(OptionalLong.of(JAR_TIME));
    unzippedInAnotherTimeZone();
    assertThat(absolute(PATH)).isEqualTo(started("jre/bin/java", AOT, "lib", ""));
    assertThat(Files.getLastModifiedTime(code.resolve("lib/dep.jar")).toMillis())
        .isEqualTo(JAR_TIME * 1000);
  }

  @Test
  void setsTheTimesOfTheJarsWhenOnlyTheLastOneDiffers() throws Exception {
    anAotCache(OptionalLong.of(JAR_TIME));
    Path last = code.resolve("lib/own.jar");
    Files.setLastModifiedTime(last, FileTime.fromMillis(JAR_TIME * 1000 + 2000));
    assertThat(absolute(PATH)).isEqualTo(started("jre/bin/java", AOT, "lib", ""));
    assertThat(Files.getLastModifiedTime(last).toMillis()).isEqualTo(JAR_TIME * 1000);
  }

  @Test
  void startsFromACopyOfTheJarsWhereTheirTimesCannotBeSet() throws Exception {
    anAotCache(OptionalLong.of(JAR_TIME));
    unzippedInAnotherTimeZone();
    Path copy = Path.of("/tmp/scf4j-" + JARS);
    try {
      Outcome expected = started("jre/bin/java", AOT, copy.toString(), "");
      assertThat(absolute(withoutTouchingTheCode())).isEqualTo(expected);
      assertThat(copy.resolve("own.jar")).hasContent("own.jar");
      assertThat(absolute(withoutTouchingTheCode())).isEqualTo(expected);
    } finally {
      for (String jar : List.of("own.jar", "dep.jar")) {
        Files.deleteIfExists(copy.resolve(jar));
      }
      Files.deleteIfExists(copy);
    }
  }

  @Test
  void copiesTheJarsToTmpdirWhateverACopyThatWasCutShortHasLeft() throws Exception {
    anAotCache(OptionalLong.of(JAR_TIME));
    unzippedInAnotherTimeZone();
    Path tmpdir = directory.resolve("tmp");
    Path copy = tmpdir.resolve("scf4j-" + JARS);
    Path cutShort = Files.createDirectories(tmpdir.resolve("scf4j-" + JARS + ".new"));
    Files.writeString(cutShort.resolve("old.jar"), "");
    Map<String, String> environment = new HashMap<>(withoutTouchingTheCode());
    environment.put("TMPDIR", tmpdir.toString());

    assertThat(absolute(environment)).isEqualTo(started("jre/bin/java", AOT, copy.toString(), ""));
    assertThat(tmpdir)
        .isDirectoryContaining(copy::equals)
        .isDirectoryNotContaining(cutShort::equals);
    assertThat(copy.resolve("old.jar")).doesNotExist();
  }

  @Test
  void startsWithoutTheAotCacheWhenATouchChangesNothing() throws Exception {
    anAotCache(OptionalLong.of(JAR_TIME));
    unzippedInAnotherTimeZone();
    Path tools = directory.resolve("tools");
    executable(tools.resolve("touch"), "#!/bin/sh\n");
    Path tmpdir = Files.createDirectories(directory.resolve("tmp"));
    assertThat(absolute(Map.of("PATH", tools + ":/usr/bin:/bin", "TMPDIR", tmpdir.toString())))
        .isEqualTo(
            without("the times of its jars are not those of the package, and cannot be changed."));
  }

  @Test
  void startsWithoutTheAotCacheWhenTheTimesCannotBeMadeToFit() throws Exception {
    anAotCache(OptionalLong.of(JAR_TIME));
    unzippedInAnotherTimeZone();
    assertThat(absolute(Map.of("PATH", NO_JAVA)))
        .isEqualTo(
            without("the times of its jars are not those of the package, and cannot be changed."));
  }

  private void anAotCache(OptionalLong jarTime) throws IOException {
    java(code.resolve("jre"));
    Files.writeString(code.resolve("jre/scf4j.id"), JRE + "\n");
    Files.writeString(code.resolve("app.aot"), "cache");
    write(script(Optional.of(new AotUse(JRE, JARS, jarTime))));
  }

  private void unzippedInAnotherTimeZone() throws IOException {
    for (String jar : List.of("own.jar", "dep.jar")) {
      Files.setLastModifiedTime(
          code.resolve("lib").resolve(jar), FileTime.fromMillis((JAR_TIME + 8 * 3600) * 1000));
    }
  }

  /** A touch that fails on what is not in /tmp/scf4j-…, as on the platform. */
  private Map<String, String> withoutTouchingTheCode() throws IOException {
    Path tools = directory.resolve("tools");
    executable(
        tools.resolve("touch"),
        "#!/bin/sh\ncase $3 in lib/*) exit 1 ;; esac\nexec /usr/bin/touch \"$@\"\n");
    return Map.of("PATH", tools + ":/usr/bin:/bin");
  }

  private static Outcome without(String reason) {
    return started(
        "jre/bin/java",
        List.of(),
        "lib",
        "bootstrap: starting without the AOT cache: " + reason + "\n");
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

  private static Outcome started(String java) {
    return started(java, List.of(), "lib", "");
  }

  private static Outcome started(String java, List<String> aot, String lib, String err) {
    List<String> lines = new ArrayList<>(List.of(java));
    lines.addAll(aot);
    lines.addAll(OPTIONS);
    lines.addAll(List.of("-cp", lib + "/own.jar:" + lib + "/dep.jar", "io.scf4j.runtime.Main"));
    return new Outcome(0, String.join("\n", lines) + "\n", err);
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
