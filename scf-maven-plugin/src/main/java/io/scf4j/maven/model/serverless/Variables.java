package io.scf4j.maven.model.serverless;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of a file, {@code ${name}}, {@code ${stage}}, {@code ${app}} and {@code ${env.X}},
 * alone or inside of a text. The first three may themselves be made of others.
 */
final class Variables {
  static final String NAME = "name";
  static final String STAGE = "stage";
  static final String APP = "app";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final String ENVIRONMENT = "env.";

  private final Map<String, String> environment;
  private final Map<String, String> texts = new HashMap<>();

  /** The values of {@code ${env.X}}, which no message may show. */
  Variables(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Gives a variable its text, which may be made of others. */
  void define(String name, String text) {
    texts.put(name, text);
  }

  /** A text, or what is wrong with it. */
  record Resolved(String text, Optional<String> problem) {}

  /** A text with its variables replaced. */
  Resolved resolve(String text) {
    try {
      return new Resolved(replace(text, new HashSet<>()), Optional.empty());
    } catch (Unresolved e) {
      return new Resolved("", Optional.of(e.getMessage()));
    }
  }

  private String replace(String text, Set<String> open) throws Unresolved {
    Matcher variables = VARIABLE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (variables.find()) {
      String value = value(variables.group(1).strip(), open);
      variables.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return variables.appendTail(result).toString();
  }

  private String value(String variable, Set<String> open) throws Unresolved {
    if (variable.startsWith(ENVIRONMENT)) {
      String value = environment.get(variable.substring(ENVIRONMENT.length()));
      if (value == null) {
        throw new Unresolved(
            "the environment has no "
                + variable.substring(ENVIRONMENT.length())
                + ", which ${"
                + variable
                + "} stands for");
      }
      return value;
    }
    String text = texts.get(variable);
    if (text == null) {
      throw new Unresolved(
          "there is no variable ${"
              + variable
              + "}; there are ${name}, ${stage}, ${app} and ${env.NAME} with a NAME of the"
              + " environment");
    }
    if (!open.add(variable)) {
      throw new Unresolved("${" + variable + "} is made of itself");
    }
    String value = replace(text, open);
    open.remove(variable);
    return value;
  }

  /** Ends a replacement where it cannot go on. */
  private static final class Unresolved extends Exception {
    private static final long serialVersionUID = 1L;

    Unresolved(String problem) {
      super(problem);
    }
  }
}
