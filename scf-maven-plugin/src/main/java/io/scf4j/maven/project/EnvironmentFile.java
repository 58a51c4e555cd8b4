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
      if (key.isEmpty()) {
        problems.add("line " + (i + 1) + " is not KEY=VALUE.");
      } else if (variables.put(key, unquoted(assignment.substring(equals + 1).strip())) != null) {
        problems.add("line " + (i + 1) + ": there is a " + key + " before it.");
      }
    }
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems("The environmentFile " + file + " is wrong:", problems);
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

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
