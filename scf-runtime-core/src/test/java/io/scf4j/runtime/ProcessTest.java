package io.scf4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.Reply;
import io.scf4j.runtime.loop.Launcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one thing a test cannot do without a process: being one, with its exit status. */
class ProcessTest {
  @TempDir Path directory;

  private Process start(Map<String, String> env, String... options) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        locationOf(Launcher.class) + System.getProperty("path.separator") + locationOf(example());
    List<String> command = new java.util.ArrayList<>(List.of(java, "-cp", classPath));
    command.addAll(List.of(options));
    command.add("io.scf4j.runtime.Main");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(env);
    builder.redirectOutput(directory.resolve("out").toFile());
    builder.redirectError(directory.resolve("err").toFile());
    return builder.start();
  }

  private static Class<?> example() {
    return example.Hello.class;
  }

  private static Path locationOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void servesEventsSilentlyInAnEmptyEnvironmentAndBehindProxySettings() throws Exception {
    try (FakeRuntimeApi api =
        new FakeRuntimeApi(
            Reply.ok(), Reply.event("id-1", "\"中😀\""), Reply.ok(), Reply.event("id-2", "x"))) {
      Process process =
          start(
              api.env("_HANDLER", "example.Faulty::exhaust", "JAVA_HANDLER", "example.Hello::echo"),
              "-Dhttp.proxyHost=192.0.2.1",
              "-DsocksProxyHost=192.0.2.1");
      while (api.requests().size() < 4) {
        assertThat(process.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      process.destroyForcibly().waitFor();

      assertThat(api.log())
          .containsExactly(
              "POST /runtime/init/ready  ",
              "GET /runtime/invocation/next",
              "POST /runtime/invocation/response 中😀",
              "GET /runtime/invocation/next");
      assertThat(directory.resolve("out")).isEmptyFile();
      assertThat(directory.resolve("err")).isEmptyFile();
    }
  }

  @Test
  void triesAllAddressesOfTheApisName() throws Exception {
    Path hosts = directory.resolve("hosts");
    Files.writeString(hosts, "127.0.0.2 runtime-api\n127.0.0.1 runtime-api\n");
    try (FakeRuntimeApi api =
        new FakeRuntimeApi(Reply.ok(), Reply.event("id-1", "x"), Reply.ok())) {
      Map<String, String> env = api.env("_HANDLER", "none", "SCF_RUNTIME_API", "runtime-api");
      Process process = start(env, "-Djdk.net.hosts.file=" + hosts);

      assertThat(process.waitFor()).isEqualTo(1); // the init error was answered: it got through
      assertThat(api.log()).hasSize(3);
    }
  }

  @Test
  void endsWithStatusOneAndTheReasonOfAnInitError() throws Exception {
    try (FakeRuntimeApi api =
        new FakeRuntimeApi(Reply.ok(), Reply.event("id-1", "x"), Reply.ok())) {
      Process process = start(api.env("_HANDLER", "index.main_handler"));

      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(api.log()).hasSize(3);
      assertThat(Files.readString(directory.resolve("err"), StandardCharsets.UTF_8))
          .startsWith("scf4j: The function could not be initialised\n")
          .contains("_HANDLER is index.main_handler");
    }
  }
}
