package io.scf4j.runtime.value;

import io.scf4j.runtime.EventCodec;
import java.io.FileInputStream;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Events and results of one type through a codec, which never sees what is empty or null.
 *
 * <p>A JSON library does most of its work for a type with the first value, on JDK 25 for 50 ms and
 * more; with a sample in the package that is done before the function is ready.
 */
final class CodecValues implements EventReader, ResultWriter {
  /** The file with a sample event; without it nothing is read. */
  static final String SAMPLE = "scf4j.sample";

  private final EventCodec codec;
  private final Type type;

  CodecValues(EventCodec codec, Type type) {
    this.codec = codec;
    this.type = type;
  }

  /** Reads the sample event of the package, if it has one. The handler is not called. */
  CodecValues prime() {
    String sample = System.getProperty(SAMPLE);
    if (sample != null) {
      try (InputStream in = new FileInputStream(sample)) {
        read(in.readAllBytes());
      } catch (Exception | LinkageError unfit) {
        // A sample is no event: what is wrong with it is nobody's error.
      }
    }
    return this;
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
