package io.scf4j.maven.report;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  private record Greeting(int schema, String text) {}

  @TempDir Path directory;
  private Path scf;
  private ResultFile results;

  @BeforeEach
  void inADirectoryThatIsNotThereYet() {
    scf = directory.resolve("target").resolve("scf");
    results = new ResultFile(scf);
  }

  @Test
  void writesTheComponentsOfARecordAsJson() throws IOException {
    Path file = results.write("greet", new Greeting(1, "<grüß>"));
    assertThat(file).isEqualTo(scf.resolve("greet.json"));
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {
              "schema": 1,
              "text": "<grüß>"
            }
            """);
  }

  @Test
  void replacesAnEarlierResultAndLeavesNothingElse() throws IOException {
    results.write("greet", new Greeting(1, "first"));
    results.write("greet", new Greeting(1, "second"));
    assertThat(results.read("greet", Greeting.class)).hasValue(new Greeting(1, "second"));
    assertThat(scf.toFile().list()).containsExactly("greet.json");
  }

  @Test
  void readsNothingWhereNothingWasWritten() {
    assertThat(results.read("greet", Greeting.class)).isEmpty();
  }

  @Test
  void deletesAnEarlierResult() {
    results.write("greet", new Greeting(1, "first"));
    results.delete("greet");
    results.delete("greet");
    assertThat(results.read("greet", Greeting.class)).isEmpty();
  }

  @Test
  void saysHowToMendAFileThatSomebodyElseWrote() throws IOException {
    Path file = results.write("greet", new Greeting(1, "first"));
    Files.writeString(file, "{\"schema\":");
    assertThatFailure(() -> results.read("greet", Greeting.class))
        .hasMessageStartingWith(file + " is not what the goal wrote.\n")
        .hasMessageEndingWith("\nRun mvn package again, which writes it anew.");
  }
}
