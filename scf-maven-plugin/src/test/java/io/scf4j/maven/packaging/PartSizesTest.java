package io.scf4j.maven.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.packaging.PackageResult.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartSizesTest {
  @TempDir Path directory;

  @Test
  void addsUpEachPartAsItLiesInTheZip() throws IOException {
    PackagePlan plan =
        new PackagePlan(
            List.of(
                entry("jre/b", "b".repeat(10_000), PackagePart.JRE),
                entry("bootstrap", "#!/bin/sh", PackagePart.APP),
                entry("lib/app.jar", "1234567", PackagePart.APP),
                entry("jre/a", "a".repeat(10_000), PackagePart.JRE)));
    Path zip = directory.resolve("a.zip");
    new ReproducibleZip(Instant.parse("2026-01-31T12:00:00Z")).write(plan, zip);

    List<Part> parts = PartSizes.of(plan, zip);

    assertThat(parts).extracting(Part::part).containsExactly("app", "jre");
    assertThat(parts).extracting(Part::entries).containsExactly(2, 2);
    assertThat(parts).extracting(Part::bytes).containsExactly(16L, 20_000L);
    assertThat(parts.get(1).compressed()).isBetween(20L, 200L);
    double share =
        (double) parts.get(1).compressed()
            / (parts.get(0).compressed() + parts.get(1).compressed());
    assertThat(parts.get(1).share()).isBetween(share - 0.0006, share + 0.0006);
    assertThat(parts.get(0).share() * 1000).isEqualTo(Math.rint(parts.get(0).share() * 1000));
  }

  @Test
  void isATableThatFitsATerminal() {
    List<String> table =
        PartSizes.table(
            List.of(
                new Part("app", 2, 5_300, 2_900, 0.0),
                new Part("lib", 31, 21_400_000, 19_800_000, 0.317),
                new Part("jre", 97, 72_000_000, 28_700_000, 0.459),
                new Part("aot", 1, 30_000_000, 14_000_000, 0.224)));
    assertThat(table)
        .containsExactly(
            "  part    files    unpacked      in zip    share",
            "  app         2      5.2 KB      2.8 KB    0.0 %",
            "  lib        31     20.4 MB     18.9 MB   31.7 %",
            "  jre        97     68.7 MB     27.4 MB   45.9 %",
            "  aot         1     28.6 MB     13.4 MB   22.4 %",
            "  total     131    117.7 MB     59.6 MB  100.0 %");
    assertThat(table).allSatisfy(line -> assertThat("[INFO] " + line).hasSizeLessThan(80));
  }

  private PackageEntry entry(String path, String content, PackagePart part) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return new PackageEntry(path, Files.writeString(file, content), PackageEntry.DATA, part);
  }
}
