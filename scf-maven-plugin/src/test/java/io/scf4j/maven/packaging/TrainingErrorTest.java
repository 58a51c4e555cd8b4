package io.scf4j.maven.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainingErrorTest {
  @Test
  void isWhatWasThrownAndWhere() {
    TrainingError error =
        TrainingError.of(
            """
            {"errorType":"java.lang.IllegalStateException","errorMessage":"closed",\
            "stackTrace":["demo.Orders.total(Orders.java:11)","java.base/x.Y.z(Y.java:1)"]}""");
    assertThat(error)
        .hasToString(
            "java.lang.IllegalStateException: closed (at demo.Orders.total(Orders.java:11))");
    assertThat(error.isOfTheHandler()).isFalse();
  }

  @Test
  void knowsThatNoEventCouldBeAnswered() {
    TrainingError error =
        TrainingError.of(
            """
            {"errorType":"io.scf4j.runtime.handler.InvalidHandlerException",\
            "errorMessage":"demo.Orders has no public method totl.","stackTrace":[]}""");
    assertThat(error.isOfTheHandler()).isTrue();
    assertThat(error.message()).isEqualTo("demo.Orders has no public method totl.");
  }

  @Test
  void isTheBeginningOfWhatAnotherRuntimeAnswered() {
    assertThat(TrainingError.of("no JSON")).hasToString("no JSON");
    assertThat(TrainingError.of("[1]")).hasToString("[1]");
    assertThat(TrainingError.of("{\"errorMessage\":\"x\"}"))
        .hasToString("{\"errorMessage\":\"x\"}");
    assertThat(TrainingError.of("x".repeat(500)).message()).hasSize(200);
  }
}
