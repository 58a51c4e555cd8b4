package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.Gcc;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.Jdks;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the platform would not run is found here: while packaging, or before anything is sent. */
class TargetCheckIT {
  private static final String FAKE_CREDENTIALS =
      "<servers><server><id>tencentcloud</id><username>AKIDfake</username>"
          + "<password>fake-key</password></server></servers>";
  private static final String NOWHERE = "https://scf.example.invalid";
  private static final String PROGRAM = "int main(void) { return 0; }\n";
  private static final String TOO_NEW =
      "GLIBC_2\\.\\d+; the platform \\(CentOS 7\\.6\\) has 2\\.17";

  @OneMaven
  void aJdkOfTheDistributionIsRefusedBeforeAnythingIsMadeOfIt(MavenRuntime maven)
      throws IOException {
    Path debian = Jdks.require(17, "Debian");
    TestProject hello = TestProject.copyOf("hello");

    BuildResult build =
        MavenBuild.of(maven, hello).with("package").withJre().withOnlyJdk(debian).fails();

    assertThat(build.output())
        .contains("No JDK on this machine makes a JRE that runs on the platform.")
        .contains("libjvm.so needs GLIBC_2.34; the platform (CentOS 7.6) has 2.17")
        .contains("-Dscf.targetJdk=DIR")
        .contains("<jre>layer</jre>")
        .contains("<jre>none</jre>")
        .contains("-Dscf.local")
        .doesNotContain("temurin");
    assertThat(hello.scfHome().resolve("cache")).doesNotExist();
    assertThat(hello.file("target/scf")).doesNotExist();
  }

  @OneMaven
  void theSameJdkDoesForTheLocalScf(MavenRuntime maven) {
    Path debian = Jdks.require(17, "Debian");
    TestProject hello = TestProject.copyOf("hello");

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package", "scf:deploy", "scf:invoke")
            .withJre()
            .withOnlyJdk(debian)
            .local()
            .succeeds();

    assertThat(FirstLightIT.retMsg(hello)).isEqualTo("Hello from Java, you sent {}");
    assertThat(build.output())
        .contains("Function 'hello' is for the local SCF only, not for the platform:")
        .containsPattern("WARN.*jre/lib/server/libjvm.so needs GLIBC_2.34; .*more of the JRE")
        .contains("hello.zip could not run on the platform:");
    assertThat(findings(hello))
        .contains("jre/lib/server/libjvm.so needs GLIBC_2.34; the platform (CentOS 7.6) has 2.17");
    assertThat(FirstLightIT.result(hello, "package").getAsJsonObject("jre").has("findings"))
        .isFalse();
    assertRefusedBeforeTheNetwork(hello, maven, "jre/lib/server/libjvm.so needs GLIBC_2.34");
  }

  @OneMaven
  void aFittingJdkHasNoFindings(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");

    MavenBuild.of(maven, hello)
        .with("package")
        .withJre()
        .property("scf.targetJdk", Jdks.require(25).toString())
        .succeeds();

    assertThat(findings(hello)).isEmpty();
  }

  @OneMaven
  void allThatThePlatformWouldNotRunIsNamedAtOnce(MavenRuntime maven) throws IOException {
    TestProject hello = TestProject.copyOf("hello");
    Path scf = hello.file("src/main/scf");
    Gcc.compile(PROGRAM, scf.resolve("tools/made-here"));
    Gcc.compile(PROGRAM, scf.resolve("tools/static"), "-static");
    Path elsewhere = scf.resolve("lib/elsewhere.so");
    Gcc.compile("int f(void) { return 1; }\n", elsewhere, "-shared");
    becomeAarch64(elsewhere);
    Path truncated = scf.resolve("lib/truncated.so");
    Files.write(truncated, List.of("\177ELF\2\1\1"));
    jarOfJava(99, scf.resolve("plugins/future.jar"));
    String fitting = Jdks.require(25).toString();

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package")
            .withJre()
            .property("scf.targetJdk", fitting)
            .fails();

    assertThat(build.output())
        .contains("Function 'hello' could not run on the platform:")
        .containsPattern("- tools/made-here needs " + TOO_NEW)
        .contains("- lib/elsewhere.so is for aarch64; the platform is Linux x86-64")
        .contains("- lib/truncated.so begins as a Linux program or library and is damaged")
        .contains(
            "- plugins/future.jar has classes for Java 99 (demo/Future.class); the function's JRE"
                + " is Java 25")
        .contains("link them statically", "--release 25", "-Dscf.local", "-Dscf.targetCheck=off")
        .doesNotContain("tools/static");
    assertThat(hello.scfHome().resolve("cache/jre")).doesNotExist();
    assertNothingPackaged(hello);

    MavenBuild.of(maven, hello).with("package").property("scf.targetCheck", "off").succeeds();

    assertThat(findings(hello)).isEmpty();
  }

  @OneMaven
  void aNativeBootstrapIsJudgedAndAStaticOneFits(MavenRuntime maven) {
    TestProject bash = TestProject.copyOf("bash-sample");
    Path bootstrap = bash.file("src/main/scf/bootstrap");
    Gcc.compile(PROGRAM, bootstrap);

    BuildResult build = MavenBuild.of(maven, bash).with("package").fails();

    assertThat(build.output()).containsPattern("- bootstrap needs " + TOO_NEW);
    assertNothingPackaged(bash);

    Gcc.compile(PROGRAM, bootstrap, "-static");
    MavenBuild.of(maven, bash).with("package").succeeds();

    assertThat(findings(bash)).isEmpty();
  }

  @OneMaven
  void aScriptWhoseInterpreterIsMissingRunsHereAndIsNotSentThere(MavenRuntime maven) {
    TestProject bash = TestProject.copyOf("bash-sample");
    bash.edit(
        "src/main/scf/bootstrap", text -> text.replace("#!/bin/bash", "#!/usr/bin/env -S bash"));
    String problem =
        "bootstrap begins with '#!/usr/bin/env -S bash'; the platform (CentOS 7.6) has no program"
            + " '-S bash' for env to find";

    BuildResult refused = MavenBuild.of(maven, bash).with("package").fails();

    assertThat(refused.output()).contains(problem).contains("Let bootstrap begin with '#!/bin/sh'");
    assertNothingPackaged(bash);

    BuildResult local =
        MavenBuild.of(maven, bash).with("package", "scf:deploy", "scf:invoke").local().succeeds();

    assertThat(local.output()).contains(problem);
    assertThat(findings(bash)).containsExactly(problem);
    assertRefusedBeforeTheNetwork(bash, maven, problem);
  }

  @OneMaven
  void aZipMadeByHandIsLookedIntoBeforeItIsSent(MavenRuntime maven) throws IOException {
    TestProject bash = TestProject.copyOf("bash-sample");
    bash.edit("src/main/scf/bootstrap", text -> text.replace("#!/bin/bash", "#!/usr/bin/python3"));
    MavenBuild.of(maven, bash).with("package").property("scf.targetCheck", "off").succeeds();
    TestProject empty = TestProject.empty();
    Files.copy(bash.file("target/scf/CustomRuntime-Bash.zip"), empty.file("demo.zip"));

    BuildResult build = deploy(maven, empty).property("scf.packageFile", "demo.zip").fails();

    assertThat(build.output())
        .contains("demo.zip could not run on the platform:")
        .contains("the platform (CentOS 7.6) has no /usr/bin/python3")
        .contains("-Dscf.targetCheck=off deploys it anywhere")
        .doesNotContain("Using https://");

    TestProject other = TestProject.copyOf("bash-sample");
    MavenBuild.of(maven, other).with("package").succeeds();
    Files.copy(
        empty.file("demo.zip"),
        other.file("target/scf/CustomRuntime-Bash.zip"),
        StandardCopyOption.REPLACE_EXISTING);

    BuildResult swapped = deploy(maven, other).fails();

    assertThat(swapped.output())
        .contains("CustomRuntime-Bash.zip could not run on the platform:")
        .contains("the platform (CentOS 7.6) has no /usr/bin/python3");
  }

  @OneMaven
  void whatStartsOnNoLinuxIsRefusedForTheLocalScfToo(MavenRuntime maven) throws IOException {
    TestProject bash = TestProject.copyOf("bash-sample");
    Path link = bash.file("src/main/scf/data");
    Files.createSymbolicLink(link, Path.of("absent"));

    BuildResult dangling = MavenBuild.of(maven, bash).with("package").local().fails();

    assertThat(dangling.output()).contains("src/main/scf/data is a link to nothing.");
    assertNothingPackaged(bash);
    Files.delete(link);
    bash.write("src/main/scf/dir\\file", "from Windows");

    BuildResult name = MavenBuild.of(maven, bash).with("package").local().fails();

    assertThat(name.output())
        .contains("'dir\\file' has a '\\', which does not part directories on Linux.");
    assertNothingPackaged(bash);
  }

  private static void assertRefusedBeforeTheNetwork(
      TestProject project, MavenRuntime maven, String problem) {
    for (String policy : List.of("", "warn")) {
      BuildResult build = deploy(maven, project).property("scf.targetCheck", policy).fails();
      assertThat(build.output())
          .as("with '" + policy + "'")
          .contains(".zip could not run on the platform:")
          .contains(problem)
          .doesNotContain("Using https://");
    }
    BuildResult unchecked = deploy(maven, project).property("scf.targetCheck", "off").fails();
    assertThat(unchecked.output()).contains("Using " + NOWHERE);
  }

  private static MavenBuild deploy(MavenRuntime maven, TestProject project) {
    String goal = "io.scf4j:scf-maven-plugin:" + ItSettings.version() + ":deploy";
    return MavenBuild.of(maven, project)
        .with(goal)
        .property("scf.functionName", "hello")
        .property("scf.endpoint", NOWHERE)
        .settings(FAKE_CREDENTIALS);
  }

  private static List<String> findings(TestProject project) {
    return StreamSupport.stream(
            FirstLightIT.result(project, "package").getAsJsonArray("findings").spliterator(), false)
        .map(finding -> finding.getAsJsonObject())
        .map(TargetCheckIT::text)
        .toList();
  }

  private static String text(JsonObject finding) {
    assertThat(finding.get("toDo").getAsString()).isNotEmpty();
    return finding.get("file").getAsString() + " " + finding.get("problem").getAsString();
  }

  private static void assertNothingPackaged(TestProject project) {
    Path output = project.file("target/scf");
    if (!Files.exists(output)) {
      return;
    }
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".zip") || name.equals("package.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a cross compiler would have written it, as far as a header goes. */
  private static void becomeAarch64(Path elf) throws IOException {
    byte[] bytes = Files.readAllBytes(elf);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(18, (short) 183);
    Files.write(elf, bytes);
  }

  private static void jarOfJava(int java, Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("demo/Future.class"));
      zip.write(ByteBuffer.allocate(12).putInt(0xCAFEBABE).putInt(44 + java).array());
    }
  }
}
