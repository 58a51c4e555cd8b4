package io.scf4j.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void takesTheMiddleOfAnOddNumberOfValues() {
    assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).contains(new Spread(2, 1, 9));
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 100.0))).contains(new Spread(3, 1, 100));
  }

  @Test
  void hasNoMiddleOfNothing() {
    assertThat(Spread.of(List.of())).isEmpty();
  }

  @Test
  void isWrittenWithItsEnds() {
    assertThat(new Spread(1.364, 1.2, 1.555).text(2)).isEqualTo("1.36 (1.20..1.56)");
  }
}
