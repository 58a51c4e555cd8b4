package io.scf4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says which test holds which promise: complete, and about tests there are. */
class ConformancePageTest {
  private static final Path PAGE = Path.of("..", "src", "site", "markdown", "conformance.md");
  private static final Path SOURCES = Path.of("src", "test", "java");

  private static final List<String> PACKAGES =
      List.of("", "api.", "handler.", "loop.", "report.", "value.");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (F?\\d+) \\| (.+) \\| (.+) \\|$");
  private static final Pattern TEST =
      Pattern.compile("`(\\w+Test)(?:#(\\w+)(?: \"([^\"`]+)\")?)?`");

  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (MatchResult row :
        ROW.matcher(Files.readString(PAGE, StandardCharsets.UTF_8)).results().toList()) {
      assertThat(rows.put(row.group(1), row.group(3))).as("number %s twice", row.group(1)).isNull();
    }
    return rows;
  }

  @Test
  void hasEveryNumberInOrder() throws IOException {
    List<String> numbers =
        Stream.concat(
                IntStream.rangeClosed(1, 85).mapToObj(String::valueOf),
                Stream.of("F1", "F2", "F3", "F4"))
            .collect(Collectors.toList());

    assertThat(rows().keySet()).containsExactlyElementsOf(numbers);
  }

  @Test
  void namesTestsThatExist() throws IOException {
    List<String> wrong = new ArrayList<>();
    int named = 0;
    for (Map.Entry<String, String> row : rows().entrySet()) {
      List<MatchResult> tests = TEST.matcher(row.getValue()).results().toList();
      if (tests.isEmpty()) {
        wrong.add(row.getKey() + " names no test");
      }
      for (MatchResult test : tests) {
        named++;
        String problem = problemOf(test);
        if (problem != null) {
          wrong.add(row.getKey() + ": " + test.group() + " " + problem);
        }
      }
      if (TEST.matcher(row.getValue()).replaceAll("").contains("`")) {
        wrong.add(row.getKey() + " has a name that is no test: " + row.getValue());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(named).isGreaterThan(130);
  }

  private static String problemOf(MatchResult test) throws IOException {
    Class<?> type = find(test.group(1));
    if (type == null) {
      return "is no class";
    }
    String member = test.group(2);
    if (member == null) {
      return null;
    }
    boolean isThere =
        Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(member) && isTest(method))
            || Arrays.stream(type.getDeclaredFields())
                .anyMatch(rule -> rule.getName().equals(member) && isTest(rule));
    if (!isThere) {
      return "is no test of that class";
    }
    Path source = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
    boolean hasRow =
        test.group(3) == null
            || Files.readString(source, StandardCharsets.UTF_8).contains(test.group(3));
    return hasRow ? null : "has no such row";
  }

  private static boolean isTest(AnnotatedElement member) {
    return Arrays.stream(member.getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().endsWith("Test"));
  }

  private static Class<?> find(String simpleName) {
    for (String inPackage : PACKAGES) {
      try {
        return Class.forName("io.scf4j.runtime." + inPackage + simpleName);
      } catch (ClassNotFoundException elsewhere) {
        // The next package may have it.
      }
    }
    return null;
  }
}
