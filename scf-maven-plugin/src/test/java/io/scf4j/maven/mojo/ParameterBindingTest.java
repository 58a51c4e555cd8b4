package io.scf4j.maven.mojo;

import static org.apache.maven.api.plugin.testing.MojoExtension.getVariableValueFromObject;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.CfsMount;
import io.scf4j.maven.model.DeadLetter;
import io.scf4j.maven.model.Expectations;
import io.scf4j.maven.model.Expectations.AtPath;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.SmokeEvent;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.VpcConfig;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.Mojo;
import org.junit.jupiter.api.Test;

/** Parameters of a POM reach the fields of the goals, and what it does not set has its default. */
@MojoTest
class ParameterBindingTest {
  private static final String BEFORE =
      "<project><build><plugins><plugin><artifactId>scf-maven-plugin</artifactId><configuration>";
  private static final String AFTER = "</configuration></plugin></plugins></build></project>";
  private static final String EMPTY = BEFORE + AFTER;
  private static final String PACKAGE =
      """
      <skip>true</skip>
      <functionName>hello</functionName>
      <serverlessYml>/sls/prod.yml</serverlessYml>
      <handler>demo.Hello::greet</handler>
      <jar>/built/app.jar</jar>
      <executable>/built/app</executable>
      <includes>data/**,bin/*</includes>
      <excludes>
        <exclude>**/*.md</exclude>
      </excludes>
      <dependencyIncludes>*:*</dependencyIncludes>
      <dependencyExcludes>
        <dependencyExclude>org.slf4j:slf4j-simple</dependencyExclude>
      </dependencyExcludes>
      <permissions>
        <permission>
          <pattern>bin/*</pattern>
          <mode>0700</mode>
        </permission>
      </permissions>
      <attach>true</attach>
      <jre>layer</jre>
      <targetJdk>/opt/jdk</targetJdk>
      <debug>5005</debug>
      <addModules>jdk.charsets,java.sql</addModules>
      <modules>
        <module>java.base</module>
      </modules>
      <home>/scf-home</home>
      <targetCheck>warn</targetCheck>
      <local>true</local>
      <aot>off</aot>
      <jvmOptions>-Xss512k,-Dmode=fast</jvmOptions>
      <profile>small</profile>
      <memorySize>512</memorySize>
      <environment>
        <GREETING>hi</GREETING>
      </environment>""";
  private static final String DEPLOY =
      """
      <serverlessYml>sls/prod.yml</serverlessYml>
      <region>ap-shanghai</region>
      <namespace>team</namespace>
      <endpoint>http://127.0.0.1:9080</endpoint>
      <local>true</local>
      <home>/scf-home</home>
      <packageFile>demo.zip</packageFile>
      <handler>index.main_handler</handler>
      <memorySize>512</memorySize>
      <timeout>20</timeout>
      <initTimeout>40</initTimeout>
      <description>says hello</description>
      <environment>
        <GREETING>hi</GREETING>
        <EMPTY/>
      </environment>
      <environmentFile>function.env</environmentFile>
      <role>SCF_Role</role>
      <vpcConfig>
        <vpcId>vpc-1</vpcId>
        <subnetId>subnet-1</subnetId>
      </vpcConfig>
      <layers>
        <layer>
          <name>jre</name>
          <version>3</version>
        </layer>
      </layers>
      <publicAccess>true</publicAccess>
      <eip>true</eip>
      <intranetIp>true</intranetIp>
      <dnsCache>true</dnsCache>
      <cfs>
        <fileSystem>
          <cfsId>cfs-1</cfsId>
          <localMountDir>/mnt/data</localMountDir>
        </fileSystem>
      </cfs>
      <cls/>
      <deadLetter>
        <type>topic</type>
        <name>dead</name>
      </deadLetter>
      <asyncRunEnable>true</asyncRunEnable>
      <traceEnable>true</traceEnable>
      <msgTTL>3600</msgTTL>
      <retryNum>1</retryNum>
      <tags>
        <team>a</team>
      </tags>
      <publish>true</publish>
      <publishDescription>build 7</publishDescription>
      <alias>live</alias>
      <weight>0.1</weight>
      <keepVersions>5</keepVersions>
      <verify>
        <smokeEvent>
          <name>greets</name>
          <clientContext>{"key1":"v"}</clientContext>
          <contains>Hello</contains>
          <equals>Hello you</equals>
          <jsonPaths>
            <jsonPath>
              <path>$.statusCode</path>
              <value>200</value>
            </jsonPath>
          </jsonPaths>
          <maxDurationMs>500</maxDurationMs>
        </smokeEvent>
        <smokeEvent>
          <name>lives</name>
        </smokeEvent>
      </verify>
      <timers>
        <timer>
          <name>daily</name>
          <cron>0 0 3 * * * *</cron>
          <enabled>false</enabled>
        </timer>
      </timers>
      <functionUrls>
        <functionUrl>
          <auth>NONE</auth>
          <cors>
            <origins>https://example.com,https://example.org</origins>
            <maxAge>60</maxAge>
          </cors>
        </functionUrl>
      </functionUrls>
      <triggers>manage</triggers>
      <createNamespace>true</createNamespace>
      <recreate>true</recreate>
      <inlineLimit>20</inlineLimit>
      <cosBucket>code</cosBucket>
      <appId>1250000000</appId>
      <cosEndpoint>http://127.0.0.1:9090</cosEndpoint>
      <targetCheck>off</targetCheck>
      <waitTimeout>60</waitTimeout>""";
  private static final String INVOKE =
      """
      <clientContext>{"key1":1}</clientContext>
      <clientContextFile>event.json</clientContextFile>
      <template>cos-put</template>
      <templateParameters>
        <bucket>photos</bucket>
      </templateParameters>
      <expectContains>Hello</expectContains>
      <expectEquals>Hello you</expectEquals>
      <expectJsonPaths>
        <jsonPath>
          <path>$.ok</path>
        </jsonPath>
      </expectJsonPaths>
      <expectMaxDurationMs>100</expectMaxDurationMs>""";
  private static final String START =
      """
      <home>/scf-home</home>
      <port>9081</port>
      <debug>5005</debug>
      <strict>true</strict>
      <detach>true</detach>
      <deployOnStart>false</deployOnStart>
      <namespace>team</namespace>""";
  private static final String RUN =
      """
      <home>/scf-home</home>
      <port>9081</port>
      <debug>5005</debug>
      <strict>true</strict>
      <localFile>where.txt</localFile>""";

  @Test
  @InjectMojo(goal = "package", pom = EMPTY)
  void packageHasItsDefaults(PackageMojo goal) {
    assertThat(value(goal, "skip")).isEqualTo(false);
    assertThat(value(goal, "functionName")).isNull();
    assertThat(value(goal, "handler")).isNull();
    assertThat(value(goal, "jar")).isNull();
    assertThat(value(goal, "executable")).isNull();
    assertThat((List<?>) value(goal, "includes")).isNullOrEmpty();
    assertThat((List<?>) value(goal, "excludes")).isNullOrEmpty();
    assertThat((List<?>) value(goal, "dependencyIncludes")).isNullOrEmpty();
    assertThat((List<?>) value(goal, "dependencyExcludes")).isNullOrEmpty();
    assertThat(value(goal, "permissions")).isNull();
    assertThat(value(goal, "attach")).isEqualTo(false);
    assertThat(value(goal, "projectHelper")).isNotNull();
    assertThat(value(goal, "toolchains")).isNotNull();
    assertThat(value(goal, "jre")).isNull();
    assertThat(value(goal, "targetJdk")).isNull();
    assertThat((List<?>) value(goal, "addModules")).isNullOrEmpty();
    assertThat((List<?>) value(goal, "modules")).isNullOrEmpty();
    assertThat(((File) value(goal, "home")).getName()).isEqualTo(".scf4j");
    assertThat(value(goal, "targetCheck")).isNull();
    assertThat(value(goal, "local")).isEqualTo(false);
    assertThat(value(goal, "aot")).isEqualTo("auto");
    assertThat((List<?>) value(goal, "jvmOptions")).isNullOrEmpty();
    assertThat(value(goal, "profile")).isEqualTo("standard");
    assertThat(value(goal, "memorySize")).isNull();
    assertThat(value(goal, "serverlessYml")).isNull();
    assertThat(value(goal, "environment")).isNull();
  }

  @Test
  @InjectMojo(goal = "package", pom = BEFORE + PACKAGE + AFTER)
  void packageTakesItsParameters(PackageMojo goal) {
    assertThat(value(goal, "skip")).isEqualTo(true);
    assertThat(value(goal, "functionName")).isEqualTo("hello");
    assertThat(value(goal, "serverlessYml")).isEqualTo(new File("/sls/prod.yml"));
    assertThat(value(goal, "handler")).isEqualTo("demo.Hello::greet");
    assertThat(value(goal, "jar")).isEqualTo(new File("/built/app.jar"));
    assertThat(value(goal, "executable")).isEqualTo(new File("/built/app"));
    assertThat(value(goal, "includes")).isEqualTo(List.of("data/**", "bin/*"));
    assertThat(value(goal, "excludes")).isEqualTo(List.of("**/*.md"));
    assertThat(value(goal, "dependencyIncludes")).isEqualTo(List.of("*:*"));
    assertThat(value(goal, "dependencyExcludes")).isEqualTo(List.of("org.slf4j:slf4j-simple"));
    Permission permission = (Permission) ((List<?>) value(goal, "permissions")).get(0);
    assertThat(permission.pattern).isEqualTo("bin/*");
    assertThat(permission.mode).isEqualTo("0700");
    assertThat(value(goal, "attach")).isEqualTo(true);
    assertThat(value(goal, "jre")).isEqualTo("layer");
    assertThat(value(goal, "targetJdk")).isEqualTo(new File("/opt/jdk"));
    assertThat(value(goal, "addModules")).isEqualTo(List.of("jdk.charsets", "java.sql"));
    assertThat(value(goal, "modules")).isEqualTo(List.of("java.base"));
    assertThat(value(goal, "home")).isEqualTo(new File("/scf-home"));
    assertThat(value(goal, "targetCheck")).isEqualTo("warn");
    assertThat(value(goal, "local")).isEqualTo(true);
    assertThat(value(goal, "aot")).isEqualTo("off");
    assertThat(value(goal, "jvmOptions")).isEqualTo(List.of("-Xss512k", "-Dmode=fast"));
    assertThat(value(goal, "profile")).isEqualTo("small");
    assertThat(value(goal, "memorySize")).isEqualTo(512);
    assertThat(value(goal, "environment")).isEqualTo(Map.of("GREETING", "hi"));
  }

  @Test
  @InjectMojo(goal = "deploy", pom = EMPTY)
  void deployHasItsDefaults(DeployMojo goal) {
    hasTheDefaultsOfTheCloud(goal);
    assertThat(value(goal, "packageFile")).isNull();
    assertThat(value(goal, "handler")).isNull();
    assertThat(value(goal, "memorySize")).isNull();
    assertThat(value(goal, "timeout")).isNull();
    assertThat(value(goal, "initTimeout")).isNull();
    assertThat(value(goal, "description")).isNull();
    assertThat(value(goal, "environment")).isNull();
    assertThat(value(goal, "targetCheck")).isNull();
    assertThat(value(goal, "waitTimeout")).isEqualTo(300);
    for (String setting :
        List.of(
            "environmentFile",
            "inlineLimit",
            "cosBucket",
            "appId",
            "cosEndpoint",
            "role",
            "vpcConfig",
            "layers",
            "publicAccess",
            "eip",
            "intranetIp",
            "dnsCache",
            "cfs",
            "cls",
            "deadLetter",
            "asyncRunEnable",
            "traceEnable",
            "msgTTL",
            "retryNum",
            "tags",
            "publishDescription",
            "alias",
            "keepVersions",
            "verify",
            "timers",
            "functionUrls")) {
      assertThat(value(goal, setting)).as(setting).isNull();
    }
    assertThat(value(goal, "publish")).isNull();
    assertThat(value(goal, "weight")).isEqualTo(1.0);
    assertThat(value(goal, "triggers")).isEqualTo("ignore");
    assertThat(value(goal, "createNamespace")).isEqualTo(false);
    assertThat(value(goal, "recreate")).isEqualTo(false);
  }

  @Test
  @InjectMojo(goal = "deploy", pom = BEFORE + DEPLOY + AFTER)
  void deployTakesItsParameters(DeployMojo goal) {
    assertThat(((File) value(goal, "serverlessYml")).getName()).isEqualTo("prod.yml");
    assertThat(value(goal, "region")).isEqualTo("ap-shanghai");
    assertThat(value(goal, "namespace")).isEqualTo("team");
    assertThat(value(goal, "endpoint")).isEqualTo("http://127.0.0.1:9080");
    assertThat(value(goal, "local")).isEqualTo(true);
    assertThat(value(goal, "home")).isEqualTo(new File("/scf-home"));
    assertThat(value(goal, "handler")).isEqualTo("index.main_handler");
    assertThat(((File) value(goal, "packageFile")).getName()).isEqualTo("demo.zip");
    assertThat(value(goal, "memorySize")).isEqualTo(512);
    assertThat(value(goal, "timeout")).isEqualTo(20);
    assertThat(value(goal, "initTimeout")).isEqualTo(40);
    assertThat(value(goal, "description")).isEqualTo("says hello");
    assertThat(value(goal, "targetCheck")).isEqualTo("off");
    assertThat(value(goal, "waitTimeout")).isEqualTo(60);
    Map<String, String> environment = new HashMap<>();
    environment.put("GREETING", "hi");
    environment.put("EMPTY", null);
    assertThat(value(goal, "environment")).isEqualTo(environment);
    assertThat(((File) value(goal, "environmentFile")).getName()).isEqualTo("function.env");
    assertThat(value(goal, "role")).isEqualTo("SCF_Role");
    assertThat(Elements.vpc((Vpc) value(goal, "vpcConfig")).asOptional())
        .hasValue(new VpcConfig("vpc-1", "subnet-1"));
    Layer layer = (Layer) ((List<?>) value(goal, "layers")).get(0);
    assertThat(Elements.layers(List.of(layer)).asOptional())
        .hasValue(List.of(new LayerRef("jre", 3)));
    FileSystem cfs = (FileSystem) ((List<?>) value(goal, "cfs")).get(0);
    assertThat(Elements.cfs(List.of(cfs)).asOptional())
        .hasValue(List.of(new CfsMount("cfs-1", "cfs-1", "/mnt/data", "/", "10000", "10000")));
    assertThat(Elements.cls((Cls) value(goal, "cls"))).isEqualTo(Setting.clear());
    assertThat(Elements.deadLetter((DeadLetterTarget) value(goal, "deadLetter")).asOptional())
        .hasValue(new DeadLetter("topic", "dead", ""));
    for (String flag :
        List.of("publicAccess", "eip", "intranetIp", "dnsCache", "asyncRunEnable", "traceEnable")) {
      assertThat(value(goal, flag)).as(flag).isEqualTo(true);
    }
    assertThat(value(goal, "msgTTL")).isEqualTo(3600);
    assertThat(value(goal, "retryNum")).isEqualTo(1);
    assertThat(value(goal, "tags")).isEqualTo(Map.of("team", "a"));
    assertThat(value(goal, "publish")).isEqualTo(true);
    assertThat(value(goal, "publishDescription")).isEqualTo("build 7");
    assertThat(value(goal, "alias")).isEqualTo("live");
    assertThat(value(goal, "weight")).isEqualTo(0.1);
    assertThat(value(goal, "keepVersions")).isEqualTo(5);
    List<?> verify = (List<?>) value(goal, "verify");
    assertThat(Elements.smokeEvents(verify.stream().map(Smoke.class::cast).toList(), Path.of(".")))
        .containsExactly(
            new SmokeEvent(
                "greets",
                "{\"key1\":\"v\"}",
                new Expectations(
                    Optional.of("Hello"),
                    Optional.of("Hello you"),
                    List.of(new AtPath("$.statusCode", Optional.of("200"))),
                    OptionalLong.of(500))),
            new SmokeEvent("lives", "{}", Expectations.NONE));
    Timer timer = (Timer) ((List<?>) value(goal, "timers")).get(0);
    FunctionUrl url = (FunctionUrl) ((List<?>) value(goal, "functionUrls")).get(0);
    assertThat(Elements.triggers(List.of(timer), List.of(url), "manage").triggers())
        .containsExactly(
            new Trigger("timer", "daily", "$DEFAULT", false, "0 0 3 * * * *", ""),
            new Trigger(
                "http",
                "url-trigger",
                "$DEFAULT",
                true,
                "{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":false,"
                    + "\"EnableExtranet\":true},\"CorsConfig\":{\"Enable\":true,\"Origins\":"
                    + "[\"https://example.com\",\"https://example.org\"],\"Methods\":[],"
                    + "\"Headers\":[],\"ExposeHeaders\":[],\"MaxAge\":60,\"Credentials\":false}}",
                ""));
    assertThat(value(goal, "triggers")).isEqualTo("manage");
    assertThat(value(goal, "createNamespace")).isEqualTo(true);
    assertThat(value(goal, "recreate")).isEqualTo(true);
    assertThat(value(goal, "inlineLimit")).isEqualTo(20);
    assertThat(value(goal, "cosBucket")).isEqualTo("code");
    assertThat(value(goal, "appId")).isEqualTo("1250000000");
    assertThat(value(goal, "cosEndpoint")).isEqualTo("http://127.0.0.1:9090");
  }

  @Test
  @InjectMojo(goal = "plan", pom = BEFORE + DEPLOY + AFTER)
  void planTakesTheSameAsDeploy(PlanMojo goal) {
    assertThat(value(goal, "memorySize")).isEqualTo(512);
    assertThat(value(goal, "alias")).isEqualTo("live");
  }

  @Test
  @InjectMojo(goal = "invoke", pom = EMPTY)
  void invokeHasItsDefaults(InvokeMojo goal) {
    hasTheDefaultsOfTheCloud(goal);
    assertThat(value(goal, "clientContext")).isNull();
    assertThat(value(goal, "clientContextFile")).isNull();
  }

  @Test
  @InjectMojo(goal = "invoke", pom = BEFORE + INVOKE + AFTER)
  void invokeTakesItsParameters(InvokeMojo goal) {
    assertThat(value(goal, "clientContext")).isEqualTo("{\"key1\":1}");
    assertThat(value(goal, "clientContextFile")).isEqualTo("event.json");
    assertThat(value(goal, "template")).isEqualTo("cos-put");
    assertThat(value(goal, "templateParameters")).isEqualTo(Map.of("bucket", "photos"));
    assertThat(value(goal, "expectContains")).isEqualTo("Hello");
    assertThat(value(goal, "expectEquals")).isEqualTo("Hello you");
    assertThat(((JsonPath) ((List<?>) value(goal, "expectJsonPaths")).get(0)).path)
        .isEqualTo("$.ok");
    assertThat(value(goal, "expectMaxDurationMs")).isEqualTo(100L);
  }

  @Test
  @InjectMojo(goal = "start", pom = EMPTY)
  void startHasItsDefaults(StartMojo goal) {
    assertThat(((File) value(goal, "home")).getName()).isEqualTo(".scf4j");
    assertThat(value(goal, "port")).isEqualTo(0);
    assertThat(value(goal, "debug")).isNull();
    assertThat(value(goal, "strict")).isEqualTo(false);
    assertThat(value(goal, "detach")).isEqualTo(false);
    assertThat(value(goal, "deployOnStart")).isEqualTo(true);
    assertThat(value(goal, "namespace")).isNull();
    assertThat(value(goal, "services")).isNotNull();
  }

  @Test
  @InjectMojo(goal = "start", pom = BEFORE + START + AFTER)
  void startTakesItsParameters(StartMojo goal) {
    assertThat(value(goal, "home")).isEqualTo(new File("/scf-home"));
    assertThat(value(goal, "port")).isEqualTo(9081);
    assertThat(value(goal, "debug")).isEqualTo(5005);
    assertThat(value(goal, "strict")).isEqualTo(true);
    assertThat(value(goal, "detach")).isEqualTo(true);
    assertThat(value(goal, "deployOnStart")).isEqualTo(false);
    assertThat(value(goal, "namespace")).isEqualTo("team");
  }

  @Test
  @InjectMojo(goal = "run", pom = EMPTY)
  void runHasItsDefaults(RunMojo goal) {
    assertThat(((File) value(goal, "home")).getName()).isEqualTo(".scf4j");
    assertThat(value(goal, "port")).isEqualTo(9080);
    assertThat(value(goal, "debug")).isNull();
    assertThat(value(goal, "strict")).isEqualTo(false);
    assertThat(value(goal, "localFile")).isNull();
  }

  @Test
  @InjectMojo(goal = "run", pom = BEFORE + RUN + AFTER)
  void runTakesItsParameters(RunMojo goal) {
    assertThat(value(goal, "home")).isEqualTo(new File("/scf-home"));
    assertThat(value(goal, "port")).isEqualTo(9081);
    assertThat(value(goal, "debug")).isEqualTo(5005);
    assertThat(value(goal, "strict")).isEqualTo(true);
    assertThat(((File) value(goal, "localFile")).getName()).isEqualTo("where.txt");
  }

  @Test
  @InjectMojo(goal = "stop", pom = BEFORE + "<home>/scf-home</home>" + AFTER)
  void stopTakesItsParameters(StopMojo goal) {
    assertThat(value(goal, "home")).isEqualTo(new File("/scf-home"));
    assertThat(value(goal, "services")).isNotNull();
  }

  private static void hasTheDefaultsOfTheCloud(CloudGoal goal) {
    assertThat(value(goal, "region")).isNull();
    assertThat(value(goal, "namespace")).isNull();
    assertThat(value(goal, "serverlessYml")).isNull();
    assertThat(value(goal, "endpoint")).isNull();
    assertThat(value(goal, "local")).isEqualTo(false);
    // This harness leaves ${user.home} as it is.
    assertThat(((File) value(goal, "home")).getName()).isEqualTo(".scf4j");
    assertThat(value(goal, "services")).isNotNull();
  }

  private static Object value(Mojo goal, String field) {
    try {
      return getVariableValueFromObject(goal, field);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
