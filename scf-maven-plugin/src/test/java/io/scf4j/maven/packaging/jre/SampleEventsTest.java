package io.scf4j.maven.packaging.jre;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleEventsTest {
  @TempDir Path directory;

  @Test
  void areTheJsonFilesInTheOrderOfTheirNames() throws IOException {
    Files.writeString(directory.resolve("b.json"), "2");
    Files.writeString(directory.resolve("a.json"), "1");
    Files.writeString(directory.resolve("notes.txt"), "no event");
    Files.createDirectory(directory.resolve("directory.json"));
    SampleEvents events = SampleEvents.in(directory);
    assertThat(events.own()).isTrue();
    assertThat(events.events())
        .extracting(SampleEvents.Event::name)
        .containsExactly("a.json", "b.json");
    assertThat(events.events().get(0).body()).asString().isEqualTo("1");
  }

  @Test
  void areOneThatFitsNoFunctionInParticularWhenThereIsNone() {
    SampleEvents events = SampleEvents.in(directory.resolve("absent"));
    assertThat(events.own()).isFalse();
    assertThat(events.events())
        .singleElement()
        .satisfies(event -> assertThat(event.body()).asString().isEqualTo("{}"));
  }

  @Test
  void areKnownByTheirNamesAndBodies() throws IOException {
    Files.writeString(directory.resolve("a.json"), "1");
    String one = SampleEvents.in(directory).sha256();
    assertThat(SampleEvents.in(directory).sha256()).isEqualTo(one);
    Files.writeString(directory.resolve("a.json"), "2");
    assertThat(SampleEvents.in(directory).sha256()).isNotEqualTo(one);
    Files.writeString(directory.resolve("a.json"), "1");
    Files.move(directory.resolve("a.json"), directory.resolve("b.json"));
    assertThat(SampleEvents.in(directory).sha256()).isNotEqualTo(one);
  }

  @Test
  void mayBeAsLargeAsThePlatformTakesThem() throws IOException {
    Files.write(directory.resolve("large.json"), new byte[6 * 1024 * 1024]);
    assertThat(SampleEvents.in(directory).events()).hasSize(1);
  }

  @Test
  void areRefusedWhenThePlatformWouldNotTakeThem() throws IOException {
    Path large = directory.resolve("large.json");
    Files.write(large, new byte[6 * 1024 * 1024 + 1]);
    assertThatFailure(() -> SampleEvents.in(directory))
        .hasMessage(
            """
            %s has more than 6 MB, which the platform takes for no event.
            Shorten it, or take it out of %s.""",
            large, directory);
  }
}
