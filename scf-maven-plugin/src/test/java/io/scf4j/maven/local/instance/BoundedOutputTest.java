package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is kept of a function's output, to the byte. */
class BoundedOutputTest {

  private static void write(BoundedOutput output, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    output.write(bytes, bytes.length);
  }

  @Test
  void keepsWhatIsWithinTheLimitsAsItIs() {
    BoundedOutput output = new BoundedOutput();
    String longest = "x".repeat(8192);

    write(output, "first\n\n" + longest + "\nunfin");
    write(output, "ished");

    assertThat(output.take()).isEqualTo("first\n\n" + longest + "\nunfinished");
    assertThat(output.take()).isEmpty();
  }

  @Test
  void cutsARecordAfterEightKilobytesAndSaysHowMuchIsMissing() {
    BoundedOutput output = new BoundedOutput();

    write(output, "x".repeat(8192) + "y\nnext\n" + "z".repeat(10_000));

    assertThat(output.take())
        .isEqualTo(
            "x".repeat(8192)
                + "... [record cut here: 1 bytes left out]\nnext\n"
                + "z".repeat(8192)
                + "... [record cut here: 1808 bytes left out]");
  }

  @Test
  void cutsARecordThatComesInPiecesLikeOneThatComesAtOnce() {
    BoundedOutput output = new BoundedOutput();

    for (int i = 0; i < 100; i++) {
      write(output, "x".repeat(100));
    }
    write(output, "\n");

    assertThat(output.take())
        .isEqualTo("x".repeat(8192) + "... [record cut here: 1808 bytes left out]\n");
  }

  @Test
  void cutsBetweenCharacters() {
    BoundedOutput output = new BoundedOutput();

    write(output, "x".repeat(8190) + "云函数");

    assertThat(output.take())
        .isEqualTo("x".repeat(8190) + "... [record cut here: 9 bytes left out]");
  }

  @Test
  void keepsNothingOfARecordAfterItsCut() {
    BoundedOutput output = new BoundedOutput();

    write(output, "x".repeat(8190) + "云");
    write(output, "ab\nnext");

    assertThat(output.take())
        .isEqualTo("x".repeat(8190) + "... [record cut here: 5 bytes left out]\nnext");
  }

  @Test
  void beginsARecordAnewAfterItWasTaken() {
    BoundedOutput output = new BoundedOutput();
    write(output, "x".repeat(9000));
    var unused = output.take();

    write(output, "y".repeat(8192));

    assertThat(output.take()).isEqualTo("y".repeat(8192));
  }

  @Test
  void keepsTheFirstAndTheLastRecordsAndSaysHowMuchIsMissingBetween() {
    BoundedOutput output = new BoundedOutput(20, 30);

    for (int i = 10; i < 100; i++) {
      write(output, "line " + i + "\n"); // 8 bytes each
    }

    assertThat(output.take())
        .isEqualTo(
            "line 10\nline 11\n[log cut here: "
                + (90 - 2 - 3) * 8
                + " bytes left out]\nline 97\nline 98\nline 99\n");
  }

  @Test
  void startsAfreshAfterALogThatWasCut() {
    BoundedOutput output = new BoundedOutput(20, 30);
    write(output, "0123456\n".repeat(100));
    var unused = output.take();

    write(output, "whole\n");

    assertThat(output.take()).isEqualTo("whole\n");
  }

  @Test
  void keepsHalfAMegabyteOfTwenty() {
    BoundedOutput output = new BoundedOutput();
    String record = "x".repeat(1023) + "\n";

    for (int i = 0; i < 20 * 1024; i++) {
      write(output, record);
    }

    assertThat(output.take().length()).isBetween(500 * 1024, 512 * 1024 + 100);
  }
}
