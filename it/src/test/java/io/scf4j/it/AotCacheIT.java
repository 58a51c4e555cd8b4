package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.Jdks;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import io.scf4j.it.harness.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A trained start: that the cache is used where it fits, and never for code that has changed. */
class AotCacheIT {
  private static final String FROM_CACHE = " source: shared objects file";
  private static final String TRAINING = "Training the start of 'hello'";

  @OneMaven
  void theFunctionsClassesComeFromTheCacheWhereverThePackageIsUnpacked(MavenRuntime maven)
      throws IOException {
    TestProject hello = TestProject.copyOf("hello");
    Path log = hello.directory().resolveSibling("classes.log");
    hello.edit(
        "pom.xml",
        pom ->
            pom.replace(
                "<handler>",
                "<jvmOptions>-Xlog:class+load=info:file=" + log + "</jvmOptions><handler>"));

    // The local SCF unpacks it elsewhere, with the times of now, and mounts it read-only.
    build(maven, hello, "package", "scf:deploy", "scf:invoke").local().succeeds();

    assertThat(retMsg(hello)).isEqualTo("Hello from Java, you sent {}");
    assertThat(Files.readAllLines(log))
        .anySatisfy(line -> assertThat(line).contains("demo.Hello" + FROM_CACHE))
        .anySatisfy(line -> assertThat(line).contains("io.scf4j.runtime.Main" + FROM_CACHE))
        .noneSatisfy(line -> assertThat(line).contains("source: file:"));
  }

  @OneMaven
  void aChangedClassRunsAndTheSameOnesAreTrainedOnce(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    assertThat(build(maven, hello, "package").succeeds().output()).contains(TRAINING);
    assertThat(build(maven, hello, "clean", "package").succeeds().output())
        .doesNotContain(TRAINING);

    hello.edit("src/main/java/demo/Hello.java", text -> text.replace("Hello from", "Hallo from"));
    BuildResult changed =
        build(maven, hello, "package", "scf:deploy", "scf:invoke").local().succeeds();

    assertThat(changed.output()).contains(TRAINING);
    assertThat(retMsg(hello)).isEqualTo("Hallo from Java, you sent {}");
  }

  @OneMaven
  void aJarThatWasExchangedInThePackageNeverRunsAsItsOldSelf(MavenRuntime maven)
      throws IOException {
    TestProject hello = TestProject.copyOf("hello");
    build(maven, hello, "package").succeeds();
    Path zip = hello.file("target/scf/hello.zip");
    byte[] jar = Zips.entry(zip, "lib/hello-1.0.jar");
    byte[] exchanged =
        Zips.edited(
            jar,
            "demo/Hello.class",
            bytes -> Zips.replaced(bytes, "Hello from Java", "Hallo from Java"));
    Path patched = hello.file("patched.zip");
    Files.write(
        patched, Zips.edited(Files.readAllBytes(zip), "lib/hello-1.0.jar", old -> exchanged));

    BuildResult invoked =
        build(maven, hello, "scf:deploy", "scf:invoke")
            .local()
            .property("scf.packageFile", patched.toString())
            .property("scf.handler", "demo.Hello::greet")
            .fails();

    assertThat(invoked.output())
        .contains("A jar in lib is not the one that the package's AOT cache was made from")
        .doesNotContain("Hello from Java");
    Path without = hello.file("without.zip");
    Files.write(without, Zips.without(Files.readAllBytes(patched), "app.aot"));
    build(maven, hello, "scf:deploy", "scf:invoke")
        .local()
        .property("scf.packageFile", without.toString())
        .property("scf.handler", "demo.Hello::greet")
        .succeeds();
    assertThat(retMsg(hello)).isEqualTo("Hallo from Java, you sent {}");
  }

  @OneMaven
  void aFunctionThatDoesNotStartIsPackagedWithoutACache(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    hello.edit(
        "src/main/java/demo/Hello.java",
        text ->
            text.replace(
                "public class Hello {",
                "public class Hello {\n"
                    + "  public Hello() {\n"
                    + "    System.out.println(\"no way\");\n"
                    + "    System.exit(3);\n"
                    + "  }\n"));

    BuildResult build = build(maven, hello, "package").succeeds();

    assertThat(build.lines())
        .contains(
            "[WARNING] No AOT cache, so the function starts slower: The function ended before it"
                + " could say that it is ready.",
            "[WARNING]   | no way",
            "[WARNING] Mend what it says, or package without a cache: <aot>off</aot> or"
                + " -Dscf.aot=off.");
    assertThat(Zips.names(hello.file("target/scf/hello.zip")))
        .contains("jre/lib/server/classes.jsa")
        .doesNotContain("app.aot");
  }

  @OneMaven
  void aMethodThatTheHandlerDoesNotHaveFailsTheBuild(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    hello.edit("pom.xml", pom -> pom.replace("demo.Hello::greet", "demo.Hello::great"));

    BuildResult build = build(maven, hello, "package").fails();

    assertThat(build.output())
        .contains("demo.Hello has no public method great. Its public methods are ")
        .contains("Set <handler> to a method that the function has.");
    assertThat(hello.file("target/scf/hello.zip")).doesNotExist();
  }

  @OneMaven
  void theProjectsEventsTrainWithTheFunctionsVariables(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    hello.write("src/main/scf/events/b.json", "\"second\"");
    hello.write("src/main/scf/events/a.json", "\"first\"");
    hello.edit(
        "pom.xml",
        pom -> pom.replace("<handler>", "<environment><KEY>v</KEY></environment><handler>"));
    hello.edit(
        "src/main/java/demo/Hello.java",
        text ->
            text.replace(
                "return ",
                "if (event.equals(\"second\")) throw new IllegalStateException(\n"
                    + "System.getenv(\"KEY\") + System.getenv(\"SCF4J_TRAINING\"));\n return "));

    BuildResult build = build(maven, hello, "package").succeeds();

    assertThat(build.output())
        .contains("Training the start of 'hello' on 2 events of src/main/scf/events")
        .contains("In training the function answered b.json with an error: ")
        .contains("vtrue");
    assertThat(Zips.text(hello.file("target/scf/hello.zip"), ".scf4j-sample.json"))
        .isEqualTo("\"first\"");
    assertThat(Zips.text(hello.file("target/scf/hello.zip"), "bootstrap"))
        .contains(" -Dscf4j.sample=.scf4j-sample.json ");
  }

  @OneMaven
  void nothingIsTrainedWhenThatIsOff(MavenRuntime maven) throws IOException {
    TestProject hello = TestProject.copyOf("hello");
    BuildResult build = build(maven, hello, "package").property("scf.aot", "off").succeeds();
    assertThat(build.output()).doesNotContain(TRAINING);
    assertThat(Zips.names(hello.file("target/scf/hello.zip"))).doesNotContain("app.aot");
    assertThat(hello.scfHome().resolve("cache/aot")).doesNotExist();
  }

  @OneMaven
  void anOlderJdkGivesNoCacheAndALineThatSaysWhichWould(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package")
            .local()
            .withJre()
            .property("scf.targetJdk", Jdks.require(17).toString())
            .succeeds();
    assertThat(build.output())
        .contains("No AOT cache with JDK 17: a JDK 25 would start the function in half the time.");
  }

  @OneMaven
  void theTrainingCleansUpAfterItself(MavenRuntime maven) throws IOException {
    TestProject hello = TestProject.copyOf("hello");
    build(maven, hello, "package").succeeds();
    try (Stream<Path> caches = Files.list(hello.scfHome().resolve("cache/aot"))) {
      List<Path> all = caches.toList();
      assertThat(all).hasSize(1);
      assertThat(all.get(0).getFileName().toString()).matches("[0-9a-f]{32}");
    }
  }

  private static MavenBuild build(MavenRuntime maven, TestProject project, String... goals) {
    return MavenBuild.of(maven, project)
        .with(goals)
        .withJre()
        .property("scf.targetJdk", Jdks.require(25).toString());
  }

  private static String retMsg(TestProject project) {
    JsonObject json =
        JsonParser.parseString(project.read("target/scf/invoke.json")).getAsJsonObject();
    return json.get("retMsg").getAsString();
  }
}
