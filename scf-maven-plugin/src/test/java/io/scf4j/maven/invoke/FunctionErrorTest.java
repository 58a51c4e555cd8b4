package io.scf4j.maven.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.scf4j.maven.testing.Functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionErrorTest {
  private static final String UNKNOWN = "See the log above and the request id in the console.";

  @Test
  void showsAJavaErrorWithItsStackAndItsCauses() {
    String java =
        """
        {"errorType":"java.lang.IllegalStateException","errorMessage":"no order",
         "stackTrace":["demo.Hello.greet(Hello.java:7)","demo.Hello.main(Hello.java:3)"],
         "cause":{"errorType":"java.io.IOException","errorMessage":"no disk",
                  "stackTrace":["demo.Disk.read(Disk.java:9)"],
                  "cause":{"errorType":"java.lang.Error","errorMessage":"no power"}}}""";
    assertThat(said(platform(java, 430), ""))
        .isEqualTo(
            """
            java.lang.IllegalStateException: no order
                at demo.Hello.greet(Hello.java:7)
                at demo.Hello.main(Hello.java:3)
            Caused by: java.io.IOException: no disk
                at demo.Disk.read(Disk.java:9)
            Caused by: java.lang.Error: no power""");
  }

  @Test
  void namesAnExceptionWithoutAMessageOnce() {
    String error = "{\"errorType\":\"java.lang.Error\",\"errorMessage\":\"java.lang.Error\"}";
    assertThat(said(platform(error, 430), "")).isEqualTo("java.lang.Error");
  }

  @Test
  void showsFramesThatAreNotTextAsTheyAre() {
    String other = "{\"errorType\":\"Oops\",\"stackTrace\":[{\"line\":7},null]}";
    assertThat(said(platform(other, 430), "")).isEqualTo("Oops\n    at {\"line\":7}\n    at null");
  }

  @Test
  void showsAtMostTenCauses() {
    String error = "{\"errorType\":\"Last\"}";
    for (int i = 0; i < 20; i++) {
      error = "{\"errorType\":\"Oops\",\"cause\":" + error + "}";
    }
    assertThat(said(platform(error, 430), "").lines()).hasSize(10);
  }

  @Test
  void showsPlainTextAsItIs() {
    assertThat(said(platform("parse event error\n", 430), "")).isEqualTo("parse event error");
    assertThat(said("not JSON at all", "")).isEqualTo("not JSON at all");
  }

  @Test
  void showsJsonOfAnotherShapeAsItIs() {
    assertThat(said(platform("{\"msg\":\"boom\"}", 430), "")).isEqualTo("{\"msg\":\"boom\"}");
  }

  @Test
  void prefersThePlatformsTextToAResultThatIsNoError() {
    assertThat(said("{\"answer\":42}", "response too large")).isEqualTo("response too large");
    assertThat(said("42", "response too large")).isEqualTo("response too large");
  }

  @Test
  void findsThePlatformsJsonInErrMsgToo() {
    FunctionError error = FunctionError.parse("", platform("out of time", 433));
    assertThat(error.said()).isEqualTo("out of time");
    assertThat(error.toDo(Functions.active()))
        .startsWith("The invocation took longer than timeout;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          430 | Mend the function; its log is above.
          433 | The invocation took longer than timeout; raise <timeout> (now 3 s) or do less in one invocation.
          434 | Raise <memorySize> (now 128 MB) or use less memory.
          439 | The function's process ended by itself; its log above says why.
          443 | The function could not be started; its log above says why.
          500 | See the log above and the request id in the console.
          """)
  void advisesByTheStatusCode(int statusCode, String advice) {
    assertThat(toDo(platform("what it said", statusCode))).isEqualTo(advice);
  }

  @Test
  void advisesOnTheStartByItsWordsBecauseItsCodeIsNotKnown() {
    assertThat(toDo(platform("initialization timeout", 443)))
        .isEqualTo(
            "The function was not ready within initTimeout; raise <initTimeout> (now 65 s) or do"
                + " less before ready. If its log above ends in an error, mend that: the platform"
                + " reports a process that ended before ready in the same way.");
    String ended = "initialization timeout: bootstrap ended during initialization, exit code 3";
    assertThat(toDo(platform(ended, 450)))
        .isEqualTo("The function's process ended before it was ready; its log above says why.");
  }

  @Test
  void advisesWithoutAStatusCode() {
    assertThat(toDo("{\"errorCode\":-1,\"errorMessage\":\"UserCodeError\"}")).isEqualTo(UNKNOWN);
    assertThat(toDo("{\"errorMessage\":\"odd\",\"statusCode\":\"433\"}")).isEqualTo(UNKNOWN);
    assertThat(toDo("not JSON")).isEqualTo(UNKNOWN);
  }

  private static String platform(String errorMessage, int statusCode) {
    JsonObject failure = new JsonObject();
    failure.addProperty("errorCode", -1);
    failure.addProperty("errorMessage", errorMessage);
    failure.addProperty("requestId", "fake-invocation");
    failure.addProperty("statusCode", statusCode);
    return failure.toString();
  }

  private static String said(String retMsg, String errMsg) {
    return FunctionError.parse(retMsg, errMsg).said();
  }

  private static String toDo(String retMsg) {
    return FunctionError.parse(retMsg, "").toDo(Functions.active());
  }
}
