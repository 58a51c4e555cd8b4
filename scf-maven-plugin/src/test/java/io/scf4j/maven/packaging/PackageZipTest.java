package io.scf4j.maven.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageZipTest {
  private static final Instant TIME = Instant.parse("2026-07-31T12:00:01Z");

  @TempDir Path directory;

  @Test
  void isByteForByteTheZipThatIsMadeAtOnce() throws IOException {
    List<PackageEntry> jre = jre();
    List<PackageEntry> all = others();
    all.addAll(jre);
    assertThat(merged(all, jre)).isEqualTo(atOnce(all));
  }

  @Test
  void takesOfTheJreOnlyWhatIsPlanned() throws IOException {
    List<PackageEntry> jre = jre();
    List<PackageEntry> all = others();
    all.addAll(jre.subList(0, 3));
    assertThat(merged(all, jre)).isEqualTo(atOnce(all));
  }

  @Test
  void copiesTheJreAsItWasDeflatedBefore() throws IOException {
    List<PackageEntry> jre = jre();
    List<PackageEntry> all = others();
    all.addAll(jre);
    Path deflated = deflated(jre);
    Files.writeString(directory.resolve("release"), "R".repeat(9_000));
    Path zip = directory.resolve("a.zip");

    write(all, Optional.of(deflated), zip);

    try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
      assertThat(file.getInputStream(file.getEntry("jre/release")).readAllBytes())
          .asString()
          .isEqualTo("r".repeat(9_000));
    }
  }

  @Test
  void zipsAtOnceWhereAFileOfTheProjectLiesAmongThoseOfTheJre() throws IOException {
    List<PackageEntry> jre = jre();
    List<PackageEntry> all = others();
    all.addAll(jre);
    all.add(entry("jre/lib/own.txt", "own", PackageEntry.DATA, PackagePart.APP));
    assertThat(merged(all, jre)).isEqualTo(atOnce(all));
  }

  @Test
  void deflatesAllWhenTheZipIsOfAnotherJre() throws IOException {
    Path zip = directory.resolve("merged.zip");
    Path deflated = deflated(jre());
    for (String path : List.of("jre/release", "jre/lib/other")) {
      List<PackageEntry> all = others();
      all.add(entry(path, "another", PackageEntry.DATA, PackagePart.JRE));
      write(all, Optional.of(deflated), zip);
      assertThat(zip).hasBinaryContent(atOnce(all));
    }
  }

  @Test
  void deflatesAJreOnceAndLeavesNothingBesideIt() throws IOException {
    Path deflated = deflated(jre());
    assertThat(deflated(List.of())).isEqualTo(deflated);
    try (var files = Files.list(deflated.getParent())) {
      assertThat(files).containsExactly(deflated);
    }
  }

  private byte[] merged(List<PackageEntry> all, List<PackageEntry> jre) throws IOException {
    Path zip = directory.resolve("merged.zip");
    write(all, Optional.of(deflated(jre)), zip);
    assertThat(zip.resolveSibling("merged.zip.rest")).doesNotExist();
    return Files.readAllBytes(zip);
  }

  private byte[] atOnce(List<PackageEntry> all) throws IOException {
    Path zip = directory.resolve("once.zip");
    new ReproducibleZip(TIME).write(new PackagePlan(all), zip);
    return Files.readAllBytes(zip);
  }

  private static void write(List<PackageEntry> all, Optional<Path> deflated, Path zip) {
    new PackageZip(new ReproducibleZip(TIME)).write(new PackagePlan(all), deflated, zip);
  }

  private Path deflated(List<PackageEntry> jre) {
    return new DeflatedJre(directory.resolve("cache")).of("25-abc", jre);
  }

  private List<PackageEntry> others() throws IOException {
    return new ArrayList<>(
        List.of(
            entry("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n", 0644, PackagePart.APP),
            entry("app.aot", "a".repeat(100_000), PackageEntry.DATA, PackagePart.AOT),
            entry("bootstrap", "#!/bin/sh\n", PackageEntry.EXECUTABLE, PackagePart.APP),
            entry("empty", "", PackageEntry.DATA, PackagePart.APP),
            entry("lib/app.jar", "PK", PackageEntry.DATA, PackagePart.APP),
            entry("你好.txt", "ni hao", PackageEntry.DATA, PackagePart.APP)));
  }

  private List<PackageEntry> jre() throws IOException {
    PackageEntry license = entry("jre/legal/a/LICENSE", "free", 0644, PackagePart.JRE);
    Path link = directory.resolve("link");
    if (!Files.isSymbolicLink(link)) {
      Files.createSymbolicLink(link, license.file().getFileName());
    }
    return List.of(
        license,
        new PackageEntry("jre/legal/b/LICENSE", link, PackageEntry.DATA, PackagePart.JRE),
        entry("jre/lib/server/classes.jsa", "j".repeat(50_000), 0644, PackagePart.JRE),
        entry("jre/bin/java", "ELF".repeat(5_000), PackageEntry.EXECUTABLE, PackagePart.JRE),
        entry("jre/conf/none", "", PackageEntry.DATA, PackagePart.JRE),
        entry("jre/release", "r".repeat(9_000), PackageEntry.DATA, PackagePart.JRE));
  }

  private PackageEntry entry(String path, String content, int mode, PackagePart part)
      throws IOException {
    Path file = directory.resolve(path.substring(path.lastIndexOf('/') + 1));
    Files.writeString(file, content);
    return new PackageEntry(path, file, mode, part);
  }
}
