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

/** The JRE in a package: whose it is, that the function runs on it, and that it is made once. */
class BundledJreIT {

  @OneMaven
  void theFunctionRunsOnTheJreOfItsPackage(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    hello.edit(
        "src/main/java/demo/Hello.java",
        text ->
            text.replace(
                "\"Hello from Java, you sent \" + event", "System.getProperty(\"java.home\")"));

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package", "scf:deploy", "scf:invoke")
            .local()
            .withJre()
            .succeeds();

    assertThat(json(hello, "invoke").get("retMsg").getAsString()).endsWith("/jre");
    assertThat(build.lines())
        .anySatisfy(line -> assertThat(line).contains("JRE from ").contains("newest LTS that fits"))
        .anySatisfy(line -> assertThat(line).endsWith("JRE modules: java.base, jdk.unsupported"));
    JsonObject jre = json(hello, "package").getAsJsonObject("jre");
    assertThat(jre.getAsJsonArray("modules"))
        .extracting(module -> module.getAsString())
        .containsExactly("java.base", "jdk.unsupported");
  }

  @OneMaven
  void theSamePackageComesFromTwoDirectoriesTimeZonesAndCaches(MavenRuntime maven)
      throws IOException {
    TestProject here = TestProject.copyOf("hello");
    TestProject there = TestProject.copyOf("hello");

    byte[] first = build(maven, here, "UTC", "off", here.scfHome());
    byte[] second = build(maven, there, "Asia/Shanghai", "off", there.scfHome());

    assertThat(second).isEqualTo(first);
    assertThat(first.length).isLessThan(26 * 1024 * 1024);
  }

  /** Two trainings give two caches; so it is one cache, and the rest is as reproducible as ever. */
  @OneMaven
  void theSamePackageWithAnAotCacheComesFromTwoDirectoriesAndTimeZones(MavenRuntime maven)
      throws IOException {
    TestProject here = TestProject.copyOf("hello");
    TestProject there = TestProject.copyOf("hello");

    byte[] first = build(maven, here, "UTC", "auto", here.scfHome());
    byte[] second = build(maven, there, "Asia/Shanghai", "auto", here.scfHome());

    assertThat(second).isEqualTo(first);
    assertThat(Zips.names(here.file("target/scf/hello.zip")))
        .contains("app.aot", "jre/lib/modules")
        .doesNotContain("jre/lib/jrt-fs.jar", "jre/lib/server/classes.jsa");
  }

  @OneMaven
  void aJreIsLinkedOnce(MavenRuntime maven) throws IOException {
    TestProject hello = TestProject.copyOf("hello");
    build(maven, hello, "UTC");
    Path jre = cached(hello).get(0);
    Files.writeString(jre.resolve("marker.txt"), "from the cache");

    byte[] again = build(maven, hello, "UTC");

    assertThat(cached(hello)).containsExactly(jre);
    assertThat(new String(again, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("jre/marker.txt");
  }

  @OneMaven
  void theNamedJdkIsTaken(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    Path jdk = Jdks.require(25);

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package")
            .withJre()
            .property("scf.targetJdk", jdk.toString())
            .property("scf.modules", "java.base,java.xml")
            .succeeds();

    assertThat(build.output()).contains("(" + jdk + "): named by scf.targetJdk");
    assertThat(json(hello, "package").getAsJsonObject("jre").get("version").getAsString())
        .startsWith("25.");
    assertThat(build.output()).contains("JRE modules: java.base, java.xml");
  }

  @OneMaven
  void aLayerOrNoJreLeavesItOut(MavenRuntime maven) throws IOException {
    for (String source : List.of("layer", "none")) {
      TestProject hello = TestProject.copyOf("hello");
      MavenBuild.of(maven, hello)
          .with("package")
          .property("scf.jre", source)
          .property("scf.aot", "off")
          .succeeds();

      assertThat(json(hello, "package").has("jre")).as(source).isFalse();
      assertThat(Files.size(hello.file("target/scf/hello.zip")))
          .as(source)
          .isLessThanOrEqualTo(150 * 1024);
    }
  }

  @OneMaven
  void aTypingErrorIsNamed(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");

    BuildResult build =
        MavenBuild.of(maven, hello).with("package").property("scf.jre", "bundel").fails();

    assertThat(build.output()).contains("jre is 'bundel', which is none of bundle, layer and none");
  }

  private static byte[] build(MavenRuntime maven, TestProject project, String zone)
      throws IOException {
    return build(maven, project, zone, "off", project.scfHome());
  }

  private static byte[] build(
      MavenRuntime maven, TestProject project, String zone, String aot, Path scfHome)
      throws IOException {
    MavenBuild.of(maven, project)
        .with("clean", "package")
        .withJre()
        .property("scf.aot", aot)
        .property("scf.home", scfHome.toString())
        .environment("MAVEN_OPTS", "-Duser.timezone=" + zone)
        .succeeds();
    return Files.readAllBytes(project.file("target/scf/hello.zip"));
  }

  private static List<Path> cached(TestProject project) throws IOException {
    try (Stream<Path> jres = Files.list(project.scfHome().resolve("cache/jre"))) {
      return jres.toList();
    }
  }

  private static JsonObject json(TestProject project, String result) {
    return JsonParser.parseString(project.read("target/scf/" + result + ".json")).getAsJsonObject();
  }
}
