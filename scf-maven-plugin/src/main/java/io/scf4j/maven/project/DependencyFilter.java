package io.scf4j.maven.project;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.report.Console;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.maven.artifact.Artifact;

/**
 * Which dependencies go into the package, by {@code groupId:artifactId[:classifier]}, {@code *}
 * standing for anything. Each dependency is judged by itself: one that is left out leaves those in
 * that it brought.
 */
public final class DependencyFilter {
  private static final Pattern FORM = Pattern.compile("[^:]+:[^:]+(:[^:]*)?");

  private final List<String> includes;
  private final List<String> excludes;
  private final Console console;

  /**
   * @param includes may be null or empty, for all
   * @param excludes may be null
   * @param console is warned of patterns that match nothing
   * @throws ScfFailure when some are no patterns, with all that are not
   */
  public DependencyFilter(List<String> includes, List<String> excludes, Console console) {
    List<String> problems = new ArrayList<>();
    this.includes = checked("dependencyIncludes", includes, problems);
    this.excludes = checked("dependencyExcludes", excludes, problems);
    this.console = console;
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems("These patterns name no dependencies:", problems);
    }
  }

  private static List<String> checked(String name, List<String> patterns, List<String> problems) {
    if (patterns == null) {
      return List.of();
    }
    patterns.stream()
        .filter(pattern -> pattern == null || !FORM.matcher(pattern.strip()).matches())
        .map(
            pattern ->
                "<"
                    + name
                    + "> '"
                    + pattern
                    + "': write groupId:artifactId or groupId:artifactId:classifier, with * for"
                    + " anything.")
        .forEach(problems::add);
    return problems.isEmpty() ? patterns.stream().map(String::strip).toList() : List.of();
  }

  /** Those that go in, in their order. */
  List<Artifact> of(List<Artifact> dependencies) {
    warnOfUseless("dependencyIncludes", includes, dependencies);
    warnOfUseless("dependencyExcludes", excludes, dependencies);
    return dependencies.stream()
        .filter(
            dependency ->
                includes.isEmpty()
                    || includes.stream().anyMatch(pattern -> matches(pattern, dependency)))
        .filter(dependency -> excludes.stream().noneMatch(pattern -> matches(pattern, dependency)))
        .toList();
  }

  private void warnOfUseless(String name, List<String> patterns, List<Artifact> dependencies) {
    for (String pattern : patterns) {
      if (dependencies.stream().noneMatch(dependency -> matches(pattern, dependency))) {
        console.warn("<" + name + "> '" + pattern + "' matches no dependency.");
      }
    }
  }

  /** Without a third part the classifier does not matter. */
  private static boolean matches(String pattern, Artifact dependency) {
    String[] parts = pattern.split(":", -1);
    String classifier = dependency.hasClassifier() ? dependency.getClassifier() : "";
    return matchesPart(parts[0], dependency.getGroupId())
        && matchesPart(parts[1], dependency.getArtifactId())
        && (parts.length < 3 || matchesPart(parts[2], classifier));
  }

  private static boolean matchesPart(String pattern, String text) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((left, right) -> left + ".*" + right)
            .orElse("");
    return text.matches(regex);
  }
}
