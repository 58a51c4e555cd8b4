package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.store.InvocationRecord;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a terminal shows of invocations. */
@Timeout(20)
class InvocationTickerTest {
  private static final String ID = "6f0d1b4e-2c3d-4e5f-8a9b-0c1d2e3f4a5b";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-25T06:03:12.9Z"));
  private static final ZoneId ZONE = ZoneId.of("UTC+8");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private InvocationTicker ticker() {
    return new InvocationTicker(
        new PrintStream(written, false, StandardCharsets.UTF_8), CLOCK, ZONE);
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static InvocationRecord record(
      String version, String qualifier, String origin, int status, String result, int retry) {
    return new InvocationRecord(
        ID, version, 0, 3.14, 4, 64_172_851, status, result, "", retry, qualifier, origin, 0, 256);
  }

  private static String line(String namespace, InvocationRecord invocation) {
    return InvocationLine.of(namespace, "hello", invocation, CLOCK.instant(), ZONE);
  }

  @Test
  void anInvocationIsOneLineAfterWhatItHasWritten() {
    try (InvocationTicker ticker = ticker()) {
      ticker.wrote("default", "hello", ID, "Grüße");
      ticker.wrote("default", "hello", "", "of a provisioned instance");
      ticker.ended(
          "default",
          "hello",
          new InvocationRecord(
              ID, "$LATEST", 0, 3.14, 4, 64_172_851, 200, "", "", 0, "$LATEST", "API", 412, 256));
    }
    assertThat(lines())
        .containsExactly(
            " hello 6f0d1b4e | Grüße",
            " hello | of a provisioned instance",
            " 14:03:12 hello:$LATEST | API | 200 | 3.1 ms, billed 4 ms | 61.2 of 256 MB | cold 412 ms | "
                + ID);
  }

  @Test
  void aFailureIsMarkedAndSaysWhatItsMessageIs() {
    try (InvocationTicker ticker = ticker()) {
      ticker.ended(
          "default",
          "hello",
          record(
              "$LATEST",
              "$DEFAULT",
              "URL GET /a%20b",
              433,
              "{\"errorMessage\":\"Invoking task timed out after 3 seconds\"}",
              0));
    }
    assertThat(lines())
        .containsExactly(
            "!14:03:12 hello:$DEFAULT ($LATEST) | URL GET /a%20b | 433 Invoking task timed out after 3"
                + " seconds | 3.1 ms, billed 4 ms | 61.2 of 256 MB | "
                + ID);
    assertThat(TickerLine.fromWire(lines().get(0)).failed()).isTrue();
    assertThat(TickerLine.fromWire(lines().get(0)).text()).startsWith("14:03:12 hello");
  }

  @Test
  void aJavaErrorIsItsTypeAndMessageInOneLine() {
    String error =
        "{\"errorMessage\":\"{\\\"errorType\\\":\\\"java.lang.IllegalStateException\\\","
            + "\\\"errorMessage\\\":\\\"no\\\\tstock\\\\nat all\\\"}\",\"statusCode\":430}";
    assertThat(line("team", record("3", "3", "timer nightly", 430, error, 2)))
        .contains(
            " team/hello:3 | timer nightly, retry 2"
                + " | 430 java.lang.IllegalStateException: no stock | ");
    assertThat(line("default", record("3", "3", "API", 430, "x".repeat(1000), 0)))
        .contains("| 430 " + "x".repeat(200) + "… |");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    InvocationRecord refused =
        new InvocationRecord(ID, "1", 0, 0, 0, 0, 432, "busy", "", 0, "1", "", 0, 256);
    assertThat(line("default", refused)).isEqualTo("14:03:12 hello:1 | 432 busy | " + ID);
  }

  /** A terminal in which somebody selects text, say. */
  @Test
  void aTerminalThatIsHeldHoldsNoInvocationAndTheLinesLeftOutAreCounted() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    OutputStream terminal =
        new OutputStream() {
          @Override
          public void write(int b) {
            await(held);
            written.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            await(held);
            written.write(bytes, from, length);
          }
        };
    try (InvocationTicker ticker =
        new InvocationTicker(
            new PrintStream(terminal, true, StandardCharsets.UTF_8), CLOCK, ZONE, 10)) {
      for (int i = 0; i < 1000; i++) {
        ticker.wrote("default", "hello", ID, "line " + i);
      }
      held.countDown();
    }
    assertThat(lines()).hasSizeBetween(11, 12).contains(" hello 6f0d1b4e | line 0");
    assertThat(lines().get(lines().size() - 1)).matches(" \\.\\.\\. 9(89|90) lines left out");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
