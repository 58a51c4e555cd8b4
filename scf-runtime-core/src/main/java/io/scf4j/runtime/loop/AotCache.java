package io.scf4j.runtime.loop;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.StringTokenizer;
import java.util.zip.CRC32;

/**
 * Whether the AOT cache that this JVM was started with was made from the jars that are here. JDK 25
 * looks at their times and sizes at best, in its first releases at nothing, and so runs the old
 * classes of a jar that was exchanged in an unpacked package.
 *
 * <p>The zip directory of a jar has a checksum of each file in it, and is quick to read.
 */
final class AotCache {
  /** CRC-32, as hex digits, of the zip directories of all jars in the order of the class path. */
  static final String JARS = "scf4j.aot.jars";

  /** From the end of a zip without a comment: the size of its directory, then its offset. */
  private static final int SIZE_BEFORE_END = 10;

  private AotCache() {}

  /**
   * Refuses to go on with classes that are not those of the jars.
   *
   * @param expected value of {@link #JARS}, or null when there is no cache
   */
  static void check(String expected, String classPath) throws IOException {
    if (expected != null && !expected.equals(checksumOrNone(classPath))) {
      throw new IOException(
          "A jar in lib is not the one that the package's AOT cache was made from, so old classes"
              + " would run. Delete app.aot from the package, or package the function again.");
    }
  }

  /** A jar that is no plain zip any more is another one too. */
  private static String checksumOrNone(String classPath) {
    try {
      return checksum(classPath);
    } catch (IOException | RuntimeException damaged) {
      return "";
    }
  }

  static String checksum(String classPath) throws IOException {
    CRC32 crc = new CRC32();
    StringTokenizer jars = new StringTokenizer(classPath, File.pathSeparator);
    while (jars.hasMoreTokens()) {
      try (RandomAccessFile jar = new RandomAccessFile(jars.nextToken(), "r")) {
        jar.seek(jar.length() - SIZE_BEFORE_END);
        int size = Integer.reverseBytes(jar.readInt());
        if (size > jar.length()) {
          throw new IOException("no zip"); // before it costs the heap of a small function
        }
        byte[] directory = new byte[size];
        jar.seek(Integer.reverseBytes(jar.readInt()));
        jar.readFully(directory);
        crc.update(directory);
      }
    }
    return Long.toHexString(crc.getValue());
  }
}
