package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scf4j.runtime.fake.FakeProcess;
import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything a handler may throw: reported as what it is, and the next event is served. */
class FailuresTest {
  private final FakeProcess process = new FakeProcess();

  private FakeRuntimeApi serve(String handler, Reply... replies) {
    FakeRuntimeApi api = new FakeRuntimeApi(replies);
    assertThat(process.run(api.env(), handler)).isEqualTo(1);
    return api;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runtime     | java.lang.IllegalArgumentException | r",
        "checked     | java.io.FileNotFoundException      | c",
        "error       | java.lang.Error                    | e",
        "assertion   | java.lang.AssertionError           | a",
        "own         | example.Odd$Own                    | o",
        "interrupted | java.lang.InterruptedException     | i",
        "death       | java.lang.ThreadDeath              | java.lang.ThreadDeath",
        "linkage     | java.lang.NoSuchMethodError        | demo.Old.call()",
        "invocation  | java.lang.reflect.InvocationTargetException | i",
        "undeclared  | java.lang.reflect.UndeclaredThrowableException | u",
        "no message  | java.lang.IllegalStateException    | java.lang.IllegalStateException",
        "empty       | java.lang.IllegalStateException    | ''",
      })
  void reportsWhatWasThrownAndGoesOn(String kind, String type, String message) throws Exception {
    FakeRuntimeApi api =
        serve(
            "example.Odd::throwing",
            Reply.ok(),
            Reply.event("id-1", kind),
            Reply.ok(),
            Reply.event("id-2", "fine"),
            Reply.ok());
    JsonNode report = new ObjectMapper().readTree(api.requests().get(2).body());

    assertThat(api.requests().get(2).line()).isEqualTo("POST /runtime/invocation/error");
    assertThat(report.get("errorType").asText()).isEqualTo(type);
    assertThat(report.get("errorMessage").asText()).isEqualTo(message);
    assertThat(report.get("stackTrace").get(0).asText())
        .startsWith("example.Odd.throwing(Odd.java:");
    assertThat(report.get("stackTrace").size()).isEqualTo(1);
    assertThat(report.has("cause"))
        .isEqualTo(kind.equals("invocation") || kind.equals("undeclared"));
    assertThat(api.log().get(4)).isEqualTo("POST /runtime/invocation/response fine");
    assertThat(process.err()).contains("scf4j: Request id-1 failed\n" + type);
  }

  @Test
  void reportsAMessageOfManyLinesAndOddCharactersAsOneJsonText() throws Exception {
    FakeRuntimeApi api =
        serve("example.Odd::throwing", Reply.ok(), Reply.event("id-1", "multiline"), Reply.ok());

    assertThat(api.requests().get(2).text())
        .contains("\"errorMessage\":\"a\\n\\\"b\\\"\\t\\u0001中😀\\ud800\"");
  }

  @Test
  void reportsAnInitialiserThatFailsLateBothTimes() throws Exception {
    FakeRuntimeApi api =
        serve(
            "example.Odd::throwing",
            Reply.ok(),
            Reply.event("id-1", "lazy"),
            Reply.ok(),
            Reply.event("id-2", "lazy"),
            Reply.ok());

    assertThat(api.requests().get(2).text())
        .contains("\"errorType\":\"java.lang.ExceptionInInitializerError\"")
        .contains("\"cause\":{\"errorType\":\"java.lang.NumberFormatException\"");
    assertThat(api.requests().get(4).text())
        .contains("\"errorType\":\"java.lang.NoClassDefFoundError\"")
        .contains("Could not initialize class example.Odd$Lazy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere.Hello::echo | there is no class nowhere.Hello on the class path",
        "example.Hello::ecco | example.Hello has no public method ecco. Its public methods are any(",
        "example.Odd.Point::echo | example.Odd$Point is a record, which is made from its components",
      })
  void answersAHandlerThatIsNotThereToTheFirstEventOnly(String handler, String message) {
    FakeRuntimeApi api =
        new FakeRuntimeApi(
            Reply.ok(), Reply.event("id-1", "a"), Reply.ok(), Reply.event("id-2", "b"));

    assertThat(process.run(api.env(), handler)).isEqualTo(1);
    assertThat(api.requests()).hasSize(3);
    assertThat(api.log().get(2))
        .startsWith("POST /runtime/invocation/error {\"errorType\":\"")
        .contains("InvalidHandlerException")
        .contains(message);
    api.close();
  }

  @Test
  void restoresThePriorityOfTheThread() {
    FakeRuntimeApi api =
        serve(
            "example.Odd::priority",
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.ok(),
            Reply.event("id-2", "b"),
            Reply.ok());

    assertThat(api.requests().get(4).text()).isEqualTo(api.requests().get(2).text());
  }
}
