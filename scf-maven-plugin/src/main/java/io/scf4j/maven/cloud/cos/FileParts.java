package io.scf4j.maven.cloud.cos;

import io.scf4j.maven.cloud.ObjectStore;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.ScfFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A package's file, part after part in one buffer. Digests what it reads: an object that lies under
 * the digest of other bytes would be deployed for them ever after.
 */
final class FileParts implements AutoCloseable {
  private final CodePackage code;
  private final InputStream in;
  private final byte[] buffer;
  private final MessageDigest sha256 = digest("SHA-256");
  private long read;
  private int number;

  /** A part, valid until the next is read. */
  static final class Part {
    private final byte[] buffer;
    private final int number;
    private final int length;
    private final boolean last;

    private Part(byte[] buffer, int number, int length, boolean last) {
      this.buffer = buffer;
      this.number = number;
      this.length = length;
      this.last = last;
    }

    /** From 1. */
    int number() {
      return number;
    }

    int length() {
      return length;
    }

    boolean isLast() {
      return last;
    }

    /** From its beginning with each call. */
    InputStream stream() {
      return new ByteArrayInputStream(buffer, 0, length);
    }
  }

  FileParts(CodePackage code, int partBytes) {
    this.code = code;
    buffer = new byte[(int) Math.min(partBytes, code.sizeBytes())];
    try {
      in = Files.newInputStream(code.file());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + code.file(), e);
    }
  }

  boolean hasNext() {
    return read < code.sizeBytes();
  }

  /** Reads the next part. */
  Part next() {
    int length = (int) Math.min(buffer.length, code.sizeBytes() - read);
    try {
      if (in.readNBytes(buffer, 0, length) < length) {
        throw ObjectStore.changed(code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + code.file(), e);
    }
    read += length;
    sha256.update(buffer, 0, length);
    return new Part(buffer, ++number, length, !hasNext());
  }

  /**
   * Once all is read.
   *
   * @throws ScfFailure when it was not what the package's digest says
   */
  void requireSamePackage() {
    if (!HexFormat.of().formatHex(sha256.digest()).equals(code.sha256())) {
      throw ObjectStore.changed(code);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close " + code.file(), e);
    }
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + name, e);
    }
  }
}
