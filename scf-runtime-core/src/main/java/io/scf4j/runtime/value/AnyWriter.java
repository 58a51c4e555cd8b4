package io.scf4j.runtime.value;

import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Writes a result by what it is, for handlers whose declared type leaves that open. Only when the
 * JDK's types do not suffice is a JSON library looked for, and then it writes the whole result, so
 * that one document is written by one hand.
 */
final class AnyWriter implements ResultWriter {
  private final Values values;
  private final Type declared;

  AnyWriter(Values values, Type declared) {
    this.values = values;
    this.declared = declared;
  }

  @Override
  public byte[] write(Object result) throws Exception {
    Object value = result instanceof Optional ? ((Optional<?>) result).orElse(null) : result;
    if (value == null) {
      return Values.jsonNull();
    }
    if (value instanceof CharSequence) {
      return values.text().write(value);
    }
    if (Bytes.isBytes(value.getClass())) {
      return Bytes.of(value);
    }
    try {
      return MiniJson.write(value);
    } catch (NoJsonFormException forALibrary) {
      return values.codecs().forPartOf(value, forALibrary).write(value, declared);
    }
  }
}
