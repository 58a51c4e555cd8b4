package io.scf4j.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is printed, whatever became of the streams. */
class LogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream outStream = new PrintStream(out, false, StandardCharsets.US_ASCII);
  private Log log;

  @BeforeEach
  void createLog() {
    log = new Log(Map.of(), outStream, new PrintStream(err, false, StandardCharsets.US_ASCII));
  }

  @Test
  void writesALineOfTheFunctionInUtf8WhateverTheStreamsEncoding() {
    log.function("id-1", "中\nsecond\r");

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("RequestId:id-1 中\\nsecond\\r\n");
  }

  @Test
  void writesNullAsTheWord() {
    log.function("id-1", null);

    assertThat(out).hasToString("RequestId:id-1 null\n");
  }

  @Test
  void survivesClosedStreamsAndHostileThrowables() {
    outStream.close();
    log.function("id-1", "lost");
    log.flush();
    log.failure(
        "id-1",
        "Request id-1 failed",
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException();
          }
        });

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("scf4j: Request id-1 failed\nio.scf4j.runtime.report.LogTest$");
  }
}
