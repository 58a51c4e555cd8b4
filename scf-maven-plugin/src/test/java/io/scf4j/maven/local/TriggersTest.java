package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Triggers over the cloud API: what may be made, how it reads, and that it fires. */
@Timeout(60)
class TriggersTest {
  private static final String COS = "photos-1250000000.cos.ap-guangzhou.myqcloud.com";

  @TempDir Path store;
  private final Set<String> seen = new HashSet<>();
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() throws Exception {
    start(Duration.ofMillis(20));
    client.create("fn", FunctionZip.ECHO.replace("Echoing request: '$event'", "$event"), "");
  }

  private void start(Duration transition) {
    scf = LocalScf.start(new LocalScf.Options(store, 0, Duration.ofSeconds(1), transition, 5));
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() throws Exception {
    scf.close();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
  }

  private JsonObject ok(String action, String parameters) throws Exception {
    JsonObject response = client.call(action, parameters.replace('\'', '"'));
    assertThat(response.get("Error")).as(action + " " + parameters).isNull();
    return response;
  }

  private String code(String action, String parameters) throws Exception {
    return client.code(action, parameters.replace('\'', '"'));
  }

  private static String trigger(String type, String name, String more) {
    return "{'FunctionName':'fn','Type':'" + type + "','TriggerName':'" + name + "'" + more + "}";
  }

  private List<String> names(String more) throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonElement trigger :
        ok("ListTriggers", "{'FunctionName':'fn','OrderBy':'add_time','Order':'ASC'" + more + "}")
            .getAsJsonArray("Triggers")) {
      names.add(trigger.getAsJsonObject().get("TriggerName").getAsString());
    }
    return names;
  }

  private JsonObject only() throws Exception {
    JsonArray triggers = ok("ListTriggers", "{'FunctionName':'fn'}").getAsJsonArray("Triggers");
    assertThat(triggers).hasSize(1);
    return triggers.get(0).getAsJsonObject();
  }

  @Test
  void whatIsReadIsNotQuiteWhatWasWritten() throws Exception {
    JsonObject made =
        ok(
                "CreateTrigger",
                trigger(
                    "timer",
                    "EveryDay",
                    ",'TriggerDesc':'0 0 9 * * * *','Enable':'CLOSE','CustomArgument':'hi',"
                        + "'Qualifier':'$DEFAULT','Description':'mornings'"))
            .getAsJsonObject("TriggerInfo");
    assertThat(made.get("Enable").toString()).isEqualTo("0");
    assertThat(made.get("TriggerDesc").getAsString()).isEqualTo("{\"cron\":\"0 0 9 * * * *\"}");
    assertThat(made.get("CustomArgument").getAsString()).isEqualTo("hi");
    assertThat(made.get("Qualifier").getAsString()).isEqualTo("$DEFAULT");
    assertThat(made.get("Description").getAsString()).isEqualTo("mornings");
    assertThat(made.get("AvailableStatus").getAsString()).isEqualTo("Available");
    assertThat(made.get("AddTime").getAsString())
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    assertThat(only()).isEqualTo(made);
  }

  @Test
  void aTriggerIsOpenAndForLatestUnlessItSaysSo() throws Exception {
    JsonObject made =
        ok("CreateTrigger", trigger("timer", "T", ",'TriggerDesc':'0 0 9 * * * *'"))
            .getAsJsonObject("TriggerInfo");
    assertThat(made.get("Enable").toString()).isEqualTo("1");
    assertThat(made.get("Qualifier").getAsString()).isEqualTo("$LATEST");
    assertThat(made.get("CustomArgument").getAsString()).isEmpty();
  }

  @Test
  void aFunctionUrlSaysWhereItIs() throws Exception {
    ok(
        "CreateTrigger",
        trigger(
            "http",
            "url-trigger",
            ",'Qualifier':'$DEFAULT','TriggerDesc':'{\\'AuthType\\':\\'NONE\\',"
                + "\\'NetConfig\\':{\\'EnableIntranet\\':false,\\'EnableExtranet\\':true}}'"));
    JsonObject desc =
        JsonParser.parseString(only().get("TriggerDesc").getAsString()).getAsJsonObject();
    String url = scf.access().endpoint() + "/url/default/fn/";
    assertThat(desc)
        .isEqualTo(
            JsonParser.parseString(
                "{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":false,"
                    + "\"EnableExtranet\":true,\"ExtranetUrl\":\""
                    + url
                    + "\",\"IntranetUrl\":\""
                    + url
                    + "\"}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "timer  | 1st  | ,'TriggerDesc':'0 0 9 * * * *'               | InvalidParameterValue.TriggerName",
        "timer  | a.b  | ,'TriggerDesc':'0 0 9 * * * *'               | InvalidParameterValue.TriggerName",
        "timer  | T    | ,'TriggerDesc':'0 0 25 * * * *'              | InvalidParameterValue.TriggerDesc",
        "timer  | T    | ,'TriggerDesc':'0 0 9 * * *'                 | InvalidParameterValue.TriggerDesc",
        "timer  | T    | ,'TriggerDesc':'*/5 * * * *'                 | ok",
        "timer  | T    | ^^                                           | InvalidParameterValue.TriggerDesc",
        "timer  | T    | ,'TriggerDesc':'0 0 9 * * * *','Enable':'1'  | InvalidParameterValue.Enable",
        "timer  | T    | ,'TriggerDesc':'0 0 9 * * * *','Qualifier':'9' | ResourceNotFound.Qualifier",
        "timer  | T    | ,'TriggerDesc':'0 0 9 * * * *','Other':'9'   | UnknownParameter",
        "http   | u    | ,'TriggerDesc':'{\\'AuthType\\':\\'IAM\\'}'  | InvalidParameterValue.TriggerDesc",
        "http   | u    | ,'TriggerDesc':'{\\'CorsConfig\\':{\\'Enable\\':true,\\'Origins\\':\\'*\\'}}' | InvalidParameterValue.TriggerDesc",
        "http   | u    | ,'TriggerDesc':'{}','CustomArgument':'x'     | InvalidParameterValue.CustomArgument",
        "http   | u    | ,'TriggerDesc':'{}'                          | ok",
        "cos    | b    | ,'TriggerDesc':'{\\'event\\':\\'cos:ObjectCreated:*\\'}' | InvalidParameterValue.TriggerName",
        "cos    | b-1.cos.ap-x.myqcloud.com | ,'TriggerDesc':'{\\'event\\':\\'cos:Created\\'}' | InvalidParameterValue.TriggerDesc",
        "cos    | b-1.cos.ap-x.myqcloud.com | ,'TriggerDesc':'{\\'event\\':\\'cos:ObjectCreated:*\\'}' | ok",
        "ckafka | ckafka-1-t | ,'TriggerDesc':'{\\'maxMsgNum\\':0}'   | InvalidParameterValue.TriggerDesc",
        "ckafka | ckafka-1-t | ,'TriggerDesc':'{\\'offset\\':\\'now\\'}' | InvalidParameterValue.TriggerDesc",
        "ckafka | ckafka-1-t | ,'TriggerDesc':'{\\'maxMsgNum\\':\\'5\\',\\'offset\\':\\'latest\\'}' | ok",
        "ckafka | topic | ,'TriggerDesc':'{}'                         | InvalidParameterValue.TriggerName",
        "cmq    | topic | ^^                                          | ok",
        "cls    | 1234-5678 | ^^                                      | ok",
        "apigw  | api  | ^^                                           | UnsupportedOperation.Trigger",
        "mps    | mps  | ^^                                           | InvalidParameterValue.Type",
        "sqs    | q    | ^^                                           | InvalidParameterValue.Type",
      })
  void takesAndRefusesAsThePlatformDoes(String type, String name, String more, String expected)
      throws Exception {
    assertThat(code("CreateTrigger", trigger(type, name, more))).isEqualTo(expected);
  }

  @Test
  void refusesWhatIsThereAlready() throws Exception {
    String timer = trigger("timer", "T", ",'TriggerDesc':'0 0 9 * * * *'");
    ok("CreateTrigger", timer);
    assertThat(code("CreateTrigger", timer)).isEqualTo("ResourceInUse.TriggerName");
    ok("CreateTrigger", trigger("cmq", "T", ""));

    String url = ",'TriggerDesc':'{}','Qualifier':'";
    ok("CreateTrigger", trigger("http", "url", url + "$DEFAULT'"));
    assertThat(code("CreateTrigger", trigger("http", "other", url + "$DEFAULT'")))
        .isEqualTo("ResourceInUse.Trigger");
    ok("CreateTrigger", trigger("http", "url", url + "$LATEST'"));

    String cos = ",'TriggerDesc':'{\\'event\\':\\'cos:%s\\',\\'filter\\':{\\'Prefix\\':\\'%s\\'}}'";
    ok("CreateTrigger", trigger("cos", COS, cos.formatted("ObjectCreated:*", "a/")));
    assertThat(
            code("CreateTrigger", trigger("cos", COS, cos.formatted("ObjectCreated:Put", "a/b"))))
        .isEqualTo("InvalidParameterValue.CosNotifyRuleConflict");
    ok("CreateTrigger", trigger("cos", COS, cos.formatted("ObjectCreated:Put", "b/")));
    ok("CreateTrigger", trigger("cos", COS, cos.formatted("ObjectRemove:*", "a/")));
    client.create("other", FunctionZip.ECHO, "");
    assertThat(
            code(
                "CreateTrigger",
                trigger("cos", COS, cos.formatted("ObjectRemove:Delete", ""))
                    .replace("'fn'", "'other'")))
        .isEqualTo("InvalidParameterValue.CosNotifyRuleConflict");
  }

  @Test
  void aFunctionHasTenTriggersOfATypeAtMost() throws Exception {
    for (int i = 0; i < 10; i++) {
      ok("CreateTrigger", trigger("timer", "T" + i, ",'TriggerDesc':'0 0 9 * * * *'"));
    }
    assertThat(code("CreateTrigger", trigger("timer", "T10", ",'TriggerDesc':'0 0 9 * * * *'")))
        .isEqualTo("LimitExceeded.Trigger");
    ok("CreateTrigger", trigger("cmq", "topic", ""));
    assertThat(names(",'Limit':3,'Offset':9")).containsExactly("T9", "topic");
    assertThat(names(",'Filters':[{'Name':'TriggerName','Values':['T3','T4']}]"))
        .containsExactly("T3", "T4");
    assertThat(names(",'Filters':[{'Name':'Qualifier','Values':['$DEFAULT']}]")).isEmpty();
    assertThat(names(",'Filters':[{'Name':'Type','Values':['cmq','http']}]"))
        .containsExactly("topic");
    assertThat(code("ListTriggers", "{'FunctionName':'fn','Filters':[{'Name':'Enable'}]}"))
        .isEqualTo("InvalidParameterValue.Filters");
    assertThat(ok("ListTriggers", "{'FunctionName':'fn'}").get("TotalCount").getAsInt())
        .isEqualTo(11);
    ok("DeleteTrigger", trigger("timer", "T3", ""));
    ok("CreateTrigger", trigger("timer", "T10", ",'TriggerDesc':'0 0 9 * * * *'"));
  }

  @Test
  void anUpdateKeepsWhatItDoesNotSay() throws Exception {
    ok(
        "CreateTrigger",
        trigger(
            "timer",
            "T",
            ",'TriggerDesc':'0 0 9 * * * *','CustomArgument':'hi','Description':'d'"));
    ok("UpdateTrigger", trigger("timer", "T", ",'TriggerDesc':'0 0 10 * * * *'"));
    JsonObject changed = only();
    assertThat(changed.get("TriggerDesc").getAsString()).isEqualTo("{\"cron\":\"0 0 10 * * * *\"}");
    assertThat(changed.get("CustomArgument").getAsString()).isEqualTo("hi");
    assertThat(changed.get("Description").getAsString()).isEqualTo("d");
    assertThat(changed.get("Enable").toString()).isEqualTo("1");
    ok("UpdateTrigger", trigger("timer", "T", ",'Enable':'CLOSE','CustomArgument':''"));
    assertThat(only().get("CustomArgument").getAsString()).isEmpty();
    assertThat(only().get("Enable").toString()).isEqualTo("0");
    assertThat(code("UpdateTrigger", trigger("timer", "T", ",'TriggerDesc':'never'")))
        .isEqualTo("InvalidParameterValue.TriggerDesc");
    assertThat(code("UpdateTrigger", trigger("timer", "U", ",'Enable':'CLOSE'")))
        .isEqualTo("ResourceNotFound.Trigger");
    assertThat(code("UpdateTrigger", trigger("cos", "T", ",'Enable':'CLOSE'")))
        .isEqualTo("InvalidParameterValue.Type");
  }

  @Test
  void anUpdateOfCkafkaKeepsTheRestOfItsDescription() throws Exception {
    ok(
        "CreateTrigger",
        trigger(
            "ckafka",
            "ckafka-1-t",
            ",'TriggerDesc':'{\\'maxMsgNum\\':100,\\'offset\\':\\'latest\\'}'"));
    ok("UpdateTrigger", trigger("ckafka", "ckafka-1-t", ",'TriggerDesc':'{\\'maxMsgNum\\':5}'"));
    assertThat(only().get("TriggerDesc").getAsString())
        .isEqualTo("{\"maxMsgNum\":5,\"offset\":\"latest\"}");
  }

  @Test
  void triggersAreListedInTheOrderThatIsAskedFor() throws Exception {
    for (String name : List.of("A", "B", "C")) {
      ok("CreateTrigger", trigger("timer", name, ",'TriggerDesc':'0 0 0 1 1 * *'"));
    }
    scf.close();
    Path file = store.resolve("functions/default/fn/function.json");
    JsonObject function = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    JsonArray triggers = function.getAsJsonObject("run").getAsJsonArray("triggers");
    for (int i = 0; i < 3; i++) {
      JsonObject trigger = triggers.get(i).getAsJsonObject();
      trigger.addProperty("added", "2026-01-0" + (i + 1) + " 00:00:00");
      trigger.addProperty("modified", "2026-01-0" + (9 - (i + 2) % 3) + " 00:00:00");
    }
    Files.writeString(file, function.toString());
    start(Duration.ofMillis(20));

    assertThat(listed("")).containsExactly("B", "C", "A");
    assertThat(listed(",'OrderBy':'mod_time','Order':'ASC'")).containsExactly("A", "C", "B");
    assertThat(listed(",'OrderBy':'add_time'")).containsExactly("C", "B", "A");
    assertThat(listed(",'OrderBy':'add_time','Order':'ASC','Offset':1,'Limit':1"))
        .containsExactly("B");
    assertThat(listed(",'Filters':[{'Name':'TriggerName','Values':['A','C']}]"))
        .containsExactly("C", "A");
  }

  private List<String> listed(String more) throws Exception {
    List<String> names = new ArrayList<>();
    ok("ListTriggers", "{'FunctionName':'fn'" + more + "}")
        .getAsJsonArray("Triggers")
        .forEach(one -> names.add(one.getAsJsonObject().get("TriggerName").getAsString()));
    return names;
  }

  @Test
  void theStatusIsChangedOnlyToAnotherOne() throws Exception {
    ok("CreateTrigger", trigger("timer", "T", ",'TriggerDesc':'0 0 9 * * * *'"));
    assertThat(code("UpdateTriggerStatus", trigger("timer", "T", ",'Enable':'OPEN'")))
        .isEqualTo("FailedOperation.UpdateTriggerStatus");
    ok("UpdateTriggerStatus", trigger("timer", "T", ",'Enable':'CLOSE'"));
    assertThat(only().get("Enable").toString()).isEqualTo("0");
    assertThat(code("UpdateTriggerStatus", trigger("timer", "T", "")))
        .isEqualTo("MissingParameter");
  }

  @Test
  void theQualifierIsPartOfWhatIsDeleted() throws Exception {
    ok(
        "CreateTrigger",
        trigger("timer", "T", ",'TriggerDesc':'0 0 9 * * * *','Qualifier':'$DEFAULT'"));
    JsonObject refused = client.call("DeleteTrigger", trigger("timer", "T", "").replace('\'', '"'));
    assertThat(CloudClient.code(refused)).isEqualTo("ResourceNotFound.Trigger");
    assertThat(refused.getAsJsonObject("Error").get("Message").getAsString())
        .contains("there is one for $DEFAULT, which Qualifier must name");
    ok("DeleteTrigger", trigger("timer", "T", ",'Qualifier':'$DEFAULT'"));
    assertThat(names("")).isEmpty();
  }

  @Test
  void aBucketsNotificationIsToldByItsDescription() throws Exception {
    String put = ",'TriggerDesc':'{\\'event\\':\\'cos:ObjectCreated:Put\\'}'";
    String delete = ",'TriggerDesc':'{\\'event\\':\\'cos:ObjectRemove:*\\'}'";
    ok("CreateTrigger", trigger("cos", COS, put));
    ok("CreateTrigger", trigger("cos", COS, delete));
    assertThat(code("DeleteTrigger", trigger("cos", COS, ""))).isEqualTo("MissingParameter");
    ok("DeleteTrigger", trigger("cos", COS, put.replace(":\\'cos", " : \\'cos")));
    assertThat(only().get("TriggerDesc").getAsString())
        .isEqualTo("{\"event\":\"cos:ObjectRemove:*\"}");
  }

  @Test
  void noTriggerIsMadeWhileTheFunctionChanges() throws Exception {
    scf.close();
    start(Duration.ofSeconds(30));
    ok("UpdateFunctionConfiguration", "{'FunctionName':'fn','Timeout':5}");
    assertThat(code("CreateTrigger", trigger("timer", "T", ",'TriggerDesc':'0 0 9 * * * *'")))
        .isEqualTo("FailedOperation.CreateTrigger");
    assertThat(names("")).isEmpty();
  }

  @Test
  void getFunctionShowsTriggersWhenAsked() throws Exception {
    ok("CreateTrigger", trigger("cmq", "topic", ""));
    assertThat(client.get("fn").getAsJsonArray("Triggers")).isEmpty();
    JsonArray shown =
        ok("GetFunction", "{'FunctionName':'fn','ShowTriggers':'TRUE'}").getAsJsonArray("Triggers");
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0)).isEqualTo(only());
  }

  @Test
  void triggersSurviveARestart() throws Exception {
    ok("CreateTrigger", trigger("timer", "T", ",'TriggerDesc':'* * * * * * *','Enable':'CLOSE'"));
    JsonObject before = only();
    scf.close();
    start(Duration.ofMillis(20));
    assertThat(only()).isEqualTo(before);
  }

  /** The event of an invocation that was not in the logs before. */
  private JsonObject nextEvent() throws Exception {
    while (true) {
      for (JsonElement entry :
          ok("GetFunctionLogs", "{'FunctionName':'fn'}").getAsJsonArray("Data")) {
        JsonObject invocation = entry.getAsJsonObject();
        if (seen.add(invocation.get("RequestId").getAsString())) {
          return JsonParser.parseString(invocation.get("RetMsg").getAsString()).getAsJsonObject();
        }
      }
      Thread.sleep(10);
    }
  }

  @Test
  void anOpenTimerFires() throws Exception {
    ok(
        "CreateTrigger",
        trigger(
            "timer",
            "EverySecond",
            ",'TriggerDesc':'* * * * * * *','CustomArgument':'{\\'a\\':1}',"
                + "'Qualifier':'$DEFAULT'"));
    JsonObject event = nextEvent();
    assertThat(event.get("Type").getAsString()).isEqualTo("Timer");
    assertThat(event.get("TriggerName").getAsString()).isEqualTo("EverySecond");
    assertThat(event.get("Message").getAsString()).isEqualTo("{\"a\":1}");
    assertThat(event.get("Time").getAsString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    ok("DeleteTrigger", trigger("timer", "EverySecond", ",'Qualifier':'$DEFAULT'"));
  }

  @Test
  void aTriggerCanBeFiredNow() throws Exception {
    ok(
        "CreateTrigger",
        trigger("timer", "Yearly", ",'TriggerDesc':'0 0 0 1 1 * *','CustomArgument':'x'"));
    JsonObject fired = ok("scf4j:FireTrigger", "{'FunctionName':'fn','TriggerName':'Yearly'}");
    assertThat(fired.get("FunctionRequestId").getAsString()).matches("[0-9a-f-]{36}");
    assertThat(nextEvent().get("Message").getAsString()).isEqualTo("x");

    ok(
        "scf4j:FireTrigger",
        "{'FunctionName':'fn','TriggerName':'Yearly','Parameters':{'message':'\\'quoted\\''}}");
    assertThat(nextEvent().get("Message").getAsString()).isEqualTo("\"quoted\"");
  }

  @Test
  void aFiredBucketSendsItsOwnNamesAndWhatItIsTold() throws Exception {
    ok(
        "CreateTrigger",
        trigger(
            "cos",
            COS,
            ",'Qualifier':'$DEFAULT','TriggerDesc':'{\\'event\\':\\'cos:ObjectRemove:*\\',"
                + "\\'filter\\':{\\'Prefix\\':\\'in/\\',\\'Suffix\\':\\'.jpg\\'}}'"));
    String fire = "{'FunctionName':'fn','TriggerName':'" + COS + "'%s}";
    ok("scf4j:FireTrigger", fire.formatted(""));
    JsonObject record = nextEvent().getAsJsonArray("Records").get(0).getAsJsonObject();
    JsonObject object = record.getAsJsonObject("cos").getAsJsonObject("cosObject");
    assertThat(object.get("key").getAsString()).isEqualTo("/1250000000/photos/in/example.jpg");
    assertThat(object.get("url").getAsString()).isEqualTo("http://" + COS + "/in/example.jpg");
    assertThat(record.getAsJsonObject("event").get("eventName").getAsString())
        .isEqualTo("cos:ObjectRemove:Delete");
    assertThat(record.getAsJsonObject("event").get("eventQueue").getAsString())
        .endsWith(":default.fn.$DEFAULT");

    ok("scf4j:FireTrigger", fire.formatted(",'Parameters':{'key':'in/1.jpg','size':5}"));
    object =
        nextEvent()
            .getAsJsonArray("Records")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("cos")
            .getAsJsonObject("cosObject");
    assertThat(object.get("key").getAsString()).isEqualTo("/1250000000/photos/in/1.jpg");
    assertThat(object.get("size").toString()).isEqualTo("5");
  }

  @Test
  void whatThePlatformWaitsForIsAnsweredWithTheResult() throws Exception {
    ok("CreateTrigger", trigger("ckafka", "ckafka-1-orders", ",'TriggerDesc':'{}'"));
    JsonObject result =
        ok(
                "scf4j:FireTrigger",
                "{'FunctionName':'fn','TriggerName':'ckafka-1-orders','Parameters':{'body':'b'}}")
            .getAsJsonObject("Result");
    assertThat(result.get("InvokeResult").getAsInt()).isZero();
    JsonObject event = JsonParser.parseString(result.get("RetMsg").getAsString()).getAsJsonObject();
    JsonObject message =
        event.getAsJsonArray("Records").get(0).getAsJsonObject().getAsJsonObject("Ckafka");
    assertThat(message.get("topic").getAsString()).isEqualTo("orders");
    assertThat(message.get("msgBody").getAsString()).isEqualTo("b");
  }

  @Test
  void eventsOfServicesThatBindThemselvesNeedNoTrigger() throws Exception {
    ok("scf4j:FireTrigger", "{'FunctionName':'fn','Type':'mps','Parameters':{'taskId':'7'}}");
    JsonObject event = nextEvent();
    assertThat(event.get("EventType").getAsString()).isEqualTo("WorkflowTask");
    assertThat(event.getAsJsonObject("WorkflowTaskEvent").get("TaskId").getAsString())
        .isEqualTo("7");
    ok("scf4j:FireTrigger", "{'FunctionName':'fn','Type':'mps','Event':'{\\'own\\':true}'}");
    assertThat(nextEvent().toString()).isEqualTo("{\"own\":true}");
  }

  @Test
  void firingSaysWhatIsWrong() throws Exception {
    assertThat(code("scf4j:FireTrigger", "{'FunctionName':'fn'}")).isEqualTo("MissingParameter");
    assertThat(code("scf4j:FireTrigger", "{'FunctionName':'fn','TriggerName':'x'}"))
        .isEqualTo("ResourceNotFound.Trigger");
    assertThat(code("scf4j:FireTrigger", "{'FunctionName':'fn','Type':'sqs'}"))
        .isEqualTo("InvalidParameterValue");
    assertThat(
            code("scf4j:FireTrigger", "{'FunctionName':'fn','Type':'mps','Parameters':{'x':''}}"))
        .isEqualTo("InvalidParameterValue");
    assertThat(code("scf4j:FireTrigger", "{'FunctionName':'fn','Type':'mps','Event':'{'}"))
        .isEqualTo("InvalidParameterValue.Param");
    String large = "{'FunctionName':'fn','Type':'%s','Event':'[" + "1,".repeat(70_000) + "1]'}";
    assertThat(code("scf4j:FireTrigger", large.formatted("mps")))
        .isEqualTo("InvalidParameter.RequestTooLarge");
    assertThat(code("scf4j:FireTrigger", large.formatted("ckafka"))).isEqualTo("ok");
    assertThat(code("scf4j:FireTrigger", "{'FunctionName':'no','Type':'mps'}"))
        .isEqualTo("ResourceNotFound.Function");
  }

  @Test
  void aPersonCanReadTriggersInTheStore() throws Exception {
    ok("CreateTrigger", trigger("timer", "EveryDay", ",'TriggerDesc':'0 0 9 * * * *'"));
    try (var files = Files.walk(store.resolve("functions"))) {
      Path file = files.filter(path -> path.endsWith("function.json")).findFirst().orElseThrow();
      assertThat(Files.readString(file)).contains("\"EveryDay\"").contains("0 0 9 * * * *");
    }
  }
}
