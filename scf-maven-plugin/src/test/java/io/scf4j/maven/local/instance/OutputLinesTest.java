package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLinesTest {
  private final List<String> told = new ArrayList<>();
  private final OutputLines lines = new OutputLines(told::add);

  private void write(byte[] bytes, int from, int to) {
    byte[] part = java.util.Arrays.copyOfRange(bytes, from, to);
    lines.write(part, part.length);
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    lines.write(bytes, bytes.length);
  }

  @Test
  void tellsALineWhenItIsWholeOrTaken() {
    write("one\ntw");
    assertThat(told).containsExactly("one");
    write("o\r\n\nthree");
    assertThat(told).containsExactly("one", "two", "");
    lines.end();
    lines.end();
    assertThat(told).containsExactly("one", "two", "", "three");
  }

  @Test
  void joinsACharacterThatCameInTwoParts() {
    byte[] bytes = "ü\n".getBytes(StandardCharsets.UTF_8);
    write(bytes, 0, 1);
    write(bytes, 1, bytes.length);
    assertThat(told).containsExactly("ü");
  }

  @Test
  void tellsALongLineInPartsOfWholeCharacters() {
    write("x" + "ü".repeat(8192) + "\n");
    assertThat(told.size()).isEqualTo(2);
    assertThat(String.join("", told).equals("x" + "ü".repeat(8192))).isTrue();
  }
}
