package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
  @TempDir Path directory;

  private void append(String text) throws IOException {
    Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Path log() {
    return directory.resolve("local-scf.log");
  }

  @Test
  void tellsEachLineOnceAndWhole() throws IOException {
    append("of another process\n");
    LogFollower follower = new LogFollower(log(), Files.size(log()));
    assertThat(follower.newLines()).isEmpty();
    append("one\ntw");
    assertThat(follower.newLines()).containsExactly("one");
    append("o ü\n");
    assertThat(follower.newLines()).containsExactly("two ü");
    assertThat(follower.newLines()).isEmpty();
  }

  @Test
  void waitsForAFileThatIsNotThereYet() throws IOException {
    LogFollower follower = new LogFollower(log(), 0);
    assertThat(follower.newLines()).isEmpty();
    append("first\n");
    assertThat(follower.newLines()).containsExactly("first");
  }

  @Test
  void beginsAnewWithTheFile() throws IOException {
    append("long ago, long enough\n");
    LogFollower follower = new LogFollower(log(), Files.size(log()));
    Files.delete(log());
    append("now\n");
    assertThat(follower.newLines()).containsExactly("now");
  }

  @Test
  void isNotStoppedByALineWithoutEnd() throws IOException {
    LogFollower follower = new LogFollower(log(), 0);
    append("x".repeat(100_000) + "\nnext\n");
    assertThat(follower.newLines()).containsExactly("x".repeat(64 * 1024));
    assertThat(follower.newLines()).containsExactly("x".repeat(100_000 - 64 * 1024), "next");
  }
}
