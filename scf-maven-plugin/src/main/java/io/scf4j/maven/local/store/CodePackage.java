package io.scf4j.maven.local.store;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * An uploaded zip that has been looked at: it opens, it stays inside its directory when unpacked,
 * and it unpacks to no more than the platform allows. Refused here, at upload, as the platform
 * does, and not at the first invocation.
 */
public final class CodePackage {
  private final byte[] zip;
  private final String sha256;

  private CodePackage(byte[] zip, String sha256) {
    this.zip = zip;
    this.sha256 = sha256;
  }

  /**
   * Checks a zip.
   *
   * @throws IOException when it is not one that a function can be made from; the message says why
   */
  public static CodePackage of(byte[] zip) throws IOException {
    try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel(zip);
        ZipFile file = ZipFile.builder().setSeekableByteChannel(channel).get()) {
      SafeZip.check(file);
    }
    try {
      return new CodePackage(
          zip, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  byte[] zip() {
    return zip;
  }

  /** Hex digest of the zip. */
  public String sha256() {
    return sha256;
  }

  /** Size of the zip in bytes. */
  public long size() {
    return zip.length;
  }
}
