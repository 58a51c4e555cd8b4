package io.scf4j.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.scf4j.runtime.value.MiniJson;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed, whatever became of the streams. */
@Timeout(60)
class LogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream outStream = new PrintStream(out, false, StandardCharsets.US_ASCII);
  private final PrintStream errStream = new PrintStream(err, false, StandardCharsets.US_ASCII);

  private Log log(String... namesAndValues) {
    Map<String, String> env = new java.util.HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      env.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Log(env, outStream, errStream);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  /** Read by another reader than the one that is the writer's twin. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> onlyRecord(ByteArrayOutputStream stream) {
    assertThat(text(stream)).endsWith("\n").hasLineCount(1);
    assertThat(JsonParser.parseString(text(stream)).isJsonObject()).isTrue();
    return (Map<String, Object>) MiniJson.read(text(stream));
  }

  @Test
  void writesALineOfTheFunctionInUtf8WhateverTheStreamsEncoding() {
    log().function("id-1", "中\nsecond\r");

    assertThat(text(out)).isEqualTo("RequestId:id-1 中\\nsecond\\r\n");
  }

  @Test
  void writesNullAsTheWord() {
    log().function("id-1", null);

    assertThat(out).hasToString("RequestId:id-1 null\n");
  }

  @Test
  void survivesClosedStreamsAndHostileThrowables() {
    outStream.close();
    Log log = log();
    log.function("id-1", "lost");
    log.flush();
    log.failure("id-1", "Request id-1 failed", new HostileException());

    assertThat(text(err))
        .startsWith("scf4j: Request id-1 failed\nio.scf4j.runtime.report.LogTest$");
  }

  private static final class HostileException extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "trace, 1, 1, 1",
    "DEBUG, 1, 1, 1",
    "' info', 1, 1, 1",
    "'', 1, 1, 1",
    "Warn, 0, 1, 1",
    "ERROR, 0, 0, 1",
    "off, 0, 0, 0",
  })
  void printsFromTheLevelOnThatIsAskedFor(String level, int infos, int warnings, int errors) {
    Log log = log("LOG_LEVEL", level);
    log.function("id-1", "a");
    log.warn("id-1", "b");
    log.error("id-1", "c");

    assertThat(text(out)).isEqualTo("RequestId:id-1 a\n".repeat(infos));
    assertThat(text(err)).isEqualTo("scf4j: b\n".repeat(warnings) + "scf4j: c\n".repeat(errors));
  }

  @Test
  void saysOnceThatAValueIsUnknownAndGoesOnWithTheDefault() {
    Log log = log("LOG_LEVEL", "verbose", "LOG_FORMAT", "xml");
    log.function("id-1", "a");
    log.function("id-1", "b");

    assertThat(text(err))
        .isEqualTo(
            "scf4j: LOG_FORMAT is 'xml', but must be text or json; using text\n"
                + "scf4j: LOG_LEVEL is 'verbose', but must be one of TRACE, DEBUG, INFO, WARN, ERROR,"
                + " OFF; using INFO\n");
    assertThat(text(out)).isEqualTo("RequestId:id-1 a\nRequestId:id-1 b\n");
  }

  @Test
  void writesALineOfTheFunctionAsJson() {
    String before = JsonRecord.utc(System.currentTimeMillis());
    log("LOG_FORMAT", "JSON").function("id-1", "stored");

    Map<String, Object> record = onlyRecord(out);
    assertThat(record).containsOnlyKeys("timestamp", "level", "requestId", "message");
    assertThat(record)
        .containsEntry("level", "INFO")
        .containsEntry("requestId", "id-1")
        .containsEntry("message", "stored");
    assertThat((String) record.get("timestamp"))
        .isBetween(before, JsonRecord.utc(System.currentTimeMillis()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two\nlines\r\n",
        "quotes \" and \\",
        "\u0000\u0001\u001f\u007f\u0085\u2028",
        "中😀",
        ""
      })
  void keepsAnyMessageOnOneLineOfJson(String message) {
    log("LOG_FORMAT", "json").function("id-1", message);

    assertThat(onlyRecord(out)).containsEntry("message", message);
  }

  @Test
  void writesHalvesOfSurrogatePairsAndNullAsJson() {
    Log log = log("LOG_FORMAT", "json");
    log.function("id-1", "\ud83d alone");
    assertThat(onlyRecord(out)).containsEntry("message", "\ud83d alone");
    out.reset();

    log.function("id-1", null);
    assertThat(onlyRecord(out)).containsEntry("message", null);
  }

  @Test
  void writesAFailureAsJsonWithWhatTheErrorReportHas() {
    Exception failure = new IOException("gone\n", new IllegalStateException("403"));
    log("LOG_FORMAT", "json").failure("id-1", "Request id-1 failed", failure);

    Map<String, Object> record = onlyRecord(err);
    assertThat(record)
        .containsEntry("level", "ERROR")
        .containsEntry("message", "Request id-1 failed")
        .containsEntry("errorType", "java.io.IOException")
        .containsEntry("errorMessage", "gone\n");
    Map<?, ?> report =
        (Map<?, ?>) MiniJson.read(new String(ErrorReport.of(failure), StandardCharsets.UTF_8));
    assertThat(record.get("stackTrace")).isEqualTo(report.get("stackTrace"));
    assertThat(record.get("cause")).isEqualTo(report.get("cause"));
    assertThat((Map<?, ?>) record.get("cause")).hasSize(3);
  }

  @Test
  void writesEveryRecordAtOnce() {
    AtomicInteger writes = new AtomicInteger();
    PrintStream counting =
        new PrintStream(
            new FilterOutputStream(out) {
              @Override
              public void write(byte[] bytes, int offset, int length) throws IOException {
                writes.incrementAndGet();
                out.write(bytes, offset, length);
              }
            });
    Log log = new Log(Map.of("LOG_FORMAT", "json"), counting, counting);
    log.function("id-1", "x".repeat(100_000));
    log.failure("id-1", "failed", new IOException("y".repeat(50_000)));

    assertThat(writes).hasValue(2);
  }

  @Test
  void keepsRecordsOfTwoThreadsApart() throws Exception {
    Log log = log("LOG_FORMAT", "json");
    List<Thread> threads = new ArrayList<>();
    for (String id : List.of("id-1", "id-2")) {
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  log.function(id, id + "\n".repeat(i % 200));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    String[] lines = text(out).split("\n");
    assertThat(lines).hasSize(4_000);
    for (String line : lines) {
      Map<?, ?> record = (Map<?, ?>) MiniJson.read(line);
      assertThat((String) record.get("message")).startsWith((String) record.get("requestId"));
    }
  }

  @Test
  void writesMomentsAsTheJdkDoes() {
    Random random = new Random(7);
    long farthest = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    for (int i = 0; i < 20_000; i++) {
      long ms = (long) (random.nextDouble() * farthest);
      assertThat(Instant.parse(JsonRecord.utc(ms)).toEpochMilli()).isEqualTo(ms);
    }
    assertThat(JsonRecord.utc(0)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(JsonRecord.utc(Instant.parse("2028-02-29T08:05:09.007Z").toEpochMilli()))
        .isEqualTo("2028-02-29T08:05:09.007Z");
  }
}
