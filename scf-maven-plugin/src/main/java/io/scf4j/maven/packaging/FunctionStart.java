package io.scf4j.maven.packaging;

import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.jre.AotStore;
import io.scf4j.maven.packaging.jre.AotTraining;
import io.scf4j.maven.packaging.jre.JarChecksum;
import io.scf4j.maven.packaging.jre.Jre;
import io.scf4j.maven.packaging.jre.SampleEvents;
import io.scf4j.maven.report.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a Java function starts with: the generated {@code bootstrap} and, with a JRE that can, an
 * AOT cache and the samples of the project. The bootstrap is written twice: for the training, and
 * with what the training has shown.
 */
final class FunctionStart {
  static final String CACHE = CodePackage.AOT_CACHE;

  private static final String BOOTSTRAP = PackageEntry.BOOTSTRAP;
  private static final int OWN_AND_CORE = 2;

  /** Hidden, so that it collides with nothing of src/main/scf. */
  private static final String SAMPLE = ".scf4j-sample.json";

  private final PackageInput input;
  private final List<PackageEntry> jars;
  private final String handler;
  private final Console console;
  private final Path work;
  private final SampleEvents samples;

  /**
   * @param jars in the order of the class path
   * @param handler as configured
   */
  FunctionStart(
      PackageInput input, List<PackageEntry> jars, String handler, Console console, Path work) {
    this.input = input;
    this.jars = jars;
    this.handler = handler;
    this.console = console;
    this.work = work;
    this.samples = SampleEvents.in(input.scfDirectory().resolve("events"));
  }

  /** For a JVM of which nothing is known. */
  List<PackageEntry> withoutCache() {
    return start(Optional.empty());
  }

  /**
   * For a JVM that is known.
   *
   * @param code all that the package has besides
   */
  List<PackageEntry> with(Jre jre, List<PackageEntry> code) {
    Optional<String> checksum = JarChecksum.of(jars.stream().map(PackageEntry::file).toList());
    if (!input.start().aot() || !canTrain(jre) || !hasChecksum(checksum)) {
      return withoutCache();
    }
    requireNoOtherCache(code);
    List<PackageEntry> untrained = new ArrayList<>(code);
    AotUse use = new AotUse(jre.id(), checksum.get(), OptionalLong.empty());
    untrained.addAll(start(Optional.of(use)));
    Optional<AotStore.Stored> cache =
        new FunctionTraining(input, jre, samples, console).cache(untrained, apiHandler());
    if (cache.isEmpty()) {
      return withoutCache();
    }
    AotStore.Stored stored = cache.get();
    console.info(
        "AOT cache: "
            + stored.classes()
            + " classes of the function came from it when it was tried");
    AotUse proven = new AotUse(jre.id(), checksum.get(), jarTime(stored));
    List<PackageEntry> entries = new ArrayList<>(start(Optional.of(proven)));
    entries.add(new PackageEntry(CACHE, stored.file(), PackageEntry.DATA, PackagePart.AOT));
    return entries;
  }

  private static void requireNoOtherCache(List<PackageEntry> code) {
    for (PackageEntry entry : code) {
      if (entry.path().equals(CACHE)) {
        throw new ScfFailure(
            entry.file() + " has the name of the function's AOT cache.",
            "Rename it, or leave it out (<excludes>), or package without a cache:"
                + " <aot>off</aot> or -Dscf.aot=off.");
      }
    }
  }

  private OptionalLong jarTime(AotStore.Stored stored) {
    return stored.checksTimes()
        ? OptionalLong.of(FunctionTraining.jarTime(input.timestamp()).getEpochSecond())
        : OptionalLong.empty();
  }

  private boolean canTrain(Jre jre) {
    int feature = jre.choice().jdk().feature();
    if (feature < AotTraining.FIRST_JDK) {
      console.info(
          "No AOT cache with JDK "
              + feature
              + ": a JDK "
              + AotTraining.FIRST_JDK
              + " would start the function in half the time.");
      return false;
    }
    if (!Jre.runsHere()) {
      console.info("No AOT cache: only Linux on x86-64 can run the function to train it.");
      return false;
    }
    return true;
  }

  private boolean hasChecksum(Optional<String> checksum) {
    if (checksum.isEmpty()) {
      console.warn(
          "No AOT cache: one of the jars ends with a zip comment or is a zip64, and could not be told"
              + " from another one that takes its place.");
    }
    return checksum.isPresent();
  }

  private String apiHandler() {
    return PlatformRules.isHandler(handler) ? handler : PlatformRules.DEFAULT_HANDLER;
  }

  /**
   * The script and, when the project has one, the event with which the runtime makes the function's
   * JSON library ready before the first real one.
   */
  private List<PackageEntry> start(Optional<AotUse> aot) {
    StartSettings start = input.start();
    List<String> options =
        new ArrayList<>(
            JvmOptions.of(start.profile(), start.memoryMb(), hasLibraries(), start.jvmOptions()));
    List<PackageEntry> entries = new ArrayList<>();
    if (samples.own()) {
      options.add("-Dscf4j.sample=" + SAMPLE);
      Path sample = work.resolve(SAMPLE);
      write(sample, samples.events().get(0).body());
      entries.add(new PackageEntry(SAMPLE, sample, PackageEntry.DATA, PackagePart.APP));
    }
    BootstrapScript script =
        new BootstrapScript(
            jars.stream().map(jar -> jar.path().substring(FunctionJars.LIB.length())).toList(),
            PlatformRules.isHandler(handler) ? Optional.empty() : Optional.of(handler),
            options,
            aot);
    Path file = work.resolve(BOOTSTRAP);
    write(file, script.render().getBytes(StandardCharsets.UTF_8));
    entries.add(new PackageEntry(BOOTSTRAP, file, PackageEntry.EXECUTABLE, PackagePart.APP));
    return entries;
  }

  /** Of a jar that the user names nobody knows what else is in it. */
  private boolean hasLibraries() {
    return jars.size() > OWN_AND_CORE || input.contents().jar().isPresent();
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
