package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a JVM of its own, which the signals are sent to. */
@Timeout(60)
class EndSignalsTest {

  /** Ends in order on the first signal, and sleeps on after that until another ends the JVM. */
  static final class Main {
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
      try (EndSignals signals = EndSignals.take()) {
        System.out.println("ready");
        if (!signals.await(Duration.ofMinutes(1))) {
          return;
        }
      }
      System.out.println("told");
      Thread.sleep(60_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void areWaitedForOnceAndThenHaveTheirEffectAgain(String signal, int status) throws Exception {
    Process process =
        new ProcessBuilder(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("ready");
      send(signal, process);
      assertThat(out.readLine()).isEqualTo("told");
      send(signal, process);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(status);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void send(String signal, Process process) throws Exception {
    new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start().waitFor();
  }
}
