package io.scf4j.maven.project;

import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Environment variables in a file, for values that shall not be in a POM, which Maven prints: a
 * line {@code KEY=VALUE} each, as shells and most tools write them. Blank lines and lines that
 * begin with {@code #} are passed over, {@code export} before a key too, and one pair of quotes
 * around a value. Nothing is expanded. No message has a value in it.
 */
public final class EnvironmentFile {
  private static final String EXPORT = "export ";

  private EnvironmentFile() {}

  /**
   * What is in it, in its order.
   *
   * @throws ScfFailure when it is not there or a line is none; all lines at once
   */
  public static Map<String, String> read(Path file) {
    Map<String, String> variables = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String assignment = line.startsWith(EXPORT) ? line.substring(EXPORT.length()) : line;
      int equals = assignment.indexOf('=');
      String key = assignment.substring(0, Math.max(0, equals)).strip();
      String value = assignment.substring(equals + 1).strip();
      if (key.isEmpty()) {
        problems.add("line " + (i + 1) + " is not KEY=VALUE.");
      } else if (isOpen(value)) {
        problems.add("line " + (i + 1) + ": its quote does not end; a value is one line.");
      } else if (variables.put(key, unquoted(value)) != null) {
        problems.add("line " + (i + 1) + ": there is a " + key + " before it.");
      }
    }
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems("The environmentFile " + file + " is wrong:", problems);
    }
    if (variables.isEmpty()) { // most likely a secret that was not there
      throw new ScfFailure(
          "The environmentFile " + file + " has no variables.",
          "Fill it, or leave environmentFile out; an empty <environment/> takes all away.");
    }
    return variables;
  }

  private static List<String> lines(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ScfFailure(
          "The environmentFile " + file + " is not there.",
          "Name a file with lines KEY=VALUE, relative to the project, or leave environmentFile out.");
    }
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      throw new ScfFailure(
          "The environmentFile " + file + " is not in UTF-8.", "Save it in UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static boolean isOpen(String value) {
    return beginsWithQuote(value)
        && (value.length() == 1 || value.charAt(value.length() - 1) != value.charAt(0));
  }

  private static boolean beginsWithQuote(String value) {
    return value.startsWith("\"") || value.startsWith("'");
  }

  private static String unquoted(String value) {
    return beginsWithQuote(value) ? value.substring(1, value.length() - 1) : value;
  }
}
