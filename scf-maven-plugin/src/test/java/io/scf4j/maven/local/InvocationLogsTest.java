package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetFunctionLogs and GetRequestStatus over a history that is written by hand. */
@Timeout(60)
class InvocationLogsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path store;
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() throws Exception {
    scf =
        LocalScf.start(
            new LocalScf.Options(store, 0, Duration.ofSeconds(5), Duration.ofMillis(20), 5));
    client = new CloudClient(scf.access());
    client.create("fn", FunctionZip.ECHO, "");
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    client.awaitActive("fn");
    client.ok("CreateAlias", "{'FunctionName':'fn','Name':'prod','FunctionVersion':'1'}");
    Path history = store.resolve("logs/default/fn.jsonl");
    Files.createDirectories(history.getParent());
    Files.writeString(
        history,
        line("ok", "$LATEST", NOON, 5, 400, 200)
            + line("late", "1", NOON.plusSeconds(3600), 900, 100, 433)
            + line("full", "$LATEST", NOON.plusSeconds(7200), 0, 0, 432)
            + line("thrown", "1", NOON.plusSeconds(10800), 7, 300, 430)
            + line("gone", "$LATEST", NOON.plusSeconds(14400), 6, 200, 439));
  }

  @AfterEach
  void stop() {
    scf.close();
  }

  private static String line(
      String id, String version, Instant started, int duration, int memory, int status) {
    return ("{'requestId':'%s','version':'%s','startedMs':%d,'durationMs':%d,'billedMs':%d,"
            + "'memoryBytes':%d,'statusCode':%d,'result':'r','log':'l','retry':2}%n")
        .formatted(
            id, version, started.toEpochMilli(), duration, duration + 1, memory * 1048576, status)
        .replace('\'', '"');
  }

  private JsonObject logs(String more) throws Exception {
    return client.ok("GetFunctionLogs", "{'FunctionName':'fn'" + more + "}");
  }

  private List<String> ids(String more) throws Exception {
    List<String> ids = new ArrayList<>();
    logs(more)
        .getAsJsonArray("Data")
        .forEach(log -> ids.add(log.getAsJsonObject().get("RequestId").getAsString()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "is0,ok",
    "not0,gone thrown full late",
    "TimeLimitExceeded,late",
    "ResourceLimitExceeded,full",
    "UserCodeException,thrown"
  })
  void areFilteredByResult(String retCode, String ids) throws Exception {
    assertThat(ids(",'Filter':{'RetCode':'" + retCode + "'}")).containsExactly(ids.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                    | gone thrown full late ok",
        ",'OrderBy':'start_time','Order':'asc' | ok late full thrown gone",
        ",'Order':'ASC'                      | ok late full thrown gone",
        ",'OrderBy':'duration','Order':'desc'  | late thrown gone ok full",
        ",'OrderBy':'mem_usage','Order':'asc'  | full late gone thrown ok",
        ",'Offset':1,'Limit':2               | thrown full",
        ",'Offset':4                         | ok",
        ",'Qualifier':'1'                    | thrown late",
        ",'Qualifier':'prod'                 | thrown late",
        ",'Qualifier':'$LATEST'              | gone full ok",
        ",'FunctionRequestId':'full'         | full",
        ",'StartTime':'2026-03-01 13:00:00','EndTime':'2026-03-01 14:00:00' | full late",
        ",'StartTime':'2026-03-01 13:00:01','EndTime':'2026-03-01 13:59:59' | ",
      },
      quoteCharacter = '`')
  void areOrderedPagedAndChosen(String more, String ids) throws Exception {
    assertThat(ids(more == null ? "" : more))
        .containsExactlyElementsOf(ids == null ? List.of() : List.of(ids.split(" ")));
  }

  @Test
  void countAllThatWereFoundAndTellEachAsThePlatformDoes() throws Exception {
    JsonObject page = logs(",'Limit':1,'Qualifier':'1'");
    assertThat(page.get("TotalCount").getAsInt()).isEqualTo(2);
    JsonObject log = page.getAsJsonArray("Data").get(0).getAsJsonObject();
    assertThat(log.get("StartTime").getAsString()).isEqualTo("2026-03-01 15:00:00");
    assertThat(log.get("Duration").getAsInt()).isEqualTo(7);
    assertThat(log.get("BillDuration").getAsInt()).isEqualTo(8);
    assertThat(log.get("MemUsage").getAsLong()).isEqualTo(300L * 1048576);
    assertThat(log.get("RetMsg").getAsString()).isEqualTo("r");
    assertThat(log.get("Log").getAsString()).isEqualTo("l");
    assertThat(log.get("RetCode").getAsInt()).isEqualTo(-1);
    assertThat(log.get("RetryNum").getAsInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Offset':9999,'Limit':2      | LimitExceeded.Offset",
        "'Offset':-1                  | InvalidParameterValue.Offset",
        "'Order':'up'                 | InvalidParameterValue.Order",
        "'OrderBy':'ret_msg'          | InvalidParameterValue.OrderBy",
        "'Filter':{'RetCode':'is1'}   | InvalidParameterValue.RetCode",
        "'Filter':{'Ret':'is1'}       | UnknownParameter",
        "'Qualifier':'none'           | ResourceNotFound.Qualifier",
        "'EndTime':'2026-03-01'       | InvalidParameterValue.DateTime",
        "'StartTime':'2026-03-01 12:00:01','EndTime':'2026-03-01 12:00:00'"
            + " | InvalidParameterValue.StartTimeOrEndTime",
        "'StartTime':'2026-03-01 12:00:00','EndTime':'2026-03-02 12:00:01'"
            + " | InvalidParameterValue.StartTimeOrEndTime",
      })
  void areRefused(String more, String code) throws Exception {
    assertThat(
            client.code(
                "GetFunctionLogs", "{\"FunctionName\":\"fn\"," + more.replace('\'', '"') + "}"))
        .isEqualTo(code);
  }

  private JsonObject status(String id, String more) throws Exception {
    return client.ok(
        "GetRequestStatus", "{'FunctionName':'fn','FunctionRequestId':'" + id + "'" + more + "}");
  }

  @Test
  void aRequestsStatusIsThatOfTheLastQuarterOfAnHourUnlessATimeIsGiven() throws Exception {
    assertThat(status("late", "").getAsJsonArray("Data")).isEmpty();
    JsonObject found = status("late", ",'StartTime':'2026-03-01 12:00:00'");
    assertThat(found.get("TotalCount").getAsInt()).isEqualTo(1);
    JsonObject late = found.getAsJsonArray("Data").get(0).getAsJsonObject();
    assertThat(late.get("RetCode").getAsInt()).isEqualTo(-1);
    assertThat(late.get("MemUsage").getAsDouble()).isEqualTo(100.0);
    assertThat(late.get("RetryNum").getAsInt()).isEqualTo(2);

    Instant now = Instant.now();
    Files.writeString(
        store.resolve("logs/default/fn.jsonl"),
        line("new", "1", now.minusSeconds(14 * 60), 1, 1, 200)
            + line("old", "1", now.minusSeconds(16 * 60), 1, 1, 200));
    assertThat(status("new", "").get("TotalCount").getAsInt()).isEqualTo(1);
    assertThat(status("old", "").get("TotalCount").getAsInt()).isZero();
    String anHourAgo =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
            .withZone(ZoneOffset.UTC)
            .format(now.minusSeconds(3600));
    assertThat(status("old", ",'StartTime':'" + anHourAgo + "'").get("TotalCount").getAsInt())
        .isEqualTo(1);
  }
}
