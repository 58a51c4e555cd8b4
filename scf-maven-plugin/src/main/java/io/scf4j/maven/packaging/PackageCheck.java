package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A zip before it ships, whoever made it: what would start on no Linux at all, and what the
 * platform answers with a bare 443, is named here. Looks at the archive itself, not at how it was
 * meant.
 */
public final class PackageCheck {
  private static final String BOOTSTRAP = "bootstrap";
  private static final int ANY_EXECUTE = 0111;

  private final Path zip;
  private final ZipFile archive;
  private final ArchiveLinks links;

  private PackageCheck(Path zip, ZipFile archive) throws IOException {
    this.zip = zip;
    this.archive = archive;
    this.links = new ArchiveLinks(archive);
  }

  /**
   * Looks into the archive.
   *
   * @throws ScfFailure when there is no zip, or no bootstrap in it that can be started, or files in
   *     it whose place is not certain, or too much
   */
  public static void require(Path zip) {
    require(zip, SizeGate.PLATFORM);
  }

  static void require(Path zip, SizeGate limits) {
    if (!Files.isRegularFile(zip)) {
      throw new ScfFailure(
          "There is no " + zip + ".", "Run mvn package first, or check -Dscf.packageFile.");
    }
    try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
      PackageCheck check = new PackageCheck(zip, archive);
      check.requirePlaces();
      check.requireBootstrap();
      limits.unpacked(zip.getFileName().toString(), sizes(archive), 0);
    } catch (IOException e) {
      throw new ScfFailure(
          zip + " is not a zip file.",
          e.getMessage(),
          "Make it with mvn package or with zip; tar and 7z archives are not taken.",
          e);
    }
  }

  private static Map<String, Long> sizes(ZipFile archive) {
    Map<String, Long> sizes = new HashMap<>();
    for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
      sizes.put(entry.getName(), Math.max(0, entry.getSize()));
    }
    return sizes;
  }

  private void requirePlaces() throws IOException {
    List<String> problems = new ArrayList<>();
    Map<String, ZipArchiveEntry> places = new HashMap<>();
    for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
      Optional<String> problem = EntryName.problem(rawName(entry));
      problem.ifPresent(problems::add);
      ZipArchiveEntry other = places.putIfAbsent(EntryName.plain(entry.getName()), entry);
      if (other != null && !(other.isDirectory() && entry.isDirectory())) {
        problems.add("'" + EntryName.plain(entry.getName()) + "' is in it twice.");
      }
    }
    problems.addAll(links.problems());
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems(zip + " cannot be unpacked as it is meant:", problems);
    }
  }

  private void requireBootstrap() throws IOException {
    ZipArchiveEntry bootstrap = links.follow(BOOTSTRAP).orElse(null);
    if (bootstrap == null) {
      throw new ScfFailure(
          zip + " has no file 'bootstrap' at its root.",
          "Zip the content of the function's folder, not the folder: zip demo.zip bootstrap …");
    }
    int mode = bootstrap.getUnixMode();
    if ((mode & ANY_EXECUTE) == 0) {
      throw new ScfFailure(
          String.format(
              Locale.ROOT, "'bootstrap' in %s is not executable (mode %o).", zip, mode & 0777),
          "Run chmod 755 bootstrap before zipping, on Linux or macOS: a zip made on Windows loses"
              + " the bit, a package made by this plugin does not.");
    }
    try (InputStream in = archive.getInputStream(bootstrap)) {
      ScriptCheck.requireStartable(BOOTSTRAP + " in " + zip, in.readAllBytes());
    }
  }

  /** As it stands there: for a zip made on Windows the reader would mend it in silence. */
  private static String rawName(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    return raw == null ? entry.getName() : new String(raw, StandardCharsets.UTF_8);
  }
}
