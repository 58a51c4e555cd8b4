package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.packaging.ScfFileRules.Permission;
import io.scf4j.maven.testing.RecordingConsole;
import io.scf4j.maven.testing.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScfFilesTest {
  @TempDir Path directory;
  private TempProject project;
  private final RecordingConsole console = new RecordingConsole();

  @BeforeEach
  void aFewFiles() throws IOException {
    project =
        new TempProject(directory)
            .withScfFile("bootstrap", "#!/bin/sh\n")
            .withScfFile("bin/tool", "#!/bin/sh\n")
            .withScfFile("data/a.json", "{}")
            .withScfFile("data/b.txt", "b");
  }

  @Test
  void takesAllFilesEachWithTheModeOfItsRole() {
    assertThat(files(ScfFileRules.NONE))
        .containsExactlyInAnyOrder(
            "755 bootstrap", "755 bin/tool", "644 data/a.json", "644 data/b.txt");
    assertThat(console.lines()).isEmpty();
  }

  @Test
  void leavesOutWhatEditorsFileManagersAndGitLeaveBehind() throws IOException {
    for (String junk :
        List.of(
            ".DS_Store",
            "data/.DS_Store",
            "Thumbs.db",
            "bootstrap~",
            "data/b.txt~",
            "empty/.gitkeep",
            ".git/HEAD",
            "data/.git")) {
      project.withScfFile(junk, "junk");
    }
    project.withScfFile(".gitignore", "kept").withScfFile("a.git/b", "kept");
    assertThat(files(rules(List.of("**"), List.of())))
        .containsExactlyInAnyOrder(
            "755 bootstrap",
            "755 bin/tool",
            "644 data/a.json",
            "644 data/b.txt",
            "644 .gitignore",
            "644 a.git/b");
  }

  @Test
  void leavesOutTheSampleEvents() throws IOException {
    project
        .withScfFile("events/order.json", "{}")
        .withScfFile("events/deep/order.json", "{}")
        .withScfFile("events/readme.txt", "text")
        .withScfFile("data/events/order.json", "{}");
    assertThat(files(ScfFileRules.NONE))
        .doesNotContain("644 events/order.json")
        .contains(
            "644 events/deep/order.json", "644 events/readme.txt", "644 data/events/order.json");
  }

  @Test
  void takesWhatIsIncludedAndNotExcludedAndTheBootstrapAnyway() {
    assertThat(files(rules(List.of("data/.*"), List.of(".*\\.txt"))))
        .containsExactlyInAnyOrder("755 bootstrap", "644 data/a.json");
    assertThat(files(rules(List.of(), List.of("bootstrap")))).doesNotContain("755 bootstrap");
  }

  @Test
  void warnsOfPatternsThatMatchNothing() {
    files(
        new ScfFileRules(
            List.of(pattern(".*"), pattern("absent/.*")),
            List.of(pattern("data/.*"), pattern(".*\\.md")),
            List.of(mode("bin/.*", 0700), mode("data/b.txt", 0600))));
    assertThat(console.lines())
        .containsExactly(
            "warning: <includes> 'absent/.*' matches no file of " + project.scf() + ".",
            "warning: <excludes> '.*\\.md' matches no file of " + project.scf() + ".",
            "warning: <permissions> 'data/b.txt' matches no file of " + project.scf() + ".");
  }

  @Test
  void warnsWhereThereIsNothingAtAll() {
    List<PackageEntry> none =
        new ScfFiles(directory.resolve("absent"), rules(List.of(), List.of("x")), console)
            .entries();
    assertThat(none).isEmpty();
    assertThat(console.lines())
        .containsExactly(
            "warning: <excludes> 'x' matches no file of " + directory.resolve("absent") + ".");
  }

  @Test
  void givesTheModeOfTheLastPermissionThatFits() {
    assertThat(
            files(
                new ScfFileRules(
                    List.of(),
                    List.of(),
                    List.of(
                        mode("data/.*", 0600), mode("data/b.txt", 0755), mode("bin/.*", 0644)))))
        .containsExactlyInAnyOrder(
            "755 bootstrap", "644 bin/tool", "600 data/a.json", "755 data/b.txt");
  }

  @Test
  void refusesToTakeTheExecutableBitFromTheBootstrap() {
    ScfFileRules rules = new ScfFileRules(List.of(), List.of(), List.of(mode(".*", 0744)));
    assertThatFailure(() -> files(rules))
        .hasMessage(
            """
            <permissions> take the executable bit from bootstrap (mode 744).
            The platform could not start it. Use patterns that leave it out, or let 'bootstrap' \
            with 755 be the last of them.""");
    assertThat(
            files(
                new ScfFileRules(
                    List.of(), List.of(), List.of(mode(".*", 0644), mode("bootstrap", 0777)))))
        .contains("777 bootstrap", "644 bin/tool");
  }

  private List<String> files(ScfFileRules rules) {
    return new ScfFiles(project.scf(), rules, console)
        .entries().stream()
            .map(file -> String.format(Locale.ROOT, "%o %s", file.mode(), file.path()))
            .toList();
  }

  private static ScfFileRules rules(List<String> includes, List<String> excludes) {
    return new ScfFileRules(
        includes.stream().map(ScfFilesTest::pattern).toList(),
        excludes.stream().map(ScfFilesTest::pattern).toList(),
        List.of());
  }

  private static Permission mode(String regex, int mode) {
    return new Permission(pattern(regex), mode);
  }

  /** A regular expression: how patterns are written is not this class's business. */
  private static PathPattern pattern(String regex) {
    Pattern pattern = Pattern.compile(regex.equals("**") ? ".*" : regex);
    return new PathPattern() {
      @Override
      public boolean matches(String path) {
        return pattern.matcher(path).matches();
      }

      @Override
      public String toString() {
        return regex;
      }
    };
  }
}
