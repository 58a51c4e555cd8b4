package io.scf4j.runtime.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as others read and write it, over generated documents and a list of odd ones. */
class MiniJsonPropertyTest {
  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final String[] TEXTS = {
    "",
    "a",
    "中文",
    "😀",
    "\"",
    "\\",
    "/",
    "\b\f\n\r\t",
    "\u0000\u001f",
    "\u007f\u2028\u2029",
    "e\u0301",
  };

  private static Object value(Random random, int depth) {
    switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0:
        return null;
      case 1:
        return random.nextBoolean();
      case 2:
        return random.nextInt(4) == 0 ? random.nextLong() : (long) random.nextInt(100);
      case 3:
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isNaN(number) || Double.isInfinite(number) ? -0.0 : number;
      case 4:
      case 5:
        return text(random);
      case 6:
        List<Object> array = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        return array;
      default:
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          object.put(text(random), value(random, depth - 1));
        }
        return object;
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return text.toString();
  }

  private static void isSame(Object ours, JsonNode theirs, String label) {
    if (ours == null) {
      assertThat(theirs.isNull()).as(label).isTrue();
    } else if (ours instanceof Map) {
      Iterator<Map.Entry<String, JsonNode>> fields = theirs.properties().iterator();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) ours).entrySet()) {
        Map.Entry<String, JsonNode> field = fields.next();
        assertThat(field.getKey()).as(label).isEqualTo(entry.getKey());
        isSame(entry.getValue(), field.getValue(), label);
      }
      assertThat(fields.hasNext()).as(label).isFalse();
    } else if (ours instanceof List) {
      assertThat(theirs.isArray()).as(label).isTrue();
      assertThat(theirs.size()).as(label).isEqualTo(((List<?>) ours).size());
      for (int i = 0; i < theirs.size(); i++) {
        isSame(((List<?>) ours).get(i), theirs.get(i), label);
      }
    } else if (ours instanceof Number) {
      assertThat(theirs.isNumber()).as(label).isTrue();
      assertThat(new BigDecimal(ours.toString()))
          .as(label)
          .isEqualByComparingTo(theirs.decimalValue());
    } else {
      assertThat(theirs.asText()).as(label).isEqualTo(ours.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsWhatItWroteAndSoDoesJackson(long seed) throws Exception {
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      String label = "seed " + seed + " round " + round;
      Object value = value(random, 5);
      byte[] printed = MiniJson.write(value);

      assertThat(MiniJson.read(new String(printed, StandardCharsets.UTF_8)))
          .as(label)
          .isEqualTo(value);
      isSame(value, JACKSON.readTree(printed), label);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsWhatJacksonPrintsPrettilyOrWithEscapes(long seed) throws Exception {
    Random random = new Random(seed);
    ObjectMapper escaping =
        JsonMapper.builder()
            .enable(com.fasterxml.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    for (int round = 0; round < 1_000; round++) {
      Object value = value(random, 5);
      String pretty = JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);

      assertThat(MiniJson.read(pretty)).as("seed %d round %d", seed, round).isEqualTo(value);
      assertThat(MiniJson.read(escaping.writeValueAsString(value)))
          .as("seed %d round %d", seed, round)
          .isEqualTo(value);
    }
  }

  /** One character more, less or other: both accept the result, with the same value, or neither. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void acceptsDamagedDocumentsExactlyWhenJacksonDoes(long seed) throws Exception {
    Random random = new Random(seed);
    String telling = "{}[]:,\"\\ \n0123456789.-+eEtrufalsn\u0000/";
    for (int round = 0; round < 10_000; round++) {
      StringBuilder damaged =
          new StringBuilder(new String(MiniJson.write(value(random, 3)), StandardCharsets.UTF_8));
      int at = random.nextInt(damaged.length());
      char other = telling.charAt(random.nextInt(telling.length()));
      switch (random.nextInt(3)) {
        case 0 -> damaged.setCharAt(at, other);
        case 1 -> damaged.insert(at, other);
        default -> damaged.deleteCharAt(at);
      }
      String text = damaged.toString();
      if (text.isBlank()) {
        continue; // an empty event is null here, and no document there
      }
      String label = "seed " + seed + " round " + round + ": " + text;
      JsonNode theirs = null;
      try {
        theirs = JACKSON.readTree(text);
      } catch (com.fasterxml.jackson.core.JsonProcessingException | NumberFormatException refused) {
        assertThatThrownBy(() -> MiniJson.read(text)).as(label).isInstanceOf(ValueException.class);
      }
      if (theirs != null) {
        isSame(MiniJson.read(text), theirs, label);
      }
    }
  }

  /** Documents every parser must accept. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[ ]",
        "[[]   ]",
        "[\"\"]",
        "[false]",
        "[1\n]",
        "[1,null,null,null,2]",
        " [1]",
        "[2] ",
        "\t\r\n{ }\t",
        "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}",
        "{\"a\":\"b\",\"a\":\"c\"}",
        "{\"\":0}",
        "{\"foo\\u0000bar\": 42}",
        "{\"min\": -1.0e+28, \"max\": 1.0e+28}",
        "[123e65]",
        "[0e+1]",
        "[0e1]",
        "[-0]",
        "[-0.0]",
        "[-123]",
        "[1E22]",
        "[1E-2]",
        "[1E+2]",
        "[123.456789]",
        "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]",
        "[100000000000000000000000000000000000000]",
        "[\"\\u0060\\u012a\\u12AB\"]",
        "[\"\\uD801\\udc37\"]",
        "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
        "[\"\\\\u0000\"]",
        "[\"a/*b*/c/*d//e\"]",
        "[\"\\uFFFF\"]",
        "[\"\u2028\u2029\"]",
        "[\"\u007f\"]",
        "\"\"",
        "42",
        "-0.1",
        "null",
        "true",
        "\"asd\"",
      })
  void acceptsWhatIsJson(String text) throws Exception {
    isSame(MiniJson.read(text), JACKSON.readTree(text), text);
  }

  /** Documents every parser must refuse. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1 true]",
        "[\"\": 1]",
        "[\"\"],",
        "[,1]",
        "[1,,2]",
        "[\"x\",,]",
        "[\"x\"]]",
        "[\"\",]",
        "[\"x\"",
        "[x",
        "[3[4]]",
        "[1:2]",
        "[,]",
        "[-]",
        "[   , \"\"]",
        "[*]",
        "[1,\n1\n,1",
        "[fals]",
        "[nul]",
        "[tru]",
        "[++1234]",
        "[+1]",
        "[-01]",
        "[-1.0.]",
        "[-2.]",
        "[-NaN]",
        "[.-1]",
        "[.2e-3]",
        "[0.1.2]",
        "[0.3e+]",
        "[0.e1]",
        "[0E]",
        "[1.0e-]",
        "[1 000.0]",
        "[1eE2]",
        "[2.e3]",
        "[Infinity]",
        "[NaN]",
        "[0x1]",
        "[0x42]",
        "[- 1]",
        "[-012]",
        "[-.123]",
        "[1ea]",
        "[1e1\u00e5]",
        "[123\u00e5]",
        "[\uff11]",
        "[012]",
        "{\"x\", null}",
        "{\"x\"::\"b\"}",
        "{\"a\":\"a\" 123}",
        "{key: 'value'}",
        "{\"a\" b}",
        "{:\"b\"}",
        "{\"a\" \"b\"}",
        "{\"a\":",
        "{\"a\"",
        "{1:1}",
        "{null:null}",
        "{\"id\":0,}",
        "{'a':0}",
        "{\"id\":0,,}",
        "{\"a\":\"b\"}/**/",
        "{\"a\":\"b\"}//",
        "{\"a\":\"b\"}#",
        "{\"a\":\"b\",,\"c\":\"d\"}",
        "{a: \"b\"}",
        "{\"a\":\"a",
        "{ \"foo\" : \"bar\", \"a\" }",
        "{\"a\":\"b\"}#{}",
        "[\"\\uD800\\\"]",
        "[\"\\u00A\"]",
        "[\"\\x00\"]",
        "[\"\\\\\\\"]",
        "[\"\\\t\"]",
        "[\"\\a\"]",
        "[\"\\uqqqq\"]",
        "[\"\\\u00e5\"]",
        "[\\u0020\"asd\"]",
        "[\\n]",
        "\"",
        "['single quote']",
        "abc",
        "[\"\\",
        "[\"a\u0000a\"]",
        "[\"new\nline\"]",
        "[\"\t\"]",
        "\"\\UA66D\"",
        "<.>",
        "[<null>]",
        "[1]x",
        "[\"asd]",
        "a\u00e5",
        "[True]",
        "1]",
        "{\"x\": true,",
        "[][]",
        "]",
        "\ufeff{\"a\":\ufeff1}",
        "{]",
        "[\f1]",
        "[\u00a0]",
        "\u2060[]",
        "*",
        "{\"a\":\"b\"}#",
        "[\u000b1]",
        "'",
        "{[",
        "[\"a\",\n4\n,1,",
        "{\"a\": true} \"x\"",
      })
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> MiniJson.read(text)).isInstanceOf(ValueException.class);
  }
}
