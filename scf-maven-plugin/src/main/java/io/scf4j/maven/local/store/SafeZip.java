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
    check(zip, PlatformRules.MAX_UNPACKED_BYTES);
  }

  private static void check(ZipFile zip, long maxBytes) throws IOException {
    Path anywhere = Path.of("/code");
    ZipTree tree = new ZipTree();
    long total = 0;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      Path path = anywhere.relativize(target(anywhere, entry));
      if (entry.isDirectory()) {
        tree.directory(path);
      } else if (entry.isUnixSymlink()) {
        tree.link(path, entry.getName(), link(zip, entry));
      } else {
        tree.file(path, entry.getName());
      }
      if (!zip.canReadEntryData(entry)) {
        throw new IOException(
            "entry " + entry.getName() + " is encrypted or packed in a way that cannot be read");
      }
      total += Math.max(0, entry.getSize());
      if (total > maxBytes) {
        throw tooLarge();
      }
    }
    tree.check();
  }

  /** Unpacks into an empty directory and makes all of it read-only. */
  static void unpack(ZipFile zip, Path directory) throws IOException {
    unpack(zip, directory, PlatformRules.MAX_UNPACKED_BYTES);
  }

  /** As the other one, with a limit of its own for what is written, in bytes. */
  static void unpack(ZipFile zip, Path directory, long maxBytes) throws IOException {
    check(zip, maxBytes);
    List<ZipArchiveEntry> links = new ArrayList<>();
    long left = maxBytes;
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
      Files.createSymbolicLink(target, link(zip, entry));
    }
    StoreFiles.makeReadOnly(directory);
  }

  private static Path target(Path directory, ZipArchiveEntry entry) throws IOException {
    String name = entry.getName();
    if (name.indexOf('\0') >= 0) {
      throw new IOException("the name of an entry has a zero byte: " + name.replace('\0', '?'));
    }
    Path target = directory.resolve(name).normalize();
    boolean climbs = List.of(name.split("/")).contains("..");
    if (name.startsWith("/") || climbs || !target.startsWith(directory)) {
      throw new IOException("entry " + name + " leaves the code directory");
    }
    return target;
  }

  private static Path link(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      String to = new String(in.readNBytes(MAX_LINK_BYTES), StandardCharsets.UTF_8);
      if (to.isEmpty() || to.indexOf('\0') >= 0) {
        throw new IOException("link " + entry.getName() + " leads nowhere");
      }
      return Path.of(to);
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
