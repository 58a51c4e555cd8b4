package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bootstrap that breaks the runtime protocol, with and without {@code scf.strict}. */
@Timeout(60)
class StrictTest {
  private static final String READY_TWICE =
      FunctionZip.ECHO.replace(
          "headers=$(mktemp)",
          "curl -s -d ' ' \"$api/init/ready\" -w 'second ready: %{http_code}\\n'; headers=$(mktemp)");

  @TempDir Path store;

  private String log(boolean strict) throws Exception {
    LocalScf.Options options =
        new LocalScf.Options(
            store,
            0,
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            5,
            Duration.ofSeconds(1),
            OptionalInt.empty(),
            strict);
    try (LocalScf scf = LocalScf.start(options)) {
      CloudClient client = new CloudClient(scf.access());
      client.create("fn-" + strict, READY_TWICE, "");
      JsonObject result = client.invoke("fn-" + strict, "{}");
      assertThat(result.get("InvokeResult").getAsInt()).isZero();
      return result.get("Log").getAsString();
    }
  }

  @Test
  void isRefusedAndListedInTheLog() throws Exception {
    assertThat(log(true))
        .contains("second ready: 409")
        .contains("ready was reported before (POST /runtime/init/ready HTTP/1.1)");
  }

  @Test
  void isToleratedOtherwiseAsOnThePlatform() throws Exception {
    assertThat(log(false)).contains("second ready: 200").doesNotContain("violation");
  }
}
