package io.scf4j.maven.packaging;

import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.JvmOptions.Profile;
import java.util.List;
import java.util.Map;

/**
 * How a Java function is started.
 *
 * @param profile how much CPU it has
 * @param memoryMb its memory limit, which bounds the heap
 * @param jvmOptions of the POM
 * @param aot whether it shall have an AOT cache where that is possible
 * @param environment its variables on the platform, for the training of the cache
 */
public record StartSettings(
    Profile profile,
    int memoryMb,
    List<String> jvmOptions,
    boolean aot,
    Map<String, String> environment) {

  public StartSettings {
    jvmOptions = List.copyOf(jvmOptions);
    environment = Map.copyOf(environment);
  }

  /**
   * From what a POM says.
   *
   * @param profile {@code standard} or {@code small}, may be null
   * @param aot {@code auto} or {@code off}, may be null
   * @throws ScfFailure when one of them is anything else, or the platform would not take the
   *     environment
   */
  public static StartSettings of(
      String profile,
      int memoryMb,
      List<String> jvmOptions,
      String aot,
      Map<String, String> environment) {
    List<String> problems = PlatformRules.environment(environment);
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems("The function's <environment> is wrong:", problems);
    }
    return new StartSettings(
        Profile.parse(profile), memoryMb, jvmOptions, isAuto(aot), environment);
  }

  private static boolean isAuto(String aot) {
    if (aot == null || aot.isBlank() || aot.strip().equalsIgnoreCase("auto")) {
      return true;
    }
    if (aot.strip().equalsIgnoreCase("off")) {
      return false;
    }
    throw new ScfFailure(
        "aot is '" + aot.strip() + "', which is neither auto nor off.",
        "Set <aot>off</aot> for a package without an AOT cache, or leave it out.");
  }
}
