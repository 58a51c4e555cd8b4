package io.scf4j.runtime.handler;

import java.util.Map;

/**
 * The handler as text: where it was named and how it is written.
 *
 * <p>SCF's API limits each part of a handler to 60 characters and sends {@code index.main_handler}
 * when none is set, so a program argument and {@code JAVA_HANDLER} come before {@code _HANDLER}.
 */
public final class HandlerSpec {
  private static final String OWN_VARIABLE = "JAVA_HANDLER";
  private static final String SCF_VARIABLE = "_HANDLER";
  private static final String SCF_DEFAULT = "index.main_handler";
  private static final String EXAMPLES =
      "Write it as demo.Hello::handle (class and method) or demo.Hello (a class that implements"
          + " ScfHandler, ScfStreamHandler or a java.util.function interface).";

  private final String text;
  private final String className;
  private final String methodName;

  private HandlerSpec(String text, String className, String methodName) {
    this.text = text;
    this.className = className;
    this.methodName = methodName;
  }

  /** The handler of this process: first argument, else JAVA_HANDLER, else _HANDLER. */
  public static HandlerSpec from(String[] args, Map<String, String> env)
      throws InvalidHandlerException {
    if (args.length > 0 && !args[0].isBlank()) {
      return parse(args[0].strip(), "The first program argument");
    }
    String own = env.get(OWN_VARIABLE);
    if (own != null && !own.isBlank()) {
      return parse(own.strip(), OWN_VARIABLE);
    }
    String scf = env.get(SCF_VARIABLE);
    if (scf == null || scf.isBlank()) {
      throw new InvalidHandlerException(
          "No handler is set: there is no program argument, and neither "
              + OWN_VARIABLE
              + " nor "
              + SCF_VARIABLE
              + " says which one to use. "
              + EXAMPLES);
    }
    if (scf.strip().equals(SCF_DEFAULT)) {
      throw new InvalidHandlerException(
          SCF_VARIABLE
              + " is "
              + SCF_DEFAULT
              + ", which is what SCF sends when no handler is set, and there is no program argument"
              + " and no "
              + OWN_VARIABLE
              + ". "
              + EXAMPLES);
    }
    return parse(scf.strip(), SCF_VARIABLE);
  }

  /** The handler written as that text. */
  public static HandlerSpec of(String text) throws InvalidHandlerException {
    return parse(text.strip(), "The handler");
  }

  private static HandlerSpec parse(String text, String source) throws InvalidHandlerException {
    int colons = text.indexOf("::");
    String className = colons < 0 ? text : text.substring(0, colons);
    String methodName = colons < 0 ? null : text.substring(colons + 2);
    if (!isDottedName(className) || (methodName != null && !isName(methodName))) {
      throw new InvalidHandlerException(
          source + " is '" + text + "', which names no handler. " + EXAMPLES);
    }
    return new HandlerSpec(text, className, methodName);
  }

  private static boolean isDottedName(String text) {
    int from = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
      if (!isName(text.substring(from, dot))) {
        return false;
      }
      from = dot + 1;
    }
    return isName(text.substring(from));
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || !Character.isJavaIdentifierStart(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!Character.isJavaIdentifierPart(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** What is before {@code ::}, or all of it, whose last part may then be a method. */
  String className() {
    return className;
  }

  /** What is after {@code ::}, else null. */
  String methodName() {
    return methodName;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
