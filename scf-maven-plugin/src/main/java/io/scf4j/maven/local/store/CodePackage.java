package io.scf4j.maven.local.store;

import io.scf4j.maven.model.Sha256;
import java.io.IOException;
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
    return new CodePackage(zip, Sha256.of(zip));
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
