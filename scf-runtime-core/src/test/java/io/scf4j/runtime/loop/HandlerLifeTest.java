package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import example.Life;
import example.Primed;
import io.scf4j.runtime.fake.FakeProcess;
import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called of a handler besides its method, and which failures cost the process. */
class HandlerLifeTest {
  private final FakeProcess process = new FakeProcess();

  private FakeRuntimeApi serve(String handler, Reply... replies) {
    FakeRuntimeApi api = new FakeRuntimeApi(replies);
    assertThat(process.run(api.env(), handler)).isEqualTo(1);
    return api;
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.Primed::handle", "example.Primed.Static::handle"})
  void primesTheHandler(String handler) {
    FakeRuntimeApi api = serve(handler, Reply.ok(), Reply.event("id-1", "x"), Reply.ok());

    assertThat(api.log().get(2)).isEqualTo("POST /runtime/invocation/response prepared");
  }

  @Test
  void primesTheHandlerBeforeItSaysReady() {
    boolean[] primed = new boolean[1];
    Primed.primed = false;
    serve("example.Primed::handle", Reply.ok().after(() -> primed[0] = Primed.primed));

    assertThat(primed[0]).isTrue();
  }

  @Test
  void answersWhatPrimeThrowsAsAnInitError() {
    FakeRuntimeApi api =
        serve("example.Primed.Broken", Reply.ok(), Reply.event("id-1", "x"), Reply.ok());

    assertThat(api.log().get(2))
        .startsWith(
            "POST /runtime/invocation/error {\"errorType\":\"java.io.IOException\","
                + "\"errorMessage\":\"no cache\","
                + "\"stackTrace\":[\"example.Primed$Broken.prime(Primed.java:")
        .doesNotContain("reflect");
    assertThat(process.err()).startsWith("scf4j: The function could not be initialised\n");
  }

  @Test
  void saysThatPrimeNeedsAnInstanceWhichAStaticHandlerDoesNotHave() {
    FakeRuntimeApi api =
        serve("example.Primed::fixed", Reply.ok(), Reply.event("id-1", "x"), Reply.ok());

    assertThat(api.log().get(2))
        .contains(
            "example.Primed has a method prime() that needs an instance, but the handler is a"
                + " static method, so there is none. Make prime() static.");
  }

  @Test
  void isNotMadeWhenTheJarsAreNotThoseOfTheAotCache() {
    FakeRuntimeApi api;
    System.setProperty("scf4j.aot.jars", "of other jars");
    try {
      api = serve("example.Hello::echo", Reply.ok(), Reply.event("id-1", "x"), Reply.ok());
    } finally {
      System.clearProperty("scf4j.aot.jars");
    }

    assertThat(api.log().get(2))
        .startsWith("POST /runtime/invocation/error ")
        .contains("A jar in lib is not the one that the package's AOT cache was made from");
  }

  @Test
  void closesTheHandlerOnceWhenTheLoopEndsByItself() {
    Life.CLOSED.set(0);
    serve("example.Life.Closing::echo", Reply.ok(), Reply.event("id-1", "x"), Reply.ok());
    assertThat(Life.CLOSED).hasValue(1);

    serve("example.Life.Closing::exhaust", Reply.ok(), Reply.event("id-1", "x"), Reply.ok());
    assertThat(Life.CLOSED).hasValue(2);
  }

  @Test
  void endsAfterAnErrorOfTheJvm() {
    FakeRuntimeApi api =
        new FakeRuntimeApi(Reply.ok(), Reply.event("id-1", "x"), Reply.ok(), Reply.never());

    assertThat(process.run(api.env(), "example.Faulty::internalError")).isEqualTo(1);
    assertThat(api.log())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("POST /runtime/invocation/error {\"errorType\":\"java.lang.InternalError\"");
    api.close();
  }

  @Test
  void goesOnAfterALinkageError() {
    FakeRuntimeApi api =
        serve(
            "example.Faulty::missingClass",
            Reply.ok(),
            Reply.event("id-1", "missing"),
            Reply.ok(),
            Reply.event("id-2", "there"),
            Reply.ok());

    assertThat(api.log().get(2)).contains("\"errorType\":\"java.lang.NoClassDefFoundError\"");
    assertThat(api.log().get(4)).isEqualTo("POST /runtime/invocation/response there");
  }
}
