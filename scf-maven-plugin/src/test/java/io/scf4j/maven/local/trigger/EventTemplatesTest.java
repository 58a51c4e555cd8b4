package io.scf4j.maven.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample events: complete, filled, and safe against what they are filled with. */
class EventTemplatesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-25T02:00:00.123456Z"));
  private static final String HOSTILE = "a\"},{\"b\\\n</script>{{size}}\u2028";

  private static final Map<String, String> OBJECT =
      Map.of(
          "bucket", "testbucket",
          "appId", "1253970026",
          "region", "cd",
          "key", "testfile",
          "eventTime", "1545205770",
          "function", "printevent",
          "qualifier", "$LATEST");

  private final EventTemplates templates = EventTemplates.builtIn(CLOCK);

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Test
  void thereIsOneForEveryKindOfTrigger() {
    assertThat(templates.names())
        .containsExactly(
            "apigw",
            "ckafka",
            "clb",
            "cls",
            "cmq",
            "cos-delete",
            "cos-put",
            "hello",
            "http",
            "mps",
            "timer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apigw",
        "ckafka",
        "clb",
        "cls",
        "cmq",
        "cos-delete",
        "cos-put",
        "hello",
        "http",
        "mps",
        "timer"
      })
  void leavesNoGapOpenAndTakesWhatItSaysItTakes(String name) {
    String event = templates.render(name, Map.of());
    assertThat(event).doesNotContain("{{").doesNotContain("@now").doesNotContain("@seconds");
    assertThat(templates.render(name, templates.get(name).parameters())).isEqualTo(event);
  }

  /**
   * An event as the platform documents it.
   *
   * @param parameters with which the template becomes the document's own example
   */
  private record Documented(String template, Map<String, String> parameters, String event) {
    @Override
    public String toString() {
      return template;
    }
  }

  /** Types, names and their order: a function may print what it gets. */
  static List<Documented> documented() {
    return List.of(
        new Documented("hello", Map.of(), "{'key1':'test value 1','key2':'test value 2'}"),
        new Documented(
            "timer",
            Map.of("time", "2019-02-21T11:49:00Z", "message", "user define msg"),
            """
            {'Type':'Timer','TriggerName':'EveryDay','Time':'2019-02-21T11:49:00Z',
             'Message':'user define msg'}"""),
        new Documented("cos-put", OBJECT, cosEvent("cos:ObjectCreated:Put")),
        new Documented("cos-delete", OBJECT, cosEvent("cos:ObjectRemove:Delete")),
        new Documented(
            "ckafka",
            Map.of("topic", "test-topic"),
            """
            {'Records':[{'Ckafka':{'topic':'test-topic','partition':1,'offset':36,'msgKey':'None',
             'msgBody':'Hello from Ckafka'}}]}"""),
        new Documented(
            "cmq",
            Map.of(
                "topicOwner", "120xxxxx",
                "topic", "testtopic",
                "subscription", "xxxxxx",
                "publishTime", "1970-01-01T00:00:00.000Z",
                "body", "Hello from CMQ!"),
            """
            {'Records':[{'CMQ':{'type':'topic','topicOwner':'120xxxxx','topicName':'testtopic',
             'subscriptionName':'xxxxxx','publishTime':'1970-01-01T00:00:00.000Z',
             'msgId':'123345346','requestId':'123345346','msgBody':'Hello from CMQ!',
             'msgTag':'tag1,tag2'}}]}"""),
        new Documented(
            "cls", // its data unpacked
            Map.of("topicId", "xxxx-xx-xx-xx", "timestamp", "1605578090000000", "content", "text"),
            """
            {'clslogs':{'data':{'topic_id':'xxxx-xx-xx-xx','topic_name':'example-topic',
             'records':[{'timestamp':'1605578090000000','content':'text'}]}}}"""),
        new Documented(
            "mps",
            Map.of("taskId", "1"),
            """
            {'EventType':'WorkflowTask','WorkflowTaskEvent':{'TaskId':'1','Status':'FINISH',
             'ErrCode':0,'Message':'','InputInfo':{'Type':'COS','CosInputInfo':
             {'Bucket':'example-1250000000','Region':'ap-guangzhou','Object':'/videos/example.mp4'}},
             'MetaData':null,'MediaProcessResultSet':[]}}"""),
        new Documented(
            "clb",
            Map.of("time", "1591692977.774"),
            """
            {'headers':{'Content-Type':'application/json','Host':'example.com',
             'User-Agent':'example','X-Stgw-Time':'1591692977.774','X-Client-Proto':'http',
             'X-Forwarded-Proto':'http','X-Client-Proto-Ver':'HTTP/1.1','X-Real-IP':'127.0.0.1',
             'X-Forwarded-For':'127.0.0.1'},'payload':{'key':'test value'},
             'isBase64Encoded':'false'}"""),
        new Documented(
            "apigw",
            Map.of("method", "GET", "body", "", "requestId", "b8b6", "qualifier", "$LATEST"),
            """
            {'body':'','headerParameters':{},'headers':{'accept':'*/*','content-type':'text/plain',
             'host':'service-xxxxx-1250000000.gz.apigw.tencentcs.com','user-agent':'example',
             'x-anonymous-consumer':'true','x-api-requestid':'b8b6','x-api-scheme':'http',
             'x-b3-traceid':'b8b6','x-qualifier':'$LATEST'},'httpMethod':'GET','path':'/',
             'pathParameters':{},'queryString':{},'queryStringParameters':{},'requestContext':
             {'httpMethod':'GET','identity':{},'path':'/','requestId':'b8b6',
             'serviceId':'service-xxxxx','sourceIp':'127.0.0.1','stage':'release'},
             'stageVariables':{'stage':'release'}}"""),
        new Documented(
            "http",
            Map.of("method", "GET", "body", ""),
            """
            {'body':'','headers':{'accept':'*/*','content-type':'text/plain',
             'host':'1250000000-example.ap-guangzhou.tencentscf.com','user-agent':'example',
             'x-scf-remote-addr':'127.0.0.1'},'httpMethod':'GET','path':'/','queryString':{}}"""));
  }

  private static String cosEvent(String name) {
    return """
        {'Records':[{'cos':{'cosSchemaVersion':'1.0','cosObject':
         {'url':'http://testbucket-1253970026.cos.cd.myqcloud.com/testfile',
         'meta':{'x-cos-request-id':'NWMxOWY4MGFfMjViMjU4NjRfMTUyMV8yNzhhZjM=',
         'Content-Type':'text/plain'},'vid':'','key':'/1253970026/testbucket/testfile',
         'size':1029},'cosBucket':{'region':'cd','name':'testbucket','appid':'1253970026'},
         'cosNotificationId':'unkown'},'event':{'eventName':'%s','eventVersion':'1.0',
         'eventTime':1545205770,'eventSource':'qcs::cos','requestParameters':
         {'requestSourceIP':'127.0.0.1','requestHeaders':{'Authorization':''}},
         'eventQueue':'qcs:0:lambda:cd:appid/1253970026:default.printevent.$LATEST',
         'reservedInfo':'','reqid':179398952}}]}"""
        .formatted(name);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documented")
  void eachIsTheDocumentedEvent(Documented documented) throws Exception {
    JsonObject event = json(templates.render(documented.template(), documented.parameters()));
    if (event.get("clslogs") instanceof JsonObject logs) {
      logs.add("data", json(unpacked(logs.get("data").getAsString())));
    }
    assertThat(event).hasToString(json(documented.event()).toString());
  }

  @Test
  void everyOneIsCompared() {
    assertThat(documented().stream().map(Documented::template))
        .containsExactlyInAnyOrderElementsOf(templates.names());
  }

  private static String unpacked(String data) throws IOException {
    byte[] zipped = Base64.getDecoder().decode(data);
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theTimerSaysWhenAndWhat() {
    assertThat(templates.render("timer", Map.of("triggerName", "EveryDay", "message", "hi")))
        .isEqualTo(
            "{\"Type\":\"Timer\",\"TriggerName\":\"EveryDay\",\"Time\":\"2026-11-25T02:00:00Z\","
                + "\"Message\":\"hi\"}");
  }

  @Test
  void aNameFillsEveryGapOfItsName() {
    JsonObject record =
        json(templates.render("cos-put", Map.of("bucket", "photos", "key", "a/b.jpg", "size", "7")))
            .getAsJsonArray("Records")
            .get(0)
            .getAsJsonObject();
    JsonObject object = record.getAsJsonObject("cos").getAsJsonObject("cosObject");
    assertThat(object.get("url").getAsString())
        .isEqualTo("http://photos-1250000000.cos.ap-guangzhou.myqcloud.com/a/b.jpg");
    assertThat(object.get("key").getAsString()).isEqualTo("/1250000000/photos/a/b.jpg");
    assertThat(object.get("size").toString()).isEqualTo("7");
    JsonObject event = record.getAsJsonObject("event");
    assertThat(event.get("eventName").getAsString()).isEqualTo("cos:ObjectCreated:Put");
    assertThat(event.get("eventTime").toString()).isEqualTo("1795572000");
    assertThat(event.get("eventQueue").getAsString())
        .isEqualTo("qcs:0:lambda:ap-guangzhou:appid/1250000000:default.hello.$DEFAULT");
  }

  @Test
  void noValueBreaksOutOfItsText() {
    JsonObject record =
        json(templates.render("ckafka", Map.of("body", HOSTILE)))
            .getAsJsonArray("Records")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("Ckafka");
    assertThat(record.get("msgBody").getAsString()).isEqualTo(HOSTILE);
    assertThat(record.keySet())
        .containsExactly("topic", "partition", "offset", "msgKey", "msgBody");
  }

  @Test
  void logsAreCompressed() throws Exception {
    String data =
        json(templates.render("cls", Map.of("content", "line \"1\"")))
            .getAsJsonObject("clslogs")
            .get("data")
            .getAsString();
    assertThat(unpacked(data))
        .isEqualTo(
            "{\"topic_id\":\"00000000-0000-0000-0000-000000000000\",\"topic_name\":"
                + "\"example-topic\",\"records\":[{\"timestamp\":\"1795572000123456\","
                + "\"content\":\"line \\\"1\\\"\"}]}");
  }

  @Test
  void saysWhichNamesThereAre() {
    assertThatThrownBy(() -> templates.render("timr", Map.of()))
        .hasMessageStartingWith("There is no event template 'timr', but apigw, ckafka, ");
    assertThatThrownBy(() -> templates.render("timer", Map.of("name", "x")))
        .hasMessage(
            "The event template timer has no parameter 'name', but message, time, triggerName.");
    assertThatThrownBy(() -> templates.render("cos-put", Map.of("size", "big")))
        .hasMessage("The parameter size of the event template cos-put is 'big'; it is a number.");
  }

  @Test
  void aProjectHasItsOwn(@TempDir Path project) throws Exception {
    Path main = Files.createDirectories(project.resolve("src/main/scf/events"));
    Path test = Files.createDirectories(project.resolve("src/test/scf-events"));
    Files.writeString(main.resolve("order.json"), "{\"id\":\"{{id:number=7}}\",\"by\":null}");
    Files.writeString(main.resolve("notes.txt"), "not an event");
    Files.writeString(test.resolve("timer.json"), "[\"ours {{a=1}}{{b}}\"]");

    EventTemplates own = EventTemplates.ofProject(CLOCK, project);

    assertThat(own.names()).contains("order", "timer", "hello").doesNotContain("notes");
    assertThat(own.render("order", Map.of("id", "12.5"))).isEqualTo("{\"id\":12.5,\"by\":null}");
    assertThat(own.render("timer", Map.of("b", "2"))).isEqualTo("[\"ours 12\"]");
    assertThat(own.get("timer").parameters()).isEqualTo(Map.of("a", "1", "b", ""));

    Files.writeString(test.resolve("broken.json"), "{");
    assertThatThrownBy(() -> EventTemplates.ofProject(CLOCK, project))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The event template broken is not JSON");
  }
}
