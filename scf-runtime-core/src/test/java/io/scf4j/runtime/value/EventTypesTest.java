package io.scf4j.runtime.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.runtime.fake.LoaderWithout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events that break type conversions, for every type a handler can take without a library. */
class EventTypesTest {
  private static final Values VALUES = new Values(LoaderWithout.jsonLibraries());

  private static final List<Class<?>> TYPES =
      List.of(
          String.class,
          int.class,
          Integer.class,
          long.class,
          double.class,
          boolean.class,
          char.class,
          Map.class,
          List.class,
          Object.class);

  /** In the order above; a dash stands for a refusal, null for null. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      nullValues = "null!",
      value = {
        "``|``|-|null|-|-|-|-|null|null|null",
        "null|null|-|null|-|-|-|-|null|null|null",
        "\"\"|``|-|-|-|-|-|-|-|-|``",
        "\" \"| |-|-|-|-|-| |-|-| ",
        "\"x\"|x|-|-|-|-|-|x|-|-|x",
        "\"7\"|7|7|7|7|7.0|-|7|-|-|7",
        "\"true\"|true|-|-|-|-|true|-|-|-|true",
        "[]|[]|-|-|-|-|-|-|-|[]|[]",
        "{}|{}|-|-|-|-|-|-|{}|-|{}",
        "0|0|0|0|0|0.0|-|-|-|-|0",
        "true|true|-|-|-|-|true|-|-|-|true",
        "1e400|1e400|-|-|-|-|-|-|-|-|1E+400",
        "-0.0|-0.0|0|0|0|-0.0|-|-|-|-|-0.0",
        "1.0|1.0|1|1|1|1.0|-|-|-|-|1.0",
        "1.5|1.5|-|-|-|1.5|-|-|-|-|1.5",
        "9007199254740993|9007199254740993|-|-|9007199254740993|9.007199254740992E15|-|-|-|-|9007199254740993",
        "9223372036854775808|9223372036854775808|-|-|-|9.223372036854776E18|-|-|-|-|9223372036854775808",
        "2147483647|2147483647|2147483647|2147483647|2147483647|2.147483647E9|-|-|-|-|2147483647",
        "not json|not json|-|-|-|-|-|-|-|-|-",
      })
  void readsOrRefusesEachEventAsEachType(
      String event,
      String asString,
      String asInt,
      String asInteger,
      String asLong,
      String asDouble,
      String asBoolean,
      String asChar,
      String asMap,
      String asList,
      String asObject)
      throws Exception {
    String[] expected = {
      asString, asInt, asInteger, asLong, asDouble, asBoolean, asChar, asMap, asList, asObject
    };
    byte[] body = event.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < expected.length; i++) {
      Class<?> type = TYPES.get(i);
      String label = event + " as " + type.getSimpleName();
      if (expected[i].equals("-")) {
        assertThatThrownBy(() -> VALUES.reader(type).read(body))
            .as(label)
            .isInstanceOf(ValueException.class);
      } else {
        assertThat(String.valueOf(VALUES.reader(type).read(body))).as(label).isEqualTo(expected[i]);
      }
    }
  }
}
