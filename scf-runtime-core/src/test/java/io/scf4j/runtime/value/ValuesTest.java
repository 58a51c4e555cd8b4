package io.scf4j.runtime.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events and results without a JSON library. */
class ValuesTest {

  private static Object read(String event, Class<?> type) {
    return Values.read(event.getBytes(StandardCharsets.UTF_8), type);
  }

  private static String write(Object result) {
    return new String(Values.write(result), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "``|``",
        "plain|plain",
        "\"Tencent Cloud\"|Tencent Cloud",
        " \"a\\u4e2d\\ud83d\\ude00\" |a中😀",
        "\"a\" \"b\"|\"a\" \"b\"",
        "\"open|\"open",
        "\"|\"",
        "{\"a\":\"b\"}|{\"a\":\"b\"}",
        "null|null",
      })
  void readsTextOrTheValueOfOneStringLiteral(String event, String value) {
    assertThat(read(event, String.class)).isEqualTo(value);
  }

  @Test
  void readsBytesExactly() throws Exception {
    byte[] bytes = {0, -1, (byte) 0xC3};

    assertThat(Values.read(bytes, byte[].class)).isSameAs(bytes);
    assertThat(((InputStream) Values.read(bytes, InputStream.class)).readAllBytes())
        .isEqualTo(bytes);
    assertThat(Values.read(bytes, String.class)).isEqualTo("\u0000\uFFFD\uFFFD");
  }

  @Test
  void readsNumbersWithoutLosingDigits() {
    assertThat(read("9007199254740993", Object.class)).isEqualTo(9007199254740993L);
    assertThat(read("9223372036854775808", Object.class))
        .isEqualTo(new BigDecimal("9223372036854775808"));
    assertThat(read("1e400", Object.class)).isEqualTo(new BigDecimal("1e400"));
    assertThat(read("-0.0", Object.class)).isEqualTo(-0.0);
    assertThat(read("0.1", Object.class)).isEqualTo(0.1);
    assertThat(read("0.123456789012345678901", Object.class))
        .isEqualTo(new BigDecimal("0.123456789012345678901"));
  }

  @Test
  void readsScalars() {
    assertThat(read("7", int.class)).isEqualTo(7);
    assertThat(read("\"7\"", Integer.class)).isEqualTo(7);
    assertThat(read("7.0", long.class)).isEqualTo(7L);
    assertThat(read("7", double.class)).isEqualTo(7.0);
    assertThat(read("1.5", float.class)).isEqualTo(1.5f);
    assertThat(read("true", boolean.class)).isEqualTo(true);
    assertThat(read("\"x\"", char.class)).isEqualTo('x');
    assertThat(read("-128", byte.class)).isEqualTo((byte) -128);
    assertThat(read("32767", Short.class)).isEqualTo((short) 32767);
    assertThat(read("null", Integer.class)).isNull();
    assertThat(read("", Boolean.class)).isNull();
  }

  @Test
  void refusesScalarsThatDoNotFit() {
    assertThatThrownBy(() -> read("2147483648", int.class))
        .hasMessage("The handler takes int, which 2147483648 is not");
    assertThatThrownBy(() -> read("1.5", long.class)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> read("1e400", double.class)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> read("1e999999999", int.class)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> read("{}", int.class))
        .hasMessage("The handler takes int, which {} is not");
    assertThatThrownBy(() -> read("\"yes\"", boolean.class)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> read("", int.class))
        .hasMessage("The handler takes int, but the event is empty or null");
  }

  @Test
  void readsContainers() {
    assertThat(read(" {\"a\" : {\"b\":[ ]} } ", Map.class))
        .isEqualTo(Map.of("a", Map.of("b", List.of())));
    assertThat(read("\uFEFF[1,2]", List.class)).isEqualTo(List.of(1L, 2L));
    assertThat(read("", Map.class)).isNull();
    assertThat(read("null", List.class)).isNull();
    assertThatThrownBy(() -> read("[1]", Map.class))
        .hasMessage("The handler takes a Map, but the event is a JSON array: [1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,}     | Not JSON: expected a key in quotes at character 8, but found }",
        "[1 2]          | Not JSON: expected ',' at character 4, but found 2]",
        "{\"a\" 1}      | Not JSON: expected ':' at character 6, but found 1}",
        "tru            | Not JSON: expected a value at character 1, but found tru",
        "1 2            | Not JSON: expected nothing after the end of the document at character 3",
        "[1             | Not JSON: expected ',' at character 3, but the text ends",
        "\"\\x\"        | Not JSON: expected an escape at character 3",
        "\"\\u12g4\"    | Not JSON: expected four hexadecimal digits",
        "\"a            | Not JSON: expected the closing quote",
        "01             | Not JSON: expected a number without leading zeros",
        "1.             | Not JSON: expected a digit",
        "-              | Not JSON: expected a value",
        "1e             | Not JSON: expected a digit",
        "NaN            | Not JSON: expected a value",
      })
  void saysWhereAnEventIsNotJson(String event, String message) {
    assertThatThrownBy(() -> read(event, Object.class))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesControlCharactersWithinStrings() {
    assertThatThrownBy(() -> read("[\"a\nb\"]", Object.class)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> read("[\"a\u0000\"]", Object.class))
        .isInstanceOf(ValueException.class);
  }

  @Test
  void refusesBottomlessNestingBothWays() {
    assertThatThrownBy(() -> read("[".repeat(100_000), Object.class))
        .hasMessageContaining("nested deeper than 512");
    List<Object> circle = new java.util.ArrayList<>();
    circle.add(circle);
    assertThatThrownBy(() -> write(circle)).hasMessageContaining("or contains itself");
  }

  @Test
  void writesResults() {
    assertThat(write("{raw \"text\"}")).isEqualTo("{raw \"text\"}");
    assertThat(write(java.nio.CharBuffer.wrap("中"))).isEqualTo("中");
    assertThat(write(null)).isEqualTo("null");
    assertThat(write(new Object[] {1, 'x', true, null, 1.5})).isEqualTo("[1,\"x\",true,null,1.5]");
    assertThat(write(new int[] {})).isEqualTo("[]");
    assertThat(write(Map.of(1, List.of("a", Map.of())))).isEqualTo("{\"1\":[\"a\",{}]}");
    assertThat(write(List.of("\"\\\n\r\t\u0001😀\ud800")))
        .isEqualTo("[\"\\\"\\\\\\n\\r\\t\\u0001😀\\ud800\"]");
    assertThatThrownBy(() -> write(Double.NaN)).hasMessageContaining("NaN");
    byte[] bytes = {0, 1};
    assertThat(Values.write(bytes)).isSameAs(bytes);
  }

  @Test
  void readsWhatItWrites() {
    Object value =
        read("{\"a\":[1,-2.5,\"x\\\\y\",true,false,null,{\"\":\"\\u0000\"}]}", Object.class);

    assertThat(MiniJson.read(write(value))).isEqualTo(value);
  }
}
