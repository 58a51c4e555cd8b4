package io.scf4j.runtime.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was written comes out, once and in order, and never changes afterwards. */
class PiecesTest {

  @Test
  void joinsWritesOfAnySize() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      Pieces pieces = new Pieces();
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      for (int i = random.nextInt(40); i > 0; i--) {
        byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 10 : 5000)];
        random.nextBytes(bytes);
        pieces.write(bytes, 0, bytes.length);
        expected.write(bytes, 0, bytes.length);
        pieces.write(i);
        expected.write(i);
      }
      assertThat(pieces.join()).as("round %d", round).isEqualTo(expected.toByteArray());
      assertThat(pieces.size()).isEqualTo(expected.size());
    }
  }

  @Test
  void copiesNothingWhenAllIsOnePiece() {
    Pieces empty = new Pieces();
    assertThat(empty.join()).isEmpty();

    Pieces pieces = new Pieces();
    pieces.write(new byte[5000], 0, 5000);
    assertThat(pieces.join()).hasSize(5000).isSameAs(pieces.join());
  }

  @Test
  void leavesATakenResultAloneWhenWritingGoesOn() {
    Pieces pieces = new Pieces();
    pieces.write("result".getBytes(StandardCharsets.UTF_8), 0, 6);
    byte[] partOfOnePiece = pieces.join();
    pieces.write(new byte[1018], 0, 1018);
    byte[] wholePiece = pieces.join();
    pieces.write('!');

    assertThat(partOfOnePiece).asString(StandardCharsets.UTF_8).isEqualTo("result");
    assertThat(wholePiece).hasSize(1024);
    assertThat(wholePiece[1023]).isZero();
    assertThat(pieces.join()).hasSize(1025).endsWith('!');
  }
}
