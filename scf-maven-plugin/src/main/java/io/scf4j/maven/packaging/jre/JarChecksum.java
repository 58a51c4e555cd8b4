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

  /** Empty when one of them is not as the core would read it: with a comment, say, or zip64. */
  public static Optional<String> of(List<Path> jars) {
    CRC32 crc = new CRC32();
    for (Path jar : jars) {
      if (!isPlain(jar)) {
        return Optional.empty();
      }
      try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
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

  /** Whether the end of the file is where and what the core expects: no comment, no zip64. */
  private static boolean isPlain(Path jar) {
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      if (file.length() < END_BYTES) {
        return false;
      }
      file.seek(file.length() - END_BYTES);
      boolean atTheEnd = file.readInt() == END_MAGIC;
      file.seek(file.length() - SIZE_BEFORE_END);
      long size = Integer.reverseBytes(file.readInt());
      long offset = Integer.reverseBytes(file.readInt());
      return atTheEnd && size >= 0 && offset >= 0 && offset + size <= file.length();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + jar, e);
    }
  }
}
