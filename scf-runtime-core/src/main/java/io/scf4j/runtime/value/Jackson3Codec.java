package io.scf4j.runtime.value;

import io.scf4j.runtime.EventCodec;
import java.lang.reflect.Type;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jackson 3 as the function has it. It ignores unknown properties, refuses what follows an event,
 * writes dates as ISO text and knows the JDK's types by itself; the first two are said all the
 * same, because they are promised.
 */
final class Jackson3Codec implements EventCodec {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private ObjectReader reader;
  private Type readerType;

  @Override
  public void prepare(Type type) {
    readerFor(type);
    mapper.writerFor(mapper.constructType(type)); // builds the serializer, which the mapper keeps
  }

  @Override
  public Object read(byte[] event, Type type) {
    return readerFor(type).readValue(event);
  }

  @Override
  public byte[] write(Object result, Type type) {
    JavaType declared = mapper.constructType(type);
    // A collection has lost the type of its elements; anything else knows best what it is.
    return declared.isContainerType()
        ? mapper.writerFor(declared).writeValueAsBytes(result)
        : mapper.writeValueAsBytes(result);
  }

  private ObjectReader readerFor(Type type) {
    if (!type.equals(readerType)) {
      reader = mapper.readerFor(mapper.constructType(type));
      readerType = type;
    }
    return reader;
  }
}
