package io.scf4j.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.value.MiniJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The error JSON, of throwables that do not mean well. */
class ErrorReportTest {

  @SuppressWarnings("unchecked")
  private static Map<String, Object> reportOf(Throwable thrown) {
    String json = new String(ErrorReport.of(thrown), StandardCharsets.UTF_8);
    return (Map<String, Object>) MiniJson.read(json);
  }

  private static int causesIn(Map<String, Object> report) {
    int causes = 0;
    Object current = report.get("cause");
    while (current != null) {
      causes++;
      current = ((Map<?, ?>) current).get("cause");
    }
    return causes;
  }

  private static StackTraceElement frame(String className) {
    return new StackTraceElement(className, "call", className + ".java", 7);
  }

  @Test
  void fallsBackToTheClassNameWhenThereIsNoMessage() {
    assertThat(reportOf(new IllegalStateException()))
        .containsEntry("errorType", "java.lang.IllegalStateException")
        .containsEntry("errorMessage", "java.lang.IllegalStateException")
        .doesNotContainKey("cause");
  }

  @Test
  void keepsTheUsersFramesOnly() {
    Exception thrown = new Exception("x");
    thrown.setStackTrace(
        new StackTraceElement[] {
          frame("java.util.Objects"),
          frame("demo.Thumb"),
          frame("java.lang.reflect.Method"),
          frame("demo.Hello"),
          frame("jdk.internal.reflect.DirectMethodHandleAccessor"),
          frame("java.lang.reflect.Method"),
          frame("io.scf4j.runtime.handler.MethodCall"),
          frame("io.scf4j.runtime.loop.RuntimeLoop"),
          frame("io.scf4j.runtime.Main"),
        });

    assertThat(reportOf(thrown).get("stackTrace"))
        .isEqualTo(
            List.of(
                "java.util.Objects.call(java.util.Objects.java:7)",
                "demo.Thumb.call(demo.Thumb.java:7)",
                "java.lang.reflect.Method.call(java.lang.reflect.Method.java:7)",
                "demo.Hello.call(demo.Hello.java:7)"));
  }

  /**
   * Causes itself, at one remove, but not forever: a report without an end shall fail, not hang.
   */
  private static final class Circle extends Exception {
    private int asked;

    @Override
    public synchronized Throwable getCause() {
      if (asked++ == 1_000) {
        throw new IllegalStateException("asked for causes without end");
      }
      return new Exception("the other one", this);
    }
  }

  @Test
  void leavesNoFrameWhenNoneIsTheUsers() {
    Exception thrown = new Exception("x");
    thrown.setStackTrace(
        new StackTraceElement[] {
          frame("jdk.internal.reflect.DirectMethodHandleAccessor"),
          frame("java.lang.reflect.Method"),
          frame("io.scf4j.runtime.handler.MethodCall"),
        });
    assertThat(reportOf(thrown).get("stackTrace")).isEqualTo(List.of());

    thrown.setStackTrace(new StackTraceElement[0]);
    assertThat(reportOf(thrown).get("stackTrace")).isEqualTo(List.of());
  }

  @Test
  void endsCirclesOfCauses() {
    Circle circle = new Circle();
    assertThat(causesIn(reportOf(circle))).isEqualTo(10);
    assertThat(circle.asked).isLessThan(10);

    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);
    assertThat(causesIn(reportOf(one))).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "10, 10", "50, 10", "100000, 10"})
  void reportsTheFirstTenOfAChainOfCauses(int length, int reported) {
    Exception chain = new Exception("0");
    for (int i = 1; i <= length; i++) {
      chain = new Exception(String.valueOf(i), chain);
    }

    assertThat(causesIn(reportOf(chain))).isEqualTo(reported);
  }

  @Test
  void limitsFramesAndSaysHowManyAreLeftOut() {
    Exception thrown = new Exception("x");
    StackTraceElement[] frames = new StackTraceElement[10_000];
    java.util.Arrays.fill(frames, frame("demo.Deep"));
    thrown.setStackTrace(frames);

    assertThat((List<?>) reportOf(thrown).get("stackTrace"))
        .hasSize(101)
        .last()
        .isEqualTo("… 9900 more");
  }

  @Test
  void staysBelowTheLimitWhateverTheMessagesHold() {
    Exception thrown = new Exception("\u0001".repeat(1_000_000));
    for (int i = 0; i < 10; i++) {
      thrown = new Exception("中".repeat(1_000_000), thrown);
    }

    assertThat(ErrorReport.of(thrown)).hasSizeLessThanOrEqualTo(ErrorReport.LARGEST_BYTES);
    assertThat(reportOf(thrown).get("errorMessage")).asString().startsWith("中中").endsWith("more)");
  }

  @Test
  void survivesThrowablesWhoseMethodsThrow() {
    Throwable hostile =
        new Exception() {
          @Override
          public String getMessage() {
            throw new IllegalStateException();
          }

          @Override
          public synchronized Throwable getCause() {
            throw new IllegalStateException();
          }

          @Override
          public StackTraceElement[] getStackTrace() {
            return null;
          }
        };

    assertThat(reportOf(hostile))
        .containsEntry("errorMessage", hostile.getClass().getName())
        .containsEntry("stackTrace", List.of());
  }
}
