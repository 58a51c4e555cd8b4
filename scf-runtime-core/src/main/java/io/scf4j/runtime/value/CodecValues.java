package io.scf4j.runtime.value;

import io.scf4j.runtime.EventCodec;
import java.lang.reflect.Type;
import java.util.Optional;

/** Events and results of one type through a codec, which never sees what is empty or null. */
final class CodecValues implements EventReader, ResultWriter {
  private final EventCodec codec;
  private final Type type;

  CodecValues(EventCodec codec, Type type) {
    this.codec = codec;
    this.type = type;
  }

  @Override
  public Object read(byte[] event) throws Exception {
    return event.length == 0 ? null : codec.read(event, type);
  }

  @Override
  public byte[] write(Object result) throws Exception {
    Object value = result instanceof Optional ? ((Optional<?>) result).orElse(null) : result;
    return value == null ? Values.jsonNull() : codec.write(value, type);
  }
}
