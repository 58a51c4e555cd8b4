package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A zip before it ships, whoever made it: what the platform answers with a bare 443 is named here.
 * Looks at the archive itself, not at how it was meant.
 */
public final class PackageCheck {
  private static final String BOOTSTRAP = "bootstrap";
  private static final int ANY_EXECUTE = 0111;

  private PackageCheck() {}

  /**
   * Looks into the archive.
   *
   * @throws ScfFailure when there is no zip, or no bootstrap in it that can be started, or too much
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
      ZipArchiveEntry bootstrap = archive.getEntry(BOOTSTRAP);
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
}
