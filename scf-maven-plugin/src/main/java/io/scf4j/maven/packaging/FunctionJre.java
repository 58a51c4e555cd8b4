package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.jre.Jdk;
import io.scf4j.maven.packaging.jre.JdkChoice;
import io.scf4j.maven.packaging.jre.Jre;
import io.scf4j.maven.packaging.jre.JreSource;
import io.scf4j.maven.packaging.platform.TargetCheck;
import io.scf4j.maven.report.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The JRE of a function, for its package or for a layer. Its JDK is chosen, and refused if it must
 * be, before any work is done; it is linked when all else is well.
 */
final class FunctionJre {
  private static final String DIRECTORY = "jre/";
  private static final Set<String> PROGRAMS = Set.of("lib/jexec", "lib/jspawnhelper");
  private static final String JDK_ARCHIVE = ".jsa";

  private final PackageInput input;
  private final JreSource source;
  private final Optional<JdkChoice> choice;
  private final Console console;

  private FunctionJre(
      PackageInput input, JreSource source, Optional<JdkChoice> choice, Console console) {
    this.input = input;
    this.source = source;
    this.choice = choice;
    this.console = console;
  }

  /**
   * Chooses its JDK.
   *
   * @param source where the function's JVM comes from
   * @param atLeast the Java that the function's own classes need
   * @throws ScfFailure when there shall be one in the package, and no JDK fits
   */
  static FunctionJre choose(PackageInput input, JreSource source, int atLeast, Console console) {
    Optional<JdkChoice> choice =
        source == JreSource.NONE ? Optional.empty() : jdk(input, source, atLeast, console);
    return new FunctionJre(input, source, choice, console);
  }

  private static Optional<JdkChoice> jdk(
      PackageInput input, JreSource source, int atLeast, Console console) {
    try {
      return Optional.of(
          JdkChoice.of(
              input.jre().search(),
              atLeast,
              jdk -> TargetCheck.ofJdk(jdk.home()),
              input.jre().fitRequired()));
    } catch (ScfFailure noneFits) {
      if (source == JreSource.BUNDLE || input.jre().search().isNamed()) {
        throw noneFits;
      }
      // A layer is also the way out for those who cannot make a JRE here.
      console.info(
          "No JRE for a layer is made, because no JDK here fits. The function needs a layer of your"
              + " own with a JRE at jre/.");
      return Optional.empty();
    }
  }

  /** Its version; empty when there is none, or nothing is known of it. */
  OptionalInt java() {
    return choice.isPresent() ? OptionalInt.of(choice.get().jdk().feature()) : OptionalInt.empty();
  }

  /** Links it for those jars, or finds it linked. */
  Optional<Jre> link(List<PackageEntry> jars) {
    if (choice.isEmpty()) {
      return Optional.empty();
    }
    List<Path> classPath = jars.stream().map(PackageEntry::file).toList();
    Jre jre = Jre.of(input.jre(), choice.get(), classPath);
    jre.description().forEach(console::info);
    return Optional.of(jre);
  }

  boolean isBundled() {
    return source == JreSource.BUNDLE;
  }

  boolean isLayer() {
    return source == JreSource.LAYER;
  }

  /** All its files, as they lie in a package and in a layer. */
  static List<PackageEntry> files(Jre jre) {
    return FileTree.filesIn(jre.directory()).stream()
        .map(
            file -> {
              String path = FileTree.relative(jre.directory(), file);
              int mode =
                  path.startsWith("bin/") || PROGRAMS.contains(path)
                      ? PackageEntry.EXECUTABLE
                      : PackageEntry.DATA;
              return new PackageEntry(DIRECTORY + path, file, mode, PackagePart.JRE);
            })
        .toList();
  }

  /** Without the archive of the JDK's classes: those that a function needs are in an AOT cache. */
  static List<PackageEntry> filesBesideAnAotCache(Jre jre) {
    return files(jre).stream().filter(entry -> !entry.path().endsWith(JDK_ARCHIVE)).toList();
  }

  static PackageResult.BundledJre described(Jre jre) {
    Jdk jdk = jre.choice().jdk();
    return new PackageResult.BundledJre(
        jdk.version(), jdk.vendor(), List.copyOf(jre.modules().keySet()));
  }
}
