package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.packaging.JvmOptions.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmOptionsTest {
  private static final String NATIVE = "-Djdk.reflect.useNativeAccessorOnly=true";

  private static List<String> options(String profile, boolean hasLibraries, String... own) {
    return JvmOptions.of(Profile.parse(profile), 256, hasLibraries, List.of(own));
  }

  @Test
  void areThoseThatMeasuredBest() {
    assertThat(options(null, true))
        .containsExactly(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-Xmx160m",
            "-XX:CompileThresholdScaling=4");
  }

  @Test
  void buildNoCodeForTheOneReflectiveCallOfAFunctionWithoutLibraries() {
    assertThat(options(null, false)).endsWith(NATIVE);
  }

  @Test
  void leaveOutWhatASmallFunctionHasNoTimeFor() {
    assertThat(options("small", true)).endsWith("-Xmx160m", "-XX:TieredStopAtLevel=1", NATIVE);
  }

  @Test
  void giveWayToTheFunctionsOwn() {
    assertThat(options(null, true, "-XX:+UseParallelGC", "-Xmx99m", "-Xlog:gc", "-Dmode=fast"))
        .containsExactly(
            "-XX:-UsePerfData",
            "-XX:CompileThresholdScaling=4",
            "-XX:+UseParallelGC",
            "-Xmx99m",
            "-Xlog:gc",
            "-Dmode=fast");
    assertThat(options(null, true, "-XX:MaxRAMPercentage=50")).doesNotContain("-Xmx160m");
    assertThat(options(null, true, "-XX:MaxHeapSize=99m")).doesNotContain("-Xmx160m");
  }

  @ParameterizedTest
  @CsvSource({"64, 24", "128, 48", "256, 160", "512, 384", "1024, 832", "3072, 2624"})
  void leaveMemoryForAllThatIsNotHeap(int memoryMb, int heapMb) {
    assertThat(JvmOptions.heapMb(memoryMb)).isEqualTo(heapMb);
  }

  @Test
  void refuseTwoOptionsInOne() {
    assertThatFailure(() -> options(null, true, "-Xmx100m -Xss1m"))
        .hasMessage(
            """
            jvmOptions has two options in one: '-Xmx100m -Xss1m'.
            Give each an element of its own: <jvmOption>…</jvmOption>, or commas with \
            -Dscf.jvmOptions.""");
    assertThatFailure(() -> options(null, true, "-Xss1m -Da=b"))
        .hasMessageStartingWith("jvmOptions has two options in one: '-Xss1m -Da=b'.");
    assertThat(options(null, true, "-Dtext=a - b")).contains("-Dtext=a - b");
  }

  @Test
  void refuseAProfileThatThereIsNot() {
    assertThatFailure(() -> Profile.parse("tiny"))
        .hasMessage(
            """
            profile is 'tiny', which is neither standard nor small.
            Set <profile>small</profile> for a function with a fraction of a CPU, or leave it out.""");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "Standard", " standard "})
  void areOfTheStandardProfileWithoutAnother(String text) {
    assertThat(Profile.parse(text)).isEqualTo(Profile.STANDARD);
  }
}
