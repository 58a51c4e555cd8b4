package io.scf4j.runtime.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.runtime.fake.LoaderWithout;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events and results without a JSON library. */
class ValuesTest {

  private static final Values VALUES = new Values(LoaderWithout.jsonLibraries());

  private static Object read(String event, Type type) {
    return read(event.getBytes(StandardCharsets.UTF_8), type);
  }

  private static Object read(byte[] event, Type type) {
    try {
      return VALUES.reader(type).read(event);
    } catch (RuntimeException wrong) {
      throw wrong;
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static byte[] bytesOf(Object result) {
    try {
      return VALUES.writer(Object.class).write(result);
    } catch (RuntimeException wrong) {
      throw wrong;
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static String write(Object result) {
    return new String(bytesOf(result), StandardCharsets.UTF_8);
  }

  @Test
  void rehearsesWithTextThatComesBack() {
    byte[] text = "中 ".getBytes(StandardCharsets.UTF_8);

    assertThat(Values.rehearse(text)).isEqualTo(text);
  }

  /** The type of a field below, with its arguments. */
  private static Type typeOf(String field) {
    try {
      return Types.class.getDeclaredField(field).getGenericType();
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unused")
  private static final class Types {
    Map<String, Integer> integers;
    Map<String, String> strings;
    Map<String, List<Color>> colors;
    List<? extends Number> numbers;
    Set<Long> set;
    Collection<BigDecimal> decimals;
    int[][] matrix;
    List<String>[] lists;
    Map<Integer, String> numberedKeys;
    Map<String, byte[]> bytes;
    Map<String, ValuesTest> beans;
    Optional<List<Integer>> optional;
  }

  enum Color {
    RED,
    GREEN
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

    assertThat(read(bytes, byte[].class)).isSameAs(bytes);
    assertThat(((InputStream) read(bytes, InputStream.class)).readAllBytes()).isEqualTo(bytes);
    assertThat(read(bytes, String.class)).isEqualTo("\u0000\uFFFD\uFFFD");
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
        .hasMessage("The handler takes Map, but the event has a JSON array there: [1]");
  }

  @Test
  void readsTypeArgumentsToo() {
    assertThat(read("{\"a\":1,\"b\":\"2\"}", typeOf("integers"))).isEqualTo(Map.of("a", 1, "b", 2));
    assertThat(read("{\"a\":1,\"b\":\"x\",\"c\":true}", typeOf("strings")))
        .isEqualTo(Map.of("a", "1", "b", "x", "c", "true"));
    assertThat(read("{\"a\":[\"RED\"]}", typeOf("colors")))
        .isEqualTo(Map.of("a", List.of(Color.RED)));
    assertThat(read("[1, 1.5]", typeOf("numbers"))).isEqualTo(List.of(1L, 1.5));
    assertThat(read("[2, 1, 2]", typeOf("set"))).isEqualTo(new LinkedHashSet<>(List.of(2L, 1L)));
    assertThat(read("[0.1]", typeOf("decimals"))).isEqualTo(List.of(new BigDecimal("0.1")));
    assertThat(read("[[1,2],[]]", typeOf("matrix"))).isEqualTo(new int[][] {{1, 2}, {}});
    assertThat(read("[[1],null]", typeOf("lists"))).isEqualTo(new List<?>[] {List.of("1"), null});
  }

  @Test
  void saysWhichValueWithinAnEventIsWrong() {
    assertThatThrownBy(() -> read("{\"a\":[\"BLUE\"]}", typeOf("colors")))
        .hasMessage("The handler takes Color (RED, GREEN), which BLUE is not");
    assertThatThrownBy(() -> read("{\"a\":{}}", typeOf("strings")))
        .hasMessage("The handler takes String, but the event has a JSON object there: {}");
    assertThatThrownBy(() -> read("[1,null]", int[].class))
        .hasMessage("The handler takes int, but the event is empty or null");
  }

  @Test
  void refusesTypesThatNeedALibraryAndSaysWhichWouldDo() {
    for (String field : List.of("numberedKeys", "bytes", "beans")) {
      assertThatThrownBy(() -> VALUES.reader(typeOf(field)))
          .hasMessage(
              "To read it from JSON add jackson-databind (2 or 3) or gson to the function's"
                  + " dependencies, provide an io.scf4j.runtime.EventCodec, or take String, byte[],"
                  + " InputStream or Map instead.");
    }
    assertThatThrownBy(() -> VALUES.writer(typeOf("beans")))
        .hasMessageStartingWith("To write it as JSON add jackson-databind");
    assertThatThrownBy(() -> VALUES.writer(Stream.class))
        .hasMessage("A stream is no value. Use a List instead.");
  }

  @Test
  void readsBigNumbersAndEnums() {
    assertThat(read("1e-400", BigDecimal.class)).isEqualTo(new BigDecimal("1e-400"));
    assertThat(read("123456789012345678901234567890", BigInteger.class))
        .isEqualTo(new BigInteger("123456789012345678901234567890"));
    assertThatThrownBy(() -> read("1e1000000000", BigInteger.class))
        .isInstanceOf(ValueException.class);
    assertThat(read("\"GREEN\"", Color.class)).isEqualTo(Color.GREEN);
    assertThat(read("", Color.class)).isNull();
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
    assertThat(bytesOf(bytes)).isSameAs(bytes);
  }

  @Test
  void writesWhatIsBytesExactlyAndWhatIsEmptyAsNull() {
    byte[] bytes = {0, -1};
    assertThat(bytesOf(ByteBuffer.wrap(new byte[] {9, 0, -1}, 1, 2))).isEqualTo(bytes);
    assertThat(bytesOf(new ByteArrayInputStream(bytes))).isEqualTo(bytes);
    assertThat(write(Optional.of("text"))).isEqualTo("text");
    assertThat(write(Optional.empty())).isEqualTo("null");
    assertThat(write(Color.RED)).isEqualTo("\"RED\"");
    assertThat(write(List.of(1, 2).iterator())).isEqualTo("[1,2]");
  }

  @Test
  void saysWhatWithinAResultHasNoJsonForm() {
    assertThatThrownBy(() -> write(Map.of("at", List.of(LocalDate.EPOCH))))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith(
            "There is no JSON form for java.time.LocalDate, which is in the"
                + " java.util.ImmutableCollections$Map1 that was returned. To write it add"
                + " jackson-databind");
  }

  @Test
  void writesAnEmptyOptionalOfADeclaredTypeAsNull() throws Exception {
    assertThat(VALUES.writer(typeOf("optional")).write(Optional.empty()))
        .asString()
        .isEqualTo("null");
    assertThat(VALUES.writer(typeOf("optional")).write(Optional.of(List.of(1))))
        .asString()
        .isEqualTo("[1]");
  }

  @Test
  void readsWhatItWrites() {
    Object value =
        read("{\"a\":[1,-2.5,\"x\\\\y\",true,false,null,{\"\":\"\\u0000\"}]}", Object.class);

    assertThat(MiniJson.read(write(value))).isEqualTo(value);
  }
}
