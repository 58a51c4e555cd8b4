package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.Appender;
import io.scf4j.runtime.fake.FakeProcess;
import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.FunctionProcess;
import io.scf4j.runtime.fake.LoaderWithout;
import io.scf4j.runtime.fake.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** The request id in the logs of functions that use SLF4J. */
@Timeout(60)
class MdcTest {
  @TempDir Path directory;

  @Test
  void givesAFunctionThatLogsItsRequestIdAndTakesItBack() {
    FakeRuntimeApi api =
        new FakeRuntimeApi(
            Reply.ok(),
            Reply.event("id-1", "x"),
            Reply.ok(),
            Reply.event("id-2", "x"),
            Reply.ok().after(() -> assertThat(MDC.get("requestId")).isNull()));
    new FakeProcess().run(api.env(), "example.Logging::handle");

    assertThat(api.log().get(2)).isEqualTo("POST /runtime/invocation/response id-1");
    assertThat(api.log().get(4)).isEqualTo("POST /runtime/invocation/response id-2");
    assertThat(MDC.get("requestId")).isNull();
  }

  @Test
  void takesItBackAfterAFailureToo() {
    FakeRuntimeApi api =
        new FakeRuntimeApi(Reply.ok(), Reply.event("id-1", "x"), Reply.ok(), Reply.silence());
    new FakeProcess().run(api.env(), "example.Logging::fail");

    assertThat(api.log().get(2)).contains("\"errorMessage\":\"id-1\"");
    assertThat(MDC.get("requestId")).isNull();
  }

  private FunctionProcess start(FakeRuntimeApi api, String handler) throws Exception {
    String classPath =
        FunctionProcess.classPath(
            Launcher.class, example.Hello.class, MDC.class, Logger.class, Appender.class);
    return FunctionProcess.start(
        directory, api.env(), List.of("-cp", classPath, "-Xlog:class+load:stdout"), handler);
  }

  @Test
  void loadsNothingOfSlf4jForAFunctionThatOnlyHasItOnItsClassPath() throws Exception {
    try (FakeRuntimeApi api =
            new FakeRuntimeApi(Reply.ok(), Reply.event("id-1", "x"), Reply.ok(), Reply.never());
        FunctionProcess process = start(api, "example.Hello::echo")) {
      process.awaitRequests(api, 4);

      assertThat(process.out())
          .contains("io.scf4j.runtime.loop.RuntimeLoop")
          .doesNotContain("org.slf4j")
          .doesNotContain("io.scf4j.runtime.loop.Mdc")
          .doesNotContain("java.time.")
          .doesNotContain("io.scf4j.runtime.loop.Ending")
          .doesNotContain("io.scf4j.runtime.report.ErrorReport")
          .doesNotContain("io.scf4j.runtime.report.JsonRecord");
    }
  }

  @Test
  void findsSlf4jWhenTheFunctionBeginsToUseIt() throws Exception {
    try (FakeRuntimeApi api =
            new FakeRuntimeApi(
                Reply.ok(),
                Reply.event("id-1", "silent"),
                Reply.ok(),
                Reply.event("id-2", "loud"),
                Reply.ok(),
                Reply.event("id-3", "loud"),
                Reply.ok(),
                Reply.never());
        FunctionProcess process = start(api, "example.Logging.Late::handle")) {
      process.awaitRequests(api, 8);

      assertThat(api.log().get(2)).endsWith("response silent");
      assertThat(api.log().get(4)).endsWith("response null");
      assertThat(api.log().get(6)).endsWith("response id-3");
    }
  }

  @Test
  void isSilentAboutAnSlf4jThatCannotBeUsed() {
    assertThat(Mdc.in(new LoaderWithout("org.slf4j."))).isNull();
  }
}
