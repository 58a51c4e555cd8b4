package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The samples are copied out of the repository, so what they say must hold by itself. */
class SamplesTest {
  private static final Path PROJECTS = Path.of("src", "it", "projects");
  private static final Pattern PLUGIN =
      Pattern.compile("<artifactId>scf-maven-plugin</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern PARENT_VERSION =
      Pattern.compile("<artifactId>scf-parent</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern COMPILER =
      Pattern.compile(
          "<artifactId>maven-compiler-plugin</artifactId>\\s*<version>[0-9.]+</version>");

  @Test
  void everySampleNamesTheVersionOfThisBuild() {
    String version = group(read(Path.of("..", "pom.xml")), PARENT_VERSION);
    List<Path> poms = poms();
    assertThat(poms).isNotEmpty();
    for (Path pom : poms) {
      Matcher plugin = PLUGIN.matcher(read(pom));
      if (plugin.find()) {
        assertThat(plugin.group(1)).as(pom.toString()).isEqualTo(version);
      }
    }
  }

  @Test
  void helloStandsOnItsOwn() {
    String pom = read(PROJECTS.resolve("hello/pom.xml"));

    assertThat(pom).doesNotContain("<parent>", "${", "@");
    assertThat(COMPILER.matcher(pom).find()).isTrue();
    assertThat(pom).contains("<goal>package</goal>");
  }

  @Test
  void theReadmeShowsTheVersionOfThisBuild() {
    String version = group(read(Path.of("..", "pom.xml")), PARENT_VERSION);

    assertThat(group(read(Path.of("..", "README.md")), PLUGIN)).isEqualTo(version);
  }

  private static List<Path> poms() {
    try (Stream<Path> files = Files.walk(PROJECTS)) {
      return files.filter(file -> file.endsWith("pom.xml")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String group(String text, Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s", pattern).isTrue();
    return matcher.group(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
