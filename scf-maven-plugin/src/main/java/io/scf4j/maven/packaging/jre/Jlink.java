package io.scf4j.maven.packaging.jre;

import io.scf4j.maven.model.ScfFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Links a JRE. No debug attributes, headers or pages, and only the server VM; the modules file is
 * not compressed, because the zip does that better and the JVM maps it as it is. The native debug
 * symbols stay: removing them needs {@code objcopy}, and the bytes would depend on whose.
 */
final class Jlink {
  /** The JDK's own settings: what the machine would choose by its size decides over the bytes. */
  private static final List<String> DUMP =
      List.of("-Xshare:dump", "-XX:+UseG1GC", "-Xmx128m", "-XX:-UsePerfData");

  private static final int ZIP_LEVELS_BY_NAME = 21;

  /** With it a JVM of another JDK reads the modules of this one: 0.1 MB of a 22 MB package. */
  private static final String FOR_OTHER_JVMS = "/java.base/lib/jrt-fs.jar";

  private final Jdk jdk;
  private final Host host;

  Jlink(Jdk jdk) {
    this(jdk, Host.here());
  }

  Jlink(Jdk jdk, Host host) {
    this.jdk = jdk;
    this.host = host;
  }

  /**
   * The machine of the build.
   *
   * @param runsThePlatform whether programs for Linux on x86-64 run on it
   * @param javaHome of the JDK that runs Maven
   * @param feature its version's first number
   */
  record Host(boolean runsThePlatform, Path javaHome, int feature) {
    static Host here() {
      return new Host(
          Jre.runsHere(), Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }
  }

  /** All that decides over the result besides the JDK itself. */
  static String recipe(Jdk jdk, List<String> modules) {
    return String.join(" ", options(jdk, modules)) + " " + String.join(" ", DUMP);
  }

  /**
   * Links into a directory that does not exist yet, and adds the archive of the JDK's classes
   * without which a JVM starts in twice the time.
   *
   * @throws ScfFailure when jlink refuses, with what it said
   */
  void link(List<String> modules, Path directory) {
    List<String> command = new ArrayList<>(linker());
    command.addAll(options(jdk, modules));
    command.addAll(List.of("--output", directory.toString()));
    Tool.Result linked = Tool.run(command);
    if (linked.status() != 0) {
      throw refusal(linked.output());
    }
    if (!host.runsThePlatform()) {
      return; // who cannot run it cannot let it archive its classes
    }
    List<String> dump = new ArrayList<>(List.of(directory.resolve("bin/java").toString()));
    dump.addAll(DUMP);
    Tool.Result dumped = Tool.run(dump);
    boolean archived = Files.isRegularFile(directory.resolve("lib/server/classes.jsa"));
    if (dumped.status() != 0 || !archived) {
      throw new ScfFailure(
          "The JRE of " + jdk + " could not archive its classes.",
          dumped.output(),
          "Name another JDK with -Dscf.targetJdk=DIR.",
          null);
    }
  }

  /** The JDK's own; elsewhere that of Maven's JDK, if the modules are of its version. */
  private List<String> linker() {
    if (host.runsThePlatform()) {
      return List.of(jdk.tool("jlink").toString());
    }
    Path modules = jdk.home().resolve("jmods");
    if (!Files.isDirectory(modules) || jdk.feature() != host.feature()) {
      throw new ScfFailure(
          "A JRE for Linux on x86-64 cannot be linked from " + jdk + " on this machine.",
          "Its own jlink does not run here, and Maven's, of JDK "
              + host.feature()
              + ", links only from a JDK "
              + host.feature()
              + " with jmods.",
          "Name such a JDK for Linux with -Dscf.targetJdk=DIR; or take the JRE from a layer"
              + " (<jre>layer</jre>) or the environment (<jre>none</jre>); or package on Linux, in"
              + " CI for example.",
          null);
    }
    return List.of(
        host.javaHome().resolve("bin").resolve("jlink").toString(),
        "--module-path",
        modules.toString());
  }

  private static List<String> options(Jdk jdk, List<String> modules) {
    return List.of(
        "--add-modules",
        modules.stream().sorted().collect(Collectors.joining(",")),
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--exclude-files",
        FOR_OTHER_JVMS,
        "--vm",
        "server",
        "--compress",
        jdk.feature() < ZIP_LEVELS_BY_NAME ? "0" : "zip-0");
  }

  private ScfFailure refusal(String said) {
    if (said.contains("has been modified")) {
      return new ScfFailure(
          "jlink refuses " + jdk + ", because files of it were changed after it was installed:",
          said,
          "Such a JDK without jmods links itself only as it was delivered. Undo the change (a"
              + " certificate of your own belongs into the function, not into the JDK), or name"
              + " another JDK with -Dscf.targetJdk=DIR.",
          null);
    }
    return new ScfFailure(
        "jlink of " + jdk + " could not link the function's JRE.",
        said,
        "Name another JDK with -Dscf.targetJdk=DIR, or other modules with <modules>.",
        null);
  }
}
