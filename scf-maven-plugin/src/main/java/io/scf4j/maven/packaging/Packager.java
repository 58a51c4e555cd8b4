package io.scf4j.maven.packaging;

import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.PackageResult.BundledJre;
import io.scf4j.maven.packaging.PackageResult.JreLayer;
import io.scf4j.maven.packaging.jre.Jre;
import io.scf4j.maven.packaging.jre.JreSource;
import io.scf4j.maven.packaging.platform.ClassVersion;
import io.scf4j.maven.packaging.platform.Finding;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.report.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Project to zip: the function's own classes as the first jar, the runtime core, the dependencies,
 * {@code bootstrap}, and the files of {@code src/main/scf}. A {@code bootstrap} among those, or an
 * executable that the user names, replaces the generated one, and then nothing Java is required.
 */
public final class Packager {
  private static final String BOOTSTRAP = PackageEntry.BOOTSTRAP;

  private final PackageInput input;
  private final Path work;
  private final Console console;
  private final SizeGate sizes;

  /**
   * @param console is told what was decided
   */
  public Packager(PackageInput input, Console console) {
    this(input, console, SizeGate.PLATFORM);
  }

  Packager(PackageInput input, Console console, SizeGate sizes) {
    this.input = input;
    this.console = console;
    this.sizes = sizes;
    this.work = input.outputDirectory().resolve("work");
  }

  /** Whether a directory holds the {@code bootstrap} that makes any project a function. */
  public static boolean hasBootstrap(Path scfDirectory) {
    return Files.isRegularFile(scfDirectory.resolve(BOOTSTRAP));
  }

  /**
   * Writes the zip.
   *
   * @throws ScfFailure when the function could not start; nothing is written then
   */
  public PackageResult run() {
    List<PackageEntry> entries = new ArrayList<>(files());
    boolean ownBootstrap = entries.stream().anyMatch(file -> file.path().equals(BOOTSTRAP));
    FunctionClassPath classPath = FunctionClassPath.of(input, work, console);
    String handler =
        ownBootstrap
            ? input.handler().orElse(PlatformRules.DEFAULT_HANDLER)
            : new HandlerClass(classPath).require(input);
    FunctionJre jvm =
        FunctionJre.choose(
            input,
            input.jre().source().orElse(ownBootstrap ? JreSource.NONE : JreSource.BUNDLE),
            ClassVersion.newestIn(classPath.own().file()),
            console);
    List<PackageEntry> jars =
        needsJars(ownBootstrap, classPath)
            ? new FunctionJars(classPath, input.timestamp(), work, console).entries()
            : List.of();
    entries.addAll(jars);
    TargetGate gate = new TargetGate(input, console);
    List<Finding> findings = new ArrayList<>(gate.pass(entries, jvm.java()));
    Optional<Jre> jre = jvm.link(jars);
    jre.ifPresent(
        linked ->
            findings.addAll(
                gate.passJre(FunctionJre.files(linked), !linked.choice().findings().isEmpty())));
    if (!ownBootstrap) {
      entries.addAll(start(entries, jars, handler, jre));
      handler = PlatformRules.isHandler(handler) ? handler : PlatformRules.DEFAULT_HANDLER;
    }
    Optional<Jre> bundled = jre.filter(linked -> jvm.isBundled());
    boolean trained = entries.stream().anyMatch(entry -> entry.part() == PackagePart.AOT);
    bundled.ifPresent(
        linked ->
            entries.addAll(
                trained ? FunctionJre.filesBesideAnAotCache(linked) : FunctionJre.files(linked)));
    Optional<Jre> layer = jre.filter(linked -> jvm.isLayer());
    PackagePlan plan = new PackagePlan(entries);
    Optional<PackagePlan> layerPlan =
        layer.map(linked -> new PackagePlan(FunctionJre.files(linked)));
    String name = input.functionName() + ".zip";
    sizes
        .unpacked(name, plan.sizes(), layerPlan.map(PackagePlan::bytes).orElse(0L))
        .ifPresent(console::warn);
    PackageArchives archives = new PackageArchives(input, work, console);
    Path file = input.outputDirectory().resolve(name);
    String sha256 = archives.make(plan, bundled, file, PackageCheck::require);
    return result(
        plan,
        file,
        sha256,
        handler,
        bundled.map(FunctionJre::described).orElse(null),
        layer.map(linked -> layer(archives, layerPlan.orElseThrow(), linked)).orElse(null),
        findings);
  }

  private JreLayer layer(PackageArchives archives, PackagePlan plan, Jre jre) {
    Path file = layerFile();
    String sha256 = archives.make(plan, Optional.empty(), file, unchecked -> {});
    console.info("The function's JRE is for a layer: " + file);
    return new JreLayer(
        file.getFileName().toString(), sha256, jre.id(), FunctionJre.described(jre));
  }

  private Path layerFile() {
    return input.outputDirectory().resolve(input.functionName() + "-jre-layer.zip");
  }

  private PackageResult result(
      PackagePlan plan,
      Path file,
      String sha256,
      String handler,
      BundledJre jre,
      JreLayer layer,
      List<Finding> findings) {
    try {
      if (layer == null) {
        Files.deleteIfExists(layerFile()); // of an earlier build
      }
      String name = file.getFileName().toString();
      long size = Files.size(file);
      sizes.compressed(name, size).ifPresent(console::warn);
      return new PackageResult(
          1,
          input.functionName(),
          FunctionSpec.RUNTIME,
          handler,
          name,
          size,
          sha256,
          plan.entries().size(),
          plan.bytes(),
          PartSizes.of(plan, file),
          jre,
          layer,
          input.targetPolicy() != TargetPolicy.OFF,
          findings);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** A script of the user's may start a JVM on them; a program that was named starts itself. */
  private boolean needsJars(boolean ownBootstrap, FunctionClassPath classPath) {
    return !ownBootstrap || (input.contents().executable().isEmpty() && classPath.hasClasses());
  }

  /** What starts a Java function: {@code bootstrap}, and the AOT cache with what belongs to it. */
  private List<PackageEntry> start(
      List<PackageEntry> code, List<PackageEntry> jars, String handler, Optional<Jre> jre) {
    FunctionStart start = new FunctionStart(input, jars, handler, console, work);
    return jre.isPresent() ? start.with(jre.get(), code) : start.withoutCache();
  }

  private List<PackageEntry> files() {
    List<PackageEntry> files =
        new ScfFiles(input.scfDirectory(), input.contents().scfFiles(), console).entries();
    Optional<PackageEntry> bootstrap =
        input.contents().executable().map(file -> ExecutableFile.bootstrap(file, files));
    return Stream.concat(files.stream(), bootstrap.stream()).toList();
  }
}
