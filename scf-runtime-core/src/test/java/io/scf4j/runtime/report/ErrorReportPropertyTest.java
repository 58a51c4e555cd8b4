package io.scf4j.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was thrown: a report of the documented shape and size that two JSON readers accept. */
class ErrorReportPropertyTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private static final String[] TEXTS = {
    "",
    " ",
    "plain",
    "two\nlines\r\n\tand a tab",
    "\"quoted\" \\ back / slash",
    "中文 😀 e\u0301",
    "\ud800 high, \udc00 low, alone",
    "\u0000\u0001\u001f\u007f\u2028\u2029\ufeff\uffff",
    "</script><!-- %s %n {0}",
  };

  /** Whose methods do what they like, decided once per throwable. */
  private static final class Hostile extends RuntimeException {
    private final int way;

    Hostile(String message, Throwable cause, int way) {
      super(message, cause);
      this.way = way;
    }

    @Override
    public String getMessage() {
      if (way == 0) {
        throw new IllegalStateException("getMessage");
      }
      return way == 1 ? null : super.getMessage();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      if (way == 2) {
        throw new StackOverflowError();
      }
      return way == 3 ? null : super.getStackTrace();
    }

    @Override
    public synchronized Throwable getCause() {
      if (way == 4) {
        throw new OutOfMemoryError("pretended");
      }
      return way == 5 ? this : super.getCause();
    }

    @Override
    public String toString() {
      throw new IllegalStateException("toString");
    }
  }

  private static String text(Random random) {
    String text = TEXTS[random.nextInt(TEXTS.length)];
    int times = random.nextInt(20) == 0 ? 1 + 1_000_000 / (text.length() + 1) : 1;
    return random.nextInt(10) == 0 ? null : text.repeat(times);
  }

  private static StackTraceElement frame(Random random) {
    String name = "demo.C" + random.nextInt(9) + TEXTS[random.nextInt(TEXTS.length)];
    String file = random.nextInt(5) == 0 ? null : "C.java";
    return new StackTraceElement(name, "m", file, random.nextInt(100) - 2);
  }

  private static Throwable throwable(Random random, int depth) {
    Throwable cause = depth == 0 ? null : throwable(random, depth - 1);
    Throwable thrown =
        switch (random.nextInt(4)) {
          case 0 -> new Exception(text(random), cause);
          case 1 -> new Error(text(random), cause);
          case 2 -> new Hostile(text(random), cause, random.nextInt(8));
          default -> new RuntimeException(text(random), cause, true, random.nextBoolean()) {};
        };
    if (random.nextBoolean()) {
      StackTraceElement[] frames = new StackTraceElement[random.nextInt(300)];
      Arrays.setAll(frames, i -> frame(random));
      thrown.setStackTrace(frames);
    }
    if (random.nextInt(4) == 0) {
      Exception suppressed = new Exception("suppressed", thrown);
      thrown.addSuppressed(suppressed); // leads back
    }
    return thrown;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isAlwaysJsonOfTheDocumentedShapeAndSize(long seed) throws Exception {
    Random random = new Random(seed);
    for (int round = 0; round < 150; round++) {
      String label = "seed " + seed + " round " + round;
      Throwable thrown = throwable(random, random.nextInt(15));
      byte[] report = ErrorReport.of(thrown);
      String text = new String(report, StandardCharsets.UTF_8);

      assertThat(report.length).as(label).isLessThanOrEqualTo(256 * 1024);
      JsonNode jackson = JACKSON.readTree(report);
      assertThat(jackson.get("errorType").asText())
          .as(label)
          .isEqualTo(thrown.getClass().getName());
      checkShape(jackson, label);
      JsonReader strict = new JsonReader(new StringReader(text));
      strict.setStrictness(Strictness.STRICT);
      JsonElement gson = JsonParser.parseReader(strict);
      assertThat(gson.getAsJsonObject().get("errorMessage").getAsString())
          .as(label)
          .isEqualTo(jackson.get("errorMessage").asText());
    }
  }

  private static void checkShape(JsonNode report, String label) {
    assertThat(report.get("errorMessage").isTextual()).as(label).isTrue();
    assertThat(report.get("stackTrace").isArray()).as(label).isTrue();
    assertThat(report.get("stackTrace").size()).as(label).isLessThanOrEqualTo(101);
    report.get("stackTrace").forEach(line -> assertThat(line.isTextual()).as(label).isTrue());
    if (report.has("cause")) {
      checkShape(report.get("cause"), label);
    }
  }
}
