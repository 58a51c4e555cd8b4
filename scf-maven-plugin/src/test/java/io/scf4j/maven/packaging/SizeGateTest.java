package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeGateTest {
  private static final long MB = 1024 * 1024;

  private final SizeGate gate = new SizeGate(100 * MB, 10 * MB);

  @Test
  void hasThePlatformsLimits() {
    assertThat(SizeGate.PLATFORM).isEqualTo(new SizeGate(524_288_000, 52_428_800));
  }

  @Test
  void takesUpToTheLimitAndWarnsAboveFourFifthsOfIt() {
    assertThat(gate.unpacked("a.zip", Map.of("a", 80 * MB), 0)).isEmpty();
    assertThat(gate.unpacked("a.zip", Map.of("a", 80 * MB + 1), 0))
        .hasValue("a.zip unpacks to 80 MB; the platform takes 100 MB, layers included.");
    assertThat(gate.unpacked("a.zip", Map.of("a", 60 * MB, "b", 40 * MB), 0)).isPresent();
  }

  @Test
  void countsTheLayersToo() {
    assertThat(gate.unpacked("a.zip", Map.of("a", 50 * MB), 30 * MB)).isEmpty();
    assertThat(gate.unpacked("a.zip", Map.of("a", 50 * MB), 40 * MB))
        .hasValue(
            "a.zip unpacks to 50 MB, its layers to 40 MB; the platform takes 100 MB, layers"
                + " included.");
    assertThatFailure(() -> gate.unpacked("a.zip", Map.of("a", 50 * MB), 50 * MB + 1))
        .hasMessageStartingWith("a.zip unpacks to 50 MB, its layers to 50 MB; ");
  }

  @Test
  void refusesWhatIsTooLargeWithTheTenLargestFiles() {
    Map<String, Long> files = new LinkedHashMap<>();
    for (int i = 1; i <= 12; i++) {
      files.put("lib/" + i + ".jar", i * 3 * MB / 2);
    }
    files.put("jre/lib/modules", 10 * MB + 1);
    files.put("empty", 0L);
    assertThatFailure(() -> gate.unpacked("big.zip", files, 0))
        .hasMessage(
            """
            big.zip unpacks to 127 MB; the platform takes 100 MB, layers included.
            The largest of its 14 files:
                 18.0 MB  lib/12.jar
                 16.5 MB  lib/11.jar
                 15.0 MB  lib/10.jar
                 13.5 MB  lib/9.jar
                 12.0 MB  lib/8.jar
                 10.5 MB  lib/7.jar
                 10.0 MB  jre/lib/modules
                  9.0 MB  lib/6.jar
                  7.5 MB  lib/5.jar
                  6.0 MB  lib/4.jar
            Leave out what the function does not need (<dependencyExcludes>, <excludes>), or load \
            it at the start from COS or a mounted CFS.""");
  }

  @Test
  void neverRefusesAZipForItsOwnSizeBecauseCosTakesAny() {
    assertThat(gate.compressed("a.zip", 8 * MB)).isEmpty();
    assertThat(gate.compressed("a.zip", 8 * MB + 1)).isPresent();
    assertThat(gate.compressed("a.zip", 10 * MB + 100_000))
        .hasValue(
            "a.zip has 10.1 MB; above 10 MB the platform takes a zip from COS only, not from a"
                + " call or the console.");
  }
}
