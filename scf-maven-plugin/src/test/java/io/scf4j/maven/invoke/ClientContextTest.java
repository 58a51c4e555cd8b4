package io.scf4j.maven.invoke;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.PlatformRules;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientContextTest {
  private static final InputStream NO_INPUT = InputStream.nullInputStream();
  private static final String QUOTE_IT =
      "\nQuote it for your shell, such as -Dscf.clientContext='{\"key1\":\"value\"}', or put it into"
          + " a file: -Dscf.clientContextFile=event.json.";

  @TempDir Path directory;

  @Test
  void isAnEmptyObjectWhenNothingIsGiven() {
    assertThat(of(null, null).json()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{ \"key1\" : \"grüß\" }", "[1,2]", "\"text\"", "1", "true", "null", " {} "})
  void isSentAsItWasGiven(String json) {
    assertThat(of(json, null).json()).isEqualTo(json);
  }

  @Test
  void comesFromAFileRelativeToTheProject() throws Exception {
    Files.writeString(directory.resolve("event.json"), "{\"key1\": \"grüß\"}\n");
    assertThat(of(null, "event.json").json()).isEqualTo("{\"key1\": \"grüß\"}\n");
  }

  @Test
  void comesFromStandardInput() {
    InputStream in = new ByteArrayInputStream("{\"key1\":1}".getBytes(UTF_8));
    assertThat(ClientContext.of(Optional.empty(), Optional.of("-"), directory, in).json())
        .isEqualTo("{\"key1\":1}");
  }

  @Test
  void comesFromOnePlaceOnly() {
    assertThatFailure(() -> of("{}", "event.json"))
        .hasMessage(
            """
            Both scf.clientContext and scf.clientContextFile are given.
            Give one of them.""");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {key1:value}     | Line 1, near column 3.
          {"key1":"value'} | Line 1, near column 17.
          {"key1":1} more  | Line 1, near column 13.
          {"key1":1} {}    | Line 1, near column 13.
          {"a":{"b":1,}}   | Line 1, near column 14.
          hello            | Line 1, near column 1.
          ``               | It is empty.
          """)
  void saysWhereItIsNotJson(String text, String where) {
    assertThatFailure(() -> of(text, null))
        .hasMessage(
            "The ClientContext (scf.clientContext) is not JSON: " + text + "\n" + where + QUOTE_IT);
  }

  @Test
  void showsTheBeginningOfALongTextOnly() {
    assertThatFailure(() -> of("x".repeat(100), null))
        .hasMessageContaining("is not JSON: " + "x".repeat(80) + "…\n");
  }

  @Test
  void namesTheFileThatIsNotJson() throws Exception {
    Path file = Files.writeString(directory.resolve("event.json"), "");
    assertThatFailure(() -> of(null, "event.json"))
        .hasMessageStartingWith("The ClientContext (" + file + ") is not JSON: \nIt is empty.\n");
  }

  @Test
  void namesTheFileThatIsNotThere() {
    assertThatFailure(() -> of(null, "absent.json"))
        .hasMessage(
            """
            scf.clientContextFile: cannot read %1$s.
            java.nio.file.NoSuchFileException: %1$s
            Give the path of a UTF-8 file with JSON, relative to the project, or - for standard \
            input.""",
            directory.resolve("absent.json"));
  }

  @Test
  void namesTheFileThatIsNotUtf8() throws Exception {
    Path file = directory.resolve("event.json");
    Files.write(file, "\"grüß\"".getBytes(StandardCharsets.ISO_8859_1));
    assertThatFailure(() -> of(null, "event.json"))
        .hasMessageStartingWith("scf.clientContextFile: " + file + " is not UTF-8.\n")
        .hasMessageEndingWith("\nSave it as UTF-8.");
  }

  @Test
  void hasAtMostSixMegabytes() {
    int most = PlatformRules.MAX_EVENT_BYTES;
    // Each of these letters has two bytes.
    String text = "ü".repeat((most - 2) / 2);
    assertThat(of('"' + text + '"', null).json()).hasSize(most / 2 + 1);
    assertThatFailure(() -> of('"' + text + "x\"", null))
        .hasMessage(
            """
            The ClientContext (scf.clientContext) has 6291457 bytes.
            A synchronous event has at most 6291456 bytes (6 MB); pass large data through COS and \
            send its key.""");
  }

  private ClientContext template(String name, Map<String, String> parameters) {
    return ClientContext.ofTemplate(
        name, parameters, directory, InstantSource.fixed(Instant.parse("2026-11-25T01:59:57Z")));
  }

  @Test
  void isATemplateWithParameters() {
    assertThat(
            template("cos-put", Map.of("bucket", "photos", "key", "a,\"b\".jpg", "size", "7"))
                .json())
        .contains(
            "\"name\":\"photos\"",
            "\"key\":\"/1250000000/photos/a,\\\"b\\\".jpg\"",
            "\"size\":7}",
            "\"eventTime\":1795571997,");
  }

  @Test
  void isATemplateThatIsAFileOfTheProject() throws Exception {
    Path events = Files.createDirectories(directory.resolve("src/test/scf-events"));
    Files.writeString(events.resolve("order.json"), "{\"item\":\"{{item=pen}}\"}");
    assertThat(template("order", Map.of()).json()).isEqualTo("{\"item\":\"pen\"}");
    assertThat(template("order", Map.of("item", "ink")).json()).isEqualTo("{\"item\":\"ink\"}");
  }

  @Test
  void saysWhichTemplatesAndParametersThereAre() {
    String places =
        "\nTemplates are the built-in ones and the files NAME.json in src/main/scf/events and"
            + " src/test/scf-events; a parameter is given with -Dscf.template.PARAMETER=VALUE.";
    assertThatFailure(() -> template("cos", Map.of()))
        .hasMessage(
            "There is no event template 'cos', but apigw, ckafka, clb, cls, cmq, cos-delete, cos-put,"
                + " hello, http, mps, timer."
                + places);
    assertThatFailure(() -> template("timer", Map.of("bucket", "b")))
        .hasMessageStartingWith("The event template timer has no parameter 'bucket', but ")
        .hasMessageEndingWith(places);
  }

  private ClientContext of(String inline, String file) {
    return ClientContext.of(
        Optional.ofNullable(inline), Optional.ofNullable(file), directory, NO_INPUT);
  }
}
