package io.scf4j.maven.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample events: complete, filled, and safe against what they are filled with. */
class EventTemplatesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-25T02:00:00.123456Z"));
  private static final String HOSTILE = "a\"},{\"b\\\n</script>{{size}}\u2028";

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
    byte[] zipped = Base64.getDecoder().decode(data);
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"topic_id\":\"00000000-0000-0000-0000-000000000000\",\"topic_name\":"
                  + "\"example-topic\",\"records\":[{\"timestamp\":\"1795572000123456\","
                  + "\"content\":\"line \\\"1\\\"\"}]}");
    }
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
