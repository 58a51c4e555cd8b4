package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults that a test orders, and one that nobody did. */
@Timeout(60)
class FaultsOnPurposeTest {
  private static final String GET = "{\"FunctionName\":\"none\"}";

  @TempDir Path root;
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() {
    scf =
        LocalScf.start(
            new LocalScf.Options(
                root.resolve("store"), 0, Duration.ofSeconds(1), Duration.ofMillis(10), 5),
            problems::add);
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() {
    scf.close();
  }

  private void set(String rules) throws Exception {
    assertThat(client.code("scf4j:SetFaults", "{\"Rules\":" + rules.replace('\'', '"') + "}"))
        .isEqualTo("ok");
  }

  @Test
  void throttlesTheFirstCalls() throws Exception {
    set("[{'Action':'GetFunction','First':1,'ErrorCode':'RequestLimitExceeded'}]");
    assertThat(client.code("GetFunction", GET)).isEqualTo("RequestLimitExceeded");
    assertThat(client.code("GetFunction", GET)).isEqualTo("ResourceNotFound.Function");
    JsonObject rule =
        client.call("scf4j:GetFaults", "{}").getAsJsonArray("Rules").get(0).getAsJsonObject();
    assertThat(rule.get("Calls").getAsInt()).isEqualTo(2);
    assertThat(rule.get("Hits").getAsInt()).isEqualTo(1);
  }

  @Test
  void delaysAnAnswer() throws Exception {
    set("[{'DelayMs':300}]");
    long begin = System.nanoTime();
    assertThat(client.code("GetFunction", GET)).isEqualTo("ResourceNotFound.Function");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void losesTheAnswerOfWhatWasDone() throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    set("[{'Action':'DeleteFunction','First':1,'Cut':'After'}]");
    assertThatThrownBy(() -> client.call("DeleteFunction", "{\"FunctionName\":\"hello\"}"))
        .isInstanceOf(IOException.class);
    assertThat(client.code("DeleteFunction", "{\"FunctionName\":\"hello\"}"))
        .isEqualTo("ResourceNotFound.Function");
  }

  @Test
  void losesARequest() throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    set("[{'Action':'DeleteFunction','First':1,'Cut':'Before'}]");
    assertThatThrownBy(() -> client.call("DeleteFunction", "{\"FunctionName\":\"hello\"}"))
        .isInstanceOf(IOException.class);
    assertThat(client.code("DeleteFunction", "{\"FunctionName\":\"hello\"}")).isEqualTo("ok");
  }

  @Test
  void takesOrdersOnlyFromWhoHasTheKey() throws Exception {
    LocalScfAccess other =
        new LocalScfAccess(
            0, 0, scf.access().endpoint(), scf.access().secretId(), "of somebody else");
    assertThat(new CloudClient(other).code("scf4j:SetFaults", "{\"Rules\":[]}"))
        .isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void answersAndRecordsAFaultOfItsOwn() throws Exception {
    Path functions = root.resolve("store").resolve("functions");
    Files.delete(functions);
    Files.createFile(functions);
    JsonObject response =
        client.call(
            "CreateFunction",
            "{\"FunctionName\":\"hello\",\"Runtime\":\"CustomRuntime\",\"Code\":{\"ZipFile\":\""
                + FunctionZip.of(FunctionZip.ECHO).base64()
                + "\"}}");
    assertThat(CloudClient.code(response)).isEqualTo("InternalError");
    String id = response.get("RequestId").getAsString();
    assertThat(problems)
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("Request " + id + " failed in the local SCF: java.")
                    .contains("\tat io.scf4j.maven.local.cloudapi."));
    assertThat(client.code("GetFunction", GET)).isEqualTo("ResourceNotFound.Function");
  }
}
