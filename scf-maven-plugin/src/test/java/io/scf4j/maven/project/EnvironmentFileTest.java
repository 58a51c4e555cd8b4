package io.scf4j.maven.project;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
  @TempDir Path directory;

  @Test
  void readsALineEach() throws IOException {
    Path file =
        written(
            """
            # for the tests
            GREETING=hi there

            export PLACE = "the ${world}"
            QUOTE='it is = "so"'
            EMPTY=
            """);
    assertThat(EnvironmentFile.read(file))
        .containsExactly(
            entry("GREETING", "hi there"),
            entry("PLACE", "the ${world}"),
            entry("QUOTE", "it is = \"so\""),
            entry("EMPTY", ""));
  }

  @Test
  void namesEveryLineThatIsNoneAndNoValue() throws IOException {
    Path file =
        written(
            "a-fake-secret\nKEY=a-fake-value\n=x\nKEY=another-fake-value\nTWO=\"a-fake\nvalue\"\n");
    assertThatFailure(() -> EnvironmentFile.read(file))
        .hasMessage(
            "The environmentFile "
                + file
                + " is wrong:\n  - line 1 is not KEY=VALUE.\n  - line 3 is not KEY=VALUE.\n"
                + "  - line 4: there is a KEY before it.\n"
                + "  - line 5: its quote does not end; a value is one line.\n"
                + "  - line 6 is not KEY=VALUE.");
  }

  @Test
  void anEmptyOneTakesNoVariablesAway() throws IOException {
    Path file = written("# nothing\n");
    assertThatFailure(() -> EnvironmentFile.read(file))
        .hasMessage(
            "The environmentFile "
                + file
                + " has no variables.\nFill it, or leave environmentFile out; an empty"
                + " <environment/> takes all away.");
  }

  @Test
  void saysWhenItIsNotThereOrInAnotherCharset() throws IOException {
    Path none = directory.resolve("none");
    assertThatFailure(() -> EnvironmentFile.read(none))
        .hasMessageStartingWith("The environmentFile " + none + " is not there.\n");
    Path latin = Files.write(directory.resolve("latin"), new byte[] {'A', '=', (byte) 0xe4});
    assertThatFailure(() -> EnvironmentFile.read(latin))
        .hasMessage("The environmentFile " + latin + " is not in UTF-8.\nSave it in UTF-8.");
  }

  private Path written(String text) throws IOException {
    return Files.writeString(directory.resolve("function.env"), text);
  }
}
