package io.scf4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.Life;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a user's unit test sees of its function. */
class FunctionUnderTestTest {

  @Test
  void givesTheResultThatWouldBePosted() throws Exception {
    FunctionUnderTest map = FunctionUnderTest.of("example.Hello::map").withRequestId("id-7");

    assertThat(map.invoke("{\"a\":\"中\"}")).isEqualTo("{\"a\":\"中\",\"requestId\":\"id-7\"}");
    assertThat(FunctionUnderTest.of("example.Hello::silent").invoke("x")).isEqualTo("null");
    assertThat(FunctionUnderTest.of("example.Hello::echo").invoke("\"x\"")).isEqualTo("x");
  }

  @Test
  void givesTheExactBytesOfTheResult() throws Exception {
    byte[] bytes = {(byte) 0xFF, 0, 'a'};

    assertThat(FunctionUnderTest.of("example.Interfaces.Bytes").invoke(bytes)).isEqualTo(bytes);
  }

  @Test
  void showsTheHandlerTheContextThatTheTestWants() throws Exception {
    String result =
        FunctionUnderTest.of("example.Hello::context")
            .withEnv("SCF_FUNCTIONNAME", "hello")
            .withEnv("SCF_FUNCTIONVERSION", "3")
            .withRequestId("id-7")
            .withMemoryLimitMb(64)
            .withTimeLimitMs(0)
            .invoke("x");

    assertThat(result).isEqualTo("id-7 64 0 " + Long.MAX_VALUE + " hello/3//");
  }

  @Test
  void hasTheLimitsOfANewFunctionWhenNoneAreSet() throws Exception {
    assertThat(FunctionUnderTest.of("example.Hello::context").invoke("x"))
        .startsWith("00000000-0000-0000-0000-000000000001 256 10000 ");
  }

  @Test
  void throwsWhatTheHandlerThrew() {
    FunctionUnderTest failing = FunctionUnderTest.of("example.Faulty::fail");

    assertThatThrownBy(() -> failing.invoke("x"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("bucket gone: x");
    assertThatThrownBy(() -> FunctionUnderTest.of("example.Faulty.Broken::echo"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("no database");
  }

  @Test
  void refusesAHandlerWithTheWordsOfTheProcess() {
    assertThatThrownBy(() -> FunctionUnderTest.of("demo.Missing"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Handler demo.Missing: there is no class demo.Missing on the class path. Check its"
                + " package and spelling.");
    assertThatThrownBy(() -> FunctionUnderTest.of("::handle"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The handler is '::handle', which names no handler. ");
  }

  @Test
  void refusesAResultThatScfWouldRefuse() {
    FunctionUnderTest large = FunctionUnderTest.of("example.Faulty::large");

    assertThatThrownBy(() -> large.invoke("6291457")).hasMessageContaining("6291457 bytes");
  }

  @Test
  void keepsOneInstancePrimesItAndClosesIt() throws Exception {
    try (FunctionUnderTest primed = FunctionUnderTest.of("example.Primed::handle")) {
      assertThat(primed.invoke("x")).isEqualTo("prepared");
    }
    Life.CLOSED.set(0);
    try (FunctionUnderTest closing = FunctionUnderTest.of("example.Life.Closing::echo")) {
      assertThat(
              new String(
                  closing.invoke("x".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
          .isEqualTo("x");
      assertThat(Life.CLOSED).hasValue(0);
    }
    assertThat(Life.CLOSED).hasValue(1);
  }
}
