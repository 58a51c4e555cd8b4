package io.scf4j.maven.packaging;

import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.PackageResult.BundledJre;
import io.scf4j.maven.packaging.jre.Jdk;
import io.scf4j.maven.packaging.jre.JdkChoice;
import io.scf4j.maven.packaging.jre.Jre;
import io.scf4j.maven.packaging.jre.JreRequest;
import io.scf4j.maven.packaging.jre.JreSource;
import io.scf4j.maven.report.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Project to zip: the function's own classes as the first jar, the runtime core, the dependencies,
 * {@code bootstrap}, and the files of {@code src/main/scf}. A {@code bootstrap} among those, or an
 * executable that the user names, replaces the generated one, and then nothing Java is required.
 */
public final class Packager {
  private static final String BOOTSTRAP = PackageEntry.BOOTSTRAP;
  private static final String JRE = "jre/";
  private static final String AOT_CACHE = FunctionStart.CACHE;
  private static final String JDK_ARCHIVE = ".jsa";
  private static final Set<String> JRE_PROGRAMS = Set.of("lib/jexec", "lib/jspawnhelper");

  private final PackageInput input;
  private final ReproducibleZip zip;
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
    this.zip = new ReproducibleZip(input.timestamp());
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
    // Refused, if it must be, before any work is done.
    Optional<JdkChoice> jdk = jdk(ownBootstrap, classPath);
    List<PackageEntry> jars =
        needsJars(ownBootstrap, classPath)
            ? new FunctionJars(classPath, input.timestamp(), work, console).entries()
            : List.of();
    entries.addAll(jars);
    Optional<Jre> jre = jdk.map(choice -> jre(choice, jars));
    if (!ownBootstrap) {
      entries.addAll(start(entries, jars, handler, jre));
      handler = PlatformRules.isHandler(handler) ? handler : PlatformRules.DEFAULT_HANDLER;
    }
    boolean trained = entries.stream().anyMatch(entry -> entry.path().equals(AOT_CACHE));
    List<PackageEntry> jreFiles = jre.map(one -> jreFiles(one.directory())).orElse(List.of());
    // The archive of the JDK's classes is there for a start without a cache, which has them too.
    jreFiles.stream()
        .filter(entry -> !trained || !entry.path().endsWith(JDK_ARCHIVE))
        .forEach(entries::add);
    String name = input.functionName() + ".zip";
    Path file = input.outputDirectory().resolve(name);
    PackagePlan plan = new PackagePlan(entries);
    sizes.unpacked(name, plan.sizes(), 0).ifPresent(console::warn);
    String sha256 = archive(plan, file, () -> jre.map(one -> deflated(one, jreFiles)));
    return result(plan, file, sha256, handler, jre.map(Packager::described).orElse(null));
  }

  private Path deflated(Jre jre, List<PackageEntry> files) {
    return new DeflatedJre(input.jre().cache()).of(jre.id(), files);
  }

  private PackageResult result(
      PackagePlan plan, Path file, String sha256, String handler, BundledJre jre) {
    try {
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
          plan.sizes().values().stream().mapToLong(Long::longValue).sum(),
          PartSizes.of(plan, file),
          jre);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** A script of the user's may start a JVM on them; a program that was named starts itself. */
  private boolean needsJars(boolean ownBootstrap, FunctionClassPath classPath) {
    return !ownBootstrap || (input.contents().executable().isEmpty() && classPath.hasClasses());
  }

  /**
   * Makes the archive, checks it and only then puts it in place; or keeps the one that is there.
   *
   * @param deflated gives the JRE's files as a zip, if the plan has such
   * @return the archive's SHA-256
   */
  private String archive(PackagePlan plan, Path file, Supplier<Optional<Path>> deflated) {
    String content = plan.sha256(input.timestamp());
    ArchiveStamp stamp = new ArchiveStamp(work.resolve(file.getFileName() + ".stamp"));
    Optional<String> kept = stamp.find(content, file);
    if (kept.isPresent()) {
      console.info("Nothing has changed: " + file.getFileName() + " is kept as it is.");
      return kept.get();
    }
    Path unchecked = work.resolve(file.getFileName());
    new PackageZip(zip).write(plan, deflated.get(), unchecked);
    PackageCheck.require(unchecked);
    try {
      Files.move(unchecked, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
    return stamp.write(content, file);
  }

  /** The JDK of the JRE in the package; empty when there shall be none. */
  private Optional<JdkChoice> jdk(boolean ownBootstrap, FunctionClassPath classPath) {
    JreRequest request = input.jre();
    JreSource usual = ownBootstrap ? JreSource.NONE : JreSource.BUNDLE;
    if (request.source().orElse(usual) != JreSource.BUNDLE) {
      return Optional.empty();
    }
    int atLeast = ClassVersion.newestIn(classPath.own().file());
    return Optional.of(
        JdkChoice.of(request.search(), atLeast, jdk -> List.of(), request.fitRequired()));
  }

  private Jre jre(JdkChoice choice, List<PackageEntry> jars) {
    Jre jre = Jre.of(input.jre(), choice, jars.stream().map(PackageEntry::file).toList());
    jre.description().forEach(console::info);
    return jre;
  }

  private static List<PackageEntry> jreFiles(Path jre) {
    return FileTree.filesIn(jre).stream()
        .map(
            file -> {
              String path = FileTree.relative(jre, file);
              int mode =
                  path.startsWith("bin/") || JRE_PROGRAMS.contains(path)
                      ? PackageEntry.EXECUTABLE
                      : PackageEntry.DATA;
              return new PackageEntry(JRE + path, file, mode, PackagePart.JRE);
            })
        .toList();
  }

  private static BundledJre described(Jre jre) {
    Jdk jdk = jre.choice().jdk();
    return new BundledJre(
        jdk.version(), jdk.vendor(), List.copyOf(jre.modules().keySet()), jre.choice().findings());
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
