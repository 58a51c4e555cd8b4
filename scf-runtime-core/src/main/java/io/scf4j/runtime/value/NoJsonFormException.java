package io.scf4j.runtime.value;

/** A value within a result that is none of the JDK's types for JSON; a library may know it. */
final class NoJsonFormException extends ValueException {
  private final Class<?> type;

  NoJsonFormException(Class<?> type) {
    super("There is no JSON form for " + type.getName());
    this.type = type;
  }

  Class<?> type() {
    return type;
  }
}
