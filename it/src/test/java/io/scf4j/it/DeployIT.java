package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.EveryMaven;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A deploy does what the POM says and no more, as its plan has said before. */
class DeployIT {
  private static final String EVERYTHING =
      """
      <memorySize>512</memorySize>
      <timeout>20</timeout>
      <initTimeout>40</initTimeout>
      <description>says hello</description>
      <environment><GREETING>hi</GREETING></environment>
      <role>SCF_Role</role>
      <vpcConfig><vpcId>vpc-1</vpcId><subnetId>subnet-1</subnetId></vpcConfig>
      <publicAccess>true</publicAccess>
      <eip>true</eip>
      <intranetIp>true</intranetIp>
      <dnsCache>true</dnsCache>
      <cls><logsetId>set-1</logsetId><topicId>topic-1</topicId></cls>
      <deadLetter><type>topic</type><name>dead</name></deadLetter>
      <asyncRunEnable>true</asyncRunEnable>
      <traceEnable>true</traceEnable>
      <msgTTL>3600</msgTTL>
      <retryNum>0</retryNum>
      <tags><team>a</team></tags>
      <publish>true</publish>
      <publishDescription>build 7</publishDescription>
      <alias>live</alias>
      <keepVersions>2</keepVersions>
      <timers>
        <timer><name>daily</name><cron>0 0 3 * * * *</cron><qualifier>live</qualifier></timer>
      </timers>
      <functionUrls>
        <functionUrl><auth>NONE</auth></functionUrl>
        <functionUrl>
          <auth>NONE</auth>
          <qualifier>live</qualifier>
          <cors><origins>https://example.com</origins></cors>
        </functionUrl>
      </functionUrls>
      <createNamespace>true</createNamespace>
      <namespace>team</namespace>
      """;

  @EveryMaven
  void deploysEverythingThatThePomSaysAndTheSecondTimeNothing(MavenRuntime maven) {
    TestProject bash = bash(EVERYTHING);

    BuildResult plan = MavenBuild.of(maven, bash).with("package", "scf:plan").local().succeeds();

    assertThat(result(bash, "plan").get("changed").getAsBoolean()).isTrue();
    assertThat(stored(bash)).isEmpty();

    BuildResult first = MavenBuild.of(maven, bash).with("package", "scf:deploy").local().succeeds();

    assertThat(first.lines().stream().filter(DeployIT::isDiff))
        .isEqualTo(plan.lines().stream().filter(DeployIT::isDiff).toList())
        .contains(
            "[INFO] + namespace team",
            "[INFO] + version 'build 7'",
            "[INFO] + alias live → the new version",
            "[INFO] + timer 'daily' of live: 0 0 3 * * * *",
            "[INFO] + function URL of $DEFAULT: auth NONE, internet");
    assertThat(first.output()).contains("lastVersion:  1").contains("/url/team/CustomRuntime-Bash");
    assertThat(result(bash, "deploy").get("changed").getAsBoolean()).isTrue();
    Map<String, String> stored = stored(bash);

    BuildResult second =
        MavenBuild.of(maven, bash).with("package", "scf:deploy", "scf:plan").local().succeeds();

    assertThat(second.lines().stream().filter(DeployIT::isDiff)).isEmpty();
    assertThat(second.output()).contains("Unchanged").contains("Nothing to change.");
    assertThat(result(bash, "deploy").get("changed").getAsBoolean()).isFalse();
    assertThat(result(bash, "plan").get("changed").getAsBoolean()).isFalse();
    assertThat(stored(bash)).isEqualTo(stored);
  }

  @OneMaven
  void keepsWhatThePomLeavesOutAndTakesAwayWhatItLeavesEmpty(MavenRuntime maven) {
    TestProject bash = bash(EVERYTHING);
    MavenBuild.of(maven, bash).with("package", "scf:deploy").local().succeeds();
    setup(bash, "<namespace>team</namespace>");

    MavenBuild.of(maven, bash).with("scf:deploy").local().succeeds();

    assertThat(result(bash, "deploy").get("changed").getAsBoolean()).isFalse();
    assertThat(result(bash, "deploy").get("description").getAsString()).isEqualTo("says hello");

    setup(
        bash,
        """
        <namespace>team</namespace>
        <description/>
        <environment/>
        <role></role>
        <vpcConfig/>
        <cls/>
        <deadLetter/>
        <timers/>
        <functionUrls/>
        """);
    BuildResult cleared = MavenBuild.of(maven, bash).with("scf:deploy").local().succeeds();

    assertThat(cleared.lines().stream().filter(DeployIT::isDiff))
        .containsExactlyInAnyOrder(
            "[INFO] ~ description 'says hello' → ''",
            "[INFO] - environment.GREETING",
            "[INFO] ~ role 'SCF_Role' → ''",
            "[INFO] ~ vpcConfig vpc-1/subnet-1 → none",
            "[INFO] ~ cls set-1/topic-1 → none",
            "[INFO] ~ deadLetter topic dead → none",
            "[INFO] - timer 'daily' of live",
            "[INFO] - function URL of $DEFAULT",
            "[INFO] - function URL of live");
    MavenBuild.of(maven, bash).with("scf:plan").local().succeeds();
    assertThat(result(bash, "plan").get("changed").getAsBoolean()).isFalse();
  }

  @OneMaven
  void warnsOnceOfNamesThatNoGoalHas(MavenRuntime maven) {
    TestProject bash = bash("<enviroment><A>1</A></enviroment>");

    BuildResult build =
        MavenBuild.of(maven, bash)
            .with("package", "scf:deploy")
            .local()
            .property("scf.memorysize", "512")
            .succeeds();

    assertThat(build.output())
        .containsOnlyOnce(
            "[WARNING] <enviroment> is no parameter of scf-maven-plugin; did you mean environment?")
        .containsOnlyOnce(
            "[WARNING] -Dscf.memorysize is no parameter of scf-maven-plugin; did you mean"
                + " scf.memorySize?")
        .doesNotContain("-Dscf.local is no", "-Dscf.home is no", "-Dscf.jre is no");
  }

  @OneMaven
  void saysWhenOnlyTheAotCacheIsAnother(MavenRuntime maven) {
    TestProject bash = bash("").write("src/main/scf/app.aot", "of one training");
    MavenBuild.of(maven, bash).with("package", "scf:deploy").local().succeeds();
    bash.write("src/main/scf/app.aot", "of another training");

    BuildResult plan = MavenBuild.of(maven, bash).with("package", "scf:plan").local().succeeds();

    assertThat(plan.lines().stream().filter(DeployIT::isDiff))
        .singleElement()
        .asString()
        .startsWith("[INFO] ↑ code, CustomRuntime-Bash.zip (")
        .endsWith("), only its AOT cache is another: keep <scf.home>/cache between builds");
  }

  @OneMaven
  void makesAFunctionAnewOnlyWhenToldTo(MavenRuntime maven) {
    TestProject bash = bash("");
    MavenBuild.of(maven, bash).with("package", "scf:deploy").local().succeeds();
    setup(bash, "<asyncRunEnable>true</asyncRunEnable>");

    BuildResult refused = MavenBuild.of(maven, bash).with("scf:deploy").local().fails();

    assertThat(refused.output())
        .contains("cannot be changed like that: asyncRunEnable false → true.")
        .contains("-Dscf.recreate");

    MavenBuild.of(maven, bash)
        .with("scf:deploy")
        .local()
        .property("scf.recreate", "true")
        .succeeds();
    MavenBuild.of(maven, bash).with("scf:plan").local().succeeds();

    assertThat(result(bash, "plan").get("changed").getAsBoolean()).isFalse();
  }

  @OneMaven
  void showsNoValueOfTheEnvironmentFileEvenInDebugOutput(MavenRuntime maven) {
    TestProject bash =
        bash("<environmentFile>function.env</environmentFile>")
            .write("function.env", "PASSWORD=an-obviously-fake-secret\n");

    BuildResult build =
        MavenBuild.of(maven, bash)
            .with("-X", "package", "scf:plan", "scf:deploy")
            .local()
            .succeeds();

    assertThat(build.output())
        .contains("+ environment.PASSWORD")
        .doesNotContain("an-obviously-fake-secret");
    assertThat(stored(bash).values()).anyMatch(text -> text.contains("an-obviously-fake-secret"));
  }

  @OneMaven
  void publishesTheJreLayerOnceForAllFunctionsThatHaveIt(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    MavenBuild.of(maven, hello)
        .with("package", "scf:deploy", "scf:invoke")
        .withJre()
        .property("scf.jre", "layer")
        .local()
        .succeeds();

    assertThat(FirstLightIT.retMsg(hello)).isEqualTo("Hello from Java, you sent {}");

    BuildResult second =
        MavenBuild.of(maven, hello)
            .with("scf:deploy")
            .local()
            .property("scf.functionName", "other")
            .succeeds();

    assertThat(second.output()).contains("+ layers [scf4j-jre:1]").doesNotContain("+ layer scf4j");
  }

  private static TestProject bash(String settings) {
    return setup(TestProject.copyOf("bash-sample"), settings);
  }

  /** Replaces what the sample sets with something else. */
  private static TestProject setup(TestProject bash, String settings) {
    return bash.edit(
        "pom.xml",
        pom ->
            pom.replaceAll(
                "(?s)(<handler>.*?</handler>).*?</configuration>",
                "$1" + settings.replace("$", "\\$") + "</configuration>"));
  }

  /** A line of a plan: {@code +}, {@code ~}, {@code -} or {@code ↑}. */
  private static boolean isDiff(String line) {
    return line.matches("\\[INFO\\] +[+~↑-] .*");
  }

  private static JsonObject result(TestProject project, String goal) {
    JsonObject result = FirstLightIT.result(project, goal);
    assertThat(result.get("schema")).extracting(JsonElement::getAsInt).isEqualTo(1);
    return result;
  }

  /** What the local SCF keeps of functions: a write call changes a file at least. */
  private static Map<String, String> stored(TestProject project) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(project.scfHome().resolve("local"))) {
      for (Path file : all.filter(Files::isRegularFile).collect(Collectors.toList())) {
        String path = file.toString();
        if (path.contains("/functions/") || path.contains("/layers/")) {
          files.put(
              path,
              path.endsWith(".json")
                  ? Files.readString(file)
                  : Files.getLastModifiedTime(file) + "");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
