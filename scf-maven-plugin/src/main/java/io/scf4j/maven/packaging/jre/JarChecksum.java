package io.scf4j.maven.packaging.jre;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The checksum by which the runtime core knows the jars of an AOT cache (its system property {@code
 * scf4j.aot.jars}): CRC-32 of the zip directories of all, in the order of the class path, as hex
 * digits. In those stands the CRC-32 of every file in the jars.
 */
public final class JarChecksum {
  private static final int END_BYTES = 22;
  private static final int END_MAGIC = 0x504b0506;
  private static final int SIZE_BEFORE_END = 10;

  private JarChecksum() {}

  /** Empty when one of them ends with a comment, behind which the core would not look. */
  public static Optional<String> of(List<Path> jars) {
    CRC32 crc = new CRC32();
    for (Path jar : jars) {
      try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
        file.seek(file.length() - END_BYTES);
        if (file.readInt() != END_MAGIC) {
          return Optional.empty();
        }
        file.seek(file.length() - SIZE_BEFORE_END);
        byte[] directory = new byte[Integer.reverseBytes(file.readInt())];
        file.seek(Integer.reverseBytes(file.readInt()));
        file.readFully(directory);
        crc.update(directory);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + jar, e);
      }
    }
    return Optional.of(Long.toHexString(crc.getValue()));
  }
}
