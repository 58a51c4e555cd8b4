package io.scf4j.maven.packaging.jre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClassConstantsTest {
  private static final int[] TAGS = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 20};

  @Test
  void findsTheTextBehindAConstantOfEveryKind() throws IOException {
    for (int tag : TAGS) {
      assertThat(ClassConstants.of(classWith(tag)))
          .as("tag %d", tag)
          .containsExactly("a/B", "last");
    }
  }

  @Test
  void findsNothingInWhatIsTooShortForAClass() throws IOException {
    assertThat(ClassConstants.of(new byte[] {(byte) 0xCA, (byte) 0xFE})).isEmpty();
  }

  /** A text, a constant of that kind, and a text. */
  private static byte[] classWith(int tag) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(61);
    boolean twoPlaces = tag == 5 || tag == 6;
    out.writeShort(twoPlaces ? 5 : 4);
    out.writeByte(1);
    out.writeUTF("a/B");
    out.writeByte(tag);
    out.write(new byte[bytesOf(tag)]);
    out.writeByte(1);
    out.writeUTF("last");
    return bytes.toByteArray();
  }

  /** By the table of constants in the JVM's specification, 4.4. */
  private static int bytesOf(int tag) {
    return switch (tag) {
      case 5, 6 -> 8;
      case 15 -> 3;
      case 7, 8, 16, 19, 20 -> 2;
      default -> 4;
    };
  }
}
