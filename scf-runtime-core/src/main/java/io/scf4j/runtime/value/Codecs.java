package io.scf4j.runtime.value;

import io.scf4j.runtime.EventCodec;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds the function's codec: the one it brings itself, else one for the JSON library it has. The
 * library is the function's own, in its version and with its annotations; the runtime has none that
 * could disagree with it.
 */
final class Codecs {
  private static final String JACKSON_3 = "tools.jackson.databind.json.JsonMapper";
  private static final String JACKSON_2 = "com.fasterxml.jackson.databind.ObjectMapper";
  private static final String GSON = "com.google.gson.Gson";

  private final EventCodec codec;

  /** For a function whose classes come from that loader; looks for its codec. */
  Codecs(ClassLoader loader) {
    this.codec = find(loader);
  }

  /**
   * How values of a type are read and written.
   *
   * @param purpose what a codec is missed for, as a message begins
   * @param instead what the handler could do without one
   */
  CodecValues values(Type type, String purpose, String instead) {
    if (Values.rawType(type).getName().startsWith("java.util.stream.")) {
      throw new ValueException("A stream is no value. Use a List instead.");
    }
    if (codec == null) {
      throw new ValueException(missing(purpose, instead + " instead"));
    }
    try {
      codec.prepare(type);
    } catch (Exception refusal) {
      throw new ValueException(
          "It is refused by " + codec.getClass().getName() + ": " + refusal, refusal);
    }
    return new CodecValues(codec, type);
  }

  /** For a value nobody declared: found out while the result is written. */
  EventCodec forPartOf(Object result, NoJsonFormException reason) {
    if (codec == null) {
      throw new ValueException(
          reason.getMessage()
              + (result.getClass() == reason.type()
                  ? ""
                  : ", which is in the " + result.getClass().getName() + " that was returned")
              + ". "
              + missing("To write it", "return String, byte[], Map or List"));
    }
    return codec;
  }

  private static String missing(String purpose, String instead) {
    return purpose
        + " add jackson-databind (2 or 3) or gson to the function's dependencies, provide an"
        + " io.scf4j.runtime.EventCodec, or "
        + instead
        + ".";
  }

  /** The codec, or null when the class path has nothing to make one of. */
  static EventCodec find(ClassLoader loader) {
    EventCodec own = provided(loader);
    if (own != null) {
      return own;
    }
    if (isThere(JACKSON_3, loader)) {
      return new Jackson3Codec();
    }
    if (isThere(JACKSON_2, loader)) {
      return new Jackson2Codec(loader);
    }
    return isThere(GSON, loader) ? new GsonCodec() : null;
  }

  private static EventCodec provided(ClassLoader loader) {
    try {
      Iterator<EventCodec> codecs = ServiceLoader.load(EventCodec.class, loader).iterator();
      EventCodec first = codecs.hasNext() ? codecs.next() : null;
      if (codecs.hasNext()) {
        throw new ValueException(
            "There are two codecs on the class path, "
                + first.getClass().getName()
                + " and "
                + codecs.next().getClass().getName()
                + ". Leave one in META-INF/services/io.scf4j.runtime.EventCodec.");
      }
      return first;
    } catch (ServiceConfigurationError unusable) {
      Throwable cause = unusable.getCause();
      throw new ValueException(
          "The function's codec cannot be used: "
              + unusable.getMessage()
              + (cause == null ? "" : " (" + cause + ")"),
          cause == null ? unusable : cause);
    }
  }

  /** A library for a newer Java than this one is as good as none. */
  private static boolean isThere(String className, ClassLoader loader) {
    try {
      Class.forName(className, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError notUsable) {
      return false;
    }
  }
}
