package io.scf4j.maven.local.store;

import io.scf4j.maven.model.PlatformRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks a zip that somebody else made: nothing leaves the target directory, by name or by link,
 * nothing grows beyond the platform's 500 MB whatever its headers claim, and unix modes are kept,
 * less the right to write.
 */
final class SafeZip {
  private static final int MAX_LINK_BYTES = 4096;

  private SafeZip() {}

  /** Refuses a zip that {@link #unpack} would refuse, as far as its directory tells. */
  static void check(ZipFile zip) throws IOException {
    Path anywhere = Path.of("/code");
    Set<Path> files = new HashSet<>();
    long total = 0;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      Path target = target(anywhere, entry);
      if (!entry.isDirectory() && !files.add(target)) {
        throw new IOException("entry " + entry.getName() + " is in it twice");
      }
      if (entry.isUnixSymlink()) {
        checkLink(anywhere, target, link(zip, entry));
      }
      if (!zip.canReadEntryData(entry)) {
        throw new IOException(
            "entry " + entry.getName() + " is encrypted or packed in a way that cannot be read");
      }
      total += Math.max(0, entry.getSize());
      if (total > PlatformRules.MAX_UNPACKED_BYTES) {
        throw tooLarge();
      }
    }
  }

  /** Unpacks into an empty directory and makes all of it read-only. */
  static void unpack(ZipFile zip, Path directory) throws IOException {
    List<ZipArchiveEntry> links = new ArrayList<>();
    long left = PlatformRules.MAX_UNPACKED_BYTES;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      Path target = target(directory, entry);
      if (entry.isDirectory()) {
        Files.createDirectories(target);
      } else if (entry.isUnixSymlink()) {
        links.add(entry);
      } else {
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry);
            OutputStream out = Files.newOutputStream(target)) {
          left -= copy(in, out, left);
        }
        Files.setPosixFilePermissions(target, permissions(entry.getUnixMode()));
      }
    }
    // Last, so that no file is written through a link.
    for (ZipArchiveEntry entry : links) {
      Path target = target(directory, entry);
      Files.createDirectories(target.getParent());
      Path to = checkLink(directory, target, link(zip, entry));
      Files.createSymbolicLink(target, to);
    }
    StoreFiles.makeReadOnly(directory);
  }

  private static Path target(Path directory, ZipArchiveEntry entry) throws IOException {
    String name = entry.getName();
    Path target = directory.resolve(name).normalize();
    boolean climbs = List.of(name.split("/")).contains("..");
    if (name.startsWith("/")
        || name.indexOf('\0') >= 0
        || climbs
        || !target.startsWith(directory)) {
      throw new IOException("entry " + name + " leaves the code directory");
    }
    return target;
  }

  private static Path checkLink(Path directory, Path link, Path to) throws IOException {
    if (to.isAbsolute() || !link.getParent().resolve(to).normalize().startsWith(directory)) {
      throw new IOException("link " + directory.relativize(link) + " leaves the code directory");
    }
    return to;
  }

  private static Path link(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return Path.of(new String(in.readNBytes(MAX_LINK_BYTES), StandardCharsets.UTF_8));
    }
  }

  private static long copy(InputStream in, OutputStream out, long limit) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      total += n;
      if (total > limit) {
        throw tooLarge();
      }
      out.write(buffer, 0, n);
    }
    return total;
  }

  private static IOException tooLarge() {
    return new IOException("the code unpacks to more than 500 MB");
  }

  /**
   * A zip made on Windows has no modes; its files are readable and, as on the platform, not
   * executable.
   */
  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((mode & 0111) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }
}
