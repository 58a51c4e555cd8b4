package io.scf4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.FunctionProcess;
import io.scf4j.runtime.fake.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one thing a test cannot do without a process: being one, with its exit status. */
class ProcessTest {
  @TempDir Path directory;

  private FunctionProcess start(Map<String, String> env, String handler, String... options) {
    return FunctionProcess.start(directory, env, List.of(options), handler);
  }

  @Test
  void triesAllAddressesOfTheApisName() throws Exception {
    Path hosts = directory.resolve("hosts");
    Files.writeString(hosts, "127.0.0.2 runtime-api\n127.0.0.1 runtime-api\n");
    try (FakeRuntimeApi api =
        new FakeRuntimeApi(Reply.ok(), Reply.event("id-1", "x"), Reply.ok())) {
      Map<String, String> env = api.env("SCF_RUNTIME_API", "runtime-api");
      FunctionProcess function = start(env, "none", "-Djdk.net.hosts.file=" + hosts);

      assertThat(function.awaitEnd()).isEqualTo(1); // the init error was answered: it got through
      assertThat(api.log()).hasSize(3);
    }
  }

  @Test
  void endsWithStatusOneAndTheReasonOfAnInitError() throws Exception {
    try (FakeRuntimeApi api =
        new FakeRuntimeApi(Reply.ok(), Reply.event("id-1", "x"), Reply.ok())) {
      FunctionProcess function = start(api.env("_HANDLER", "index.main_handler"), "");

      assertThat(function.awaitEnd()).isEqualTo(1);
      assertThat(api.log()).hasSize(3);
      assertThat(function.err())
          .startsWith("scf4j: The function could not be initialised\n")
          .contains("_HANDLER is index.main_handler");
    }
  }

  @Test
  void printsWhatEndsAThreadOfTheFunctionAndEndsAlthoughAnotherIsLeft() throws Exception {
    try (FakeRuntimeApi api =
            new FakeRuntimeApi(
                Reply.ok(),
                Reply.event("id-1", "x"),
                Reply.ok(),
                Reply.event("id-2", "fatal"),
                Reply.ok());
        FunctionProcess function = start(api.env(), "example.Odd::leavesThreads")) {
      assertThat(function.awaitEnd()).isEqualTo(1);
      assertThat(api.log().get(2)).isEqualTo("POST /runtime/invocation/response x");
      assertThat(api.log().get(4)).startsWith("POST /runtime/invocation/error");
      assertThat(function.err())
          .startsWith(
              "Exception in thread \"worker-7\" java.lang.IllegalStateException: in a thread");
    }
  }

  @Test
  void servesOnWithoutTheStreamsThatTheHandlerTookAway() throws Exception {
    try (FakeRuntimeApi api =
            new FakeRuntimeApi(
                Reply.ok(),
                Reply.event("id-1", "x"),
                Reply.ok(),
                Reply.event("id-2", "y"),
                Reply.ok(),
                Reply.silence());
        FunctionProcess function = start(api.env(), "example.Odd::takesTheStreams")) {
      api.await(6, function);

      assertThat(api.log().get(2)).isEqualTo("POST /runtime/invocation/response x");
      assertThat(api.log().get(4)).isEqualTo("POST /runtime/invocation/response y");
      assertThat(function.out()).isEqualTo("before\n");
      assertThat(function.err()).isEmpty();
    }
  }
}
