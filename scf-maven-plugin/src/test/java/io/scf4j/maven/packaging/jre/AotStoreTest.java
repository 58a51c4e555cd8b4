package io.scf4j.maven.packaging.jre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotStoreTest {
  @TempDir Path directory;
  private int made;

  private AotStore store() {
    return new AotStore(directory);
  }

  private AotTraining.Made make(Path work) throws IOException {
    made++;
    return new AotTraining.Made(
        Files.writeString(work.resolve("some.aot"), "cache " + made), 7, true, List.of());
  }

  @Test
  void findsWhatWasMadeWithWhatIsKnownOfIt() {
    assertThat(store().find("key")).isEmpty();
    AotStore.Stored stored = store().make("key", this::make);
    assertThat(stored.file()).hasContent("cache 1");
    assertThat(stored.classes()).isEqualTo(7);
    assertThat(stored.checksTimes()).isTrue();
    assertThat(store().find("key")).contains(stored);
    assertThat(store().find("other")).isEmpty();
  }

  @Test
  void makesAgainWhatIsNotWholeAnyMore() throws IOException {
    Files.writeString(store().make("key", this::make).file(), "cut");
    assertThat(store().find("key")).isEmpty();
    assertThat(store().make("key", this::make).file()).hasContent("cache 2");
  }

  @Test
  void makesAgainWhatHasLostItsFacts() throws IOException {
    Path file = store().make("key", this::make).file();
    Files.delete(file.resolveSibling("aot.properties"));
    assertThat(store().find("key")).isEmpty();
    assertThat(store().make("key", this::make).file()).hasContent("cache 2");
  }

  @Test
  void passesOnThatItWasInterrupted() throws IOException {
    assertThatThrownBy(
            () ->
                store()
                    .make(
                        "key",
                        work -> {
                          throw new InterruptedException();
                        }))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("The training was interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(below()).isEmpty();
  }

  @Test
  void leavesNothingOfATrainingThatFailed() throws IOException {
    assertThatThrownBy(
            () ->
                store()
                    .make(
                        "key",
                        work -> {
                          Files.writeString(work.resolve("half.aot"), "half");
                          throw new AotException("no", "");
                        }))
        .isInstanceOf(AotException.class);
    assertThat(store().find("key")).isEmpty();
    assertThat(below()).isEmpty();
  }

  @Test
  void keepsWhatAnotherBuildHasMadeMeanwhile() throws IOException {
    AotStore.Stored stored =
        store()
            .make(
                "key",
                work -> {
                  store().make("key", this::make);
                  return make(work);
                });
    assertThat(stored.file()).hasContent("cache 1");
    assertThat(below()).containsExactly("key");
  }

  private List<String> below() throws IOException {
    try (Stream<Path> entries = Files.list(directory.resolve("aot"))) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
