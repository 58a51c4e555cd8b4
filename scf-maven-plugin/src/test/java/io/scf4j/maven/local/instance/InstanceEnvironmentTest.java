package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The environment of an instance, name by name. */
class InstanceEnvironmentTest {
  private static final Path CODE = Path.of("/store/unpacked/code");

  /** What the platform's page on environment variables has, and the three of Custom Runtime. */
  private static final Map<String, String> DOCUMENTED =
      Map.ofEntries(
          Map.entry("SCF_RUNTIME_API", "127.0.0.1"),
          Map.entry("SCF_RUNTIME_API_PORT", "9001"),
          Map.entry("_HANDLER", "demo.Hello::greet"),
          Map.entry("TENCENTCLOUD_RUNENV", "SCF"),
          Map.entry("TENCENTCLOUD_REGION", "ap-chengdu"),
          Map.entry("TENCENTCLOUD_APPID", "1250000000"),
          Map.entry("TENCENTCLOUD_UIN", "100000000001"),
          Map.entry("TENCENTCLOUD_TZ", "UTC"),
          Map.entry("SCF_FUNCTIONNAME", "hello"),
          Map.entry("SCF_FUNCTIONVERSION", "7"),
          Map.entry("SCF_NAMESPACE", "staging"),
          Map.entry("SCF_RUNTIME", "CustomRuntime"),
          Map.entry("_SCF_SERVER_PORT", "28902"),
          Map.entry("USER_CODE_ROOT", CODE + "/"),
          Map.entry("PWD", CODE.toString()),
          Map.entry("HOME", "/home/qcloud"),
          Map.entry("USER", "qcloud"),
          Map.entry("LOGNAME", "qcloud"),
          Map.entry("LANG", "C.UTF-8"), // en_US.UTF8 there
          Map.entry("LC_ALL", "C.UTF-8"),
          Map.entry("SHELL", "/bin/bash"),
          Map.entry("HOSTNAME", "instance-1"),
          Map.entry("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
          Map.entry("LD_LIBRARY_PATH", CODE + ":/opt"),
          Map.entry("JAVA_HOME", System.getProperty("java.home"))); // not there

  private static Map<String, String> environment(Map<String, String> own) {
    return InstanceEnvironment.of(spec(own), "instance-1", "127.0.0.1", 9001, Optional.empty());
  }

  private static InstanceSpec spec(Map<String, String> own) {
    return new InstanceSpec(
        "staging", "hello", "7", "ap-chengdu", "demo.Hello::greet", 128, 3, 3, own, CODE);
  }

  @Test
  void isTheDocumentedOneAndNothingElse() {
    assertThat(environment(Map.of())).containsExactlyInAnyOrderEntriesOf(DOCUMENTED);
  }

  @Test
  void hasTheFunctionsOwnVariablesToo() {
    Map<String, String> expected = new HashMap<>(DOCUMENTED);
    expected.put("GREETING", "good morning");
    expected.put("PATH", "/opt/bin");

    assertThat(environment(Map.of("GREETING", "good morning", "PATH", "/opt/bin")))
        .containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void letsNoFunctionSayWhereTheRuntimeApiIsOrWhoItIs() {
    Map<String, String> own = new HashMap<>();
    DOCUMENTED.keySet().stream()
        .filter(name -> name.matches("_?SCF_.*|TENCENTCLOUD_.*|_HANDLER|USER_CODE_ROOT|PWD"))
        .forEach(name -> own.put(name, "another"));

    assertThat(environment(own)).containsExactlyInAnyOrderEntriesOf(DOCUMENTED);
  }

  @Test
  void saysWhereTmpAndLayersAreThatCannotBeInTheirPlaces() {
    Map<String, String> expected = new HashMap<>(DOCUMENTED);
    expected.put("TMPDIR", "/store/instances/1/tmp");
    expected.put("SCF4J_OPT", "/store/unpacked/layers");

    assertThat(
            InstanceEnvironment.of(
                spec(Map.of()),
                "instance-1",
                "127.0.0.1",
                9001,
                Optional.of(Path.of("/store/instances/1/tmp")),
                Optional.of(Path.of("/store/unpacked/layers"))))
        .containsExactlyInAnyOrderEntriesOf(expected);
  }
}
