package io.scf4j.maven.packaging.jre;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The texts in the constants of a class file: whatever it refers to stands in one of them. */
final class ClassConstants {
  private static final int MAGIC = 0xCAFEBABE;

  private ClassConstants() {}

  /** All texts of the constant pool; none of what is not a class file. */
  static List<String> of(byte[] bytes) throws IOException {
    List<String> texts = new ArrayList<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (bytes.length < 10 || in.readInt() != MAGIC) {
      return texts;
    }
    in.readInt();
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.add(in.readUTF());
        case 5, 6 -> { // long and double take two places
          in.readLong();
          i++;
        }
        case 15 -> in.skipBytes(3);
        case 7, 8, 16, 19, 20 -> in.skipBytes(2);
        default -> in.skipBytes(4);
      }
    }
    return texts;
  }

  /** Whether a text can hold the name of a class in a package: as a type, or as a text. */
  static boolean mayNameClass(String text) {
    return text.indexOf('/') >= 0 || text.indexOf('.') >= 0;
  }
}
