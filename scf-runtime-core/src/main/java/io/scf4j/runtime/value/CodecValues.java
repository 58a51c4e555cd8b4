package io.scf4j.runtime.value;

import io.scf4j.runtime.EventCodec;
import java.io.File;
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
  /** The folder with {@code event.json} and {@code result.json}; without it nothing is read. */
  static final String SAMPLES = "scf4j.samples";

  private final EventCodec codec;
  private final Type type;

  CodecValues(EventCodec codec, Type type) {
    this.codec = codec;
    this.type = type;
  }

  /** Reads a sample, and writes it again when it is one of a result. The handler is not called. */
  CodecValues prime(String sample) {
    String folder = System.getProperty(SAMPLES);
    if (folder != null) {
      try (InputStream in = new FileInputStream(new File(folder, sample))) {
        Object value = read(in.readAllBytes());
        if (sample.charAt(0) == 'r') {
          write(value);
        }
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
