package io.scf4j.runtime.value;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.scf4j.runtime.EventCodec;
import java.io.IOException;
import java.lang.reflect.Type;

/**
 * Jackson 2 as the function has it. Its modules for the JDK's own types are added when they are on
 * the class path, because Jackson 3 has them built in and an event with a date in it should not
 * depend on which of the two it is; to search for modules of all kinds would cost every start.
 */
final class Jackson2Codec implements EventCodec {
  private static final String[] MODULES = {
    "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule",
    "com.fasterxml.jackson.datatype.jdk8.Jdk8Module"
  };

  private final ObjectMapper mapper = new ObjectMapper();
  private ObjectReader reader;
  private Type readerType;

  Jackson2Codec(ClassLoader loader) {
    mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    for (String module : MODULES) {
      register(module, loader);
    }
  }

  private void register(String module, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(module, true, loader);
      mapper.registerModule((Module) type.getConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError absent) {
      // Then the function has no need of it.
    }
  }

  @Override
  public void prepare(Type type) {
    readerFor(type);
    mapper.writerFor(mapper.constructType(type)); // builds the serializer, which the mapper keeps
  }

  @Override
  public Object read(byte[] event, Type type) throws IOException {
    return readerFor(type).readValue(event);
  }

  @Override
  public byte[] write(Object result, Type type) throws IOException {
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
