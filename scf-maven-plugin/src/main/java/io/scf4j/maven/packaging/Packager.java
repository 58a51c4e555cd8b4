package io.scf4j.maven.packaging;

import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Sha256;
import io.scf4j.maven.packaging.PackageInput.Library;
import io.scf4j.maven.packaging.PackageResult.BundledJre;
import io.scf4j.maven.packaging.jre.Jdk;
import io.scf4j.maven.packaging.jre.JdkChoice;
import io.scf4j.maven.packaging.jre.Jre;
import io.scf4j.maven.packaging.jre.JreRequest;
import io.scf4j.maven.packaging.jre.JreSource;
import io.scf4j.maven.packaging.platform.ClassVersion;
import io.scf4j.maven.packaging.platform.Finding;
import io.scf4j.maven.packaging.platform.TargetCheck;
import io.scf4j.maven.report.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Project to zip: the function's own classes as the first jar, the runtime core, the dependencies,
 * {@code bootstrap}, and the files of {@code src/main/scf}. A {@code bootstrap} among those
 * replaces the generated one, and then nothing Java is required.
 */
public final class Packager {
  private static final String BOOTSTRAP = "bootstrap";
  private static final String JRE = "jre/";
  private static final Set<String> JRE_PROGRAMS = Set.of("lib/jexec", "lib/jspawnhelper");

  private final PackageInput input;
  private final ReproducibleZip zip;
  private final Path work;
  private final Console console;

  /**
   * @param console takes lines about what was decided
   */
  public Packager(PackageInput input, Console console) {
    this.input = input;
    this.console = console;
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
    boolean ownBootstrap = hasBootstrap(input.scfDirectory());
    List<PackageEntry> entries = new ArrayList<>(files());
    String handler =
        ownBootstrap ? input.handler().orElse(PlatformRules.DEFAULT_HANDLER) : requireHandler();
    Optional<JdkChoice> jdk = jdk(ownBootstrap); // refused, if it must be, before any work is done
    List<PackageEntry> jars =
        !ownBootstrap || hasClasses() ? new FunctionJars(input, zip, work).entries() : List.of();
    entries.addAll(jars);
    if (!ownBootstrap) {
      entries.add(generatedBootstrap(jars, handler));
      handler = PlatformRules.isHandler(handler) ? handler : PlatformRules.DEFAULT_HANDLER;
    }
    TargetGate gate = new TargetGate(input, console);
    OptionalInt java =
        jdk.map(choice -> OptionalInt.of(choice.jdk().feature())).orElse(OptionalInt.empty());
    List<Finding> findings = new ArrayList<>(gate.pass(entries, java));
    Optional<Jre> jre = jdk.map(choice -> jre(choice, jars));
    if (jre.isPresent()) {
      List<PackageEntry> files = jreFiles(jre.get().directory());
      findings.addAll(gate.passJre(files, !jre.get().choice().findings().isEmpty()));
      entries.addAll(files);
    }
    String name = input.functionName() + ".zip";
    Path file = input.outputDirectory().resolve(name);
    archive(new PackagePlan(entries), file);
    try {
      return new PackageResult(
          1,
          input.functionName(),
          FunctionSpec.RUNTIME,
          handler,
          name,
          Files.size(file),
          Sha256.of(file),
          entries.size(),
          jre.map(Packager::described).orElse(null),
          findings);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /**
   * Makes the archive, checks it and only then puts it in place; or keeps the one that is there.
   */
  private void archive(PackagePlan plan, Path file) {
    String content = plan.sha256(input.timestamp());
    ArchiveStamp stamp = new ArchiveStamp(work.resolve(file.getFileName() + ".stamp"));
    if (stamp.fits(content, file)) {
      console.info("Nothing has changed: " + file.getFileName() + " is kept as it is.");
      return;
    }
    Path unchecked = work.resolve(file.getFileName());
    zip.write(plan, unchecked);
    PackageCheck.require(unchecked);
    try {
      Files.move(unchecked, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
    stamp.write(content, file);
  }

  /** The JDK of the JRE in the package; empty when there shall be none. */
  private Optional<JdkChoice> jdk(boolean ownBootstrap) {
    JreRequest request = input.jre();
    JreSource usual = ownBootstrap ? JreSource.NONE : JreSource.BUNDLE;
    if (request.source().orElse(usual) != JreSource.BUNDLE) {
      return Optional.empty();
    }
    int atLeast = ClassVersion.newestIn(input.classes());
    return Optional.of(
        JdkChoice.of(
            request.search(),
            atLeast,
            jdk -> TargetCheck.ofJdk(jdk.home()),
            request.fitRequired()));
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
    return new BundledJre(jdk.version(), jdk.vendor(), List.copyOf(jre.modules().keySet()));
  }

  private String requireHandler() {
    if (!hasClasses()) {
      throw new ScfFailure(
          "Nothing compiled: " + input.classes() + " has no classes.",
          "Run mvn package scf:deploy …, which compiles first. A function without Java needs "
              + input.scfDirectory().resolve(BOOTSTRAP)
              + ".");
    }
    String handler =
        input
            .handler()
            .orElseThrow(
                () ->
                    new ScfFailure(
                        "Function '" + input.functionName() + "' has no handler.",
                        "Add <handler>pkg.Class::method</handler> to the configuration of"
                            + " scf-maven-plugin, or -Dscf.handler=pkg.Class::method, or your own "
                            + input.scfDirectory().resolve(BOOTSTRAP)
                            + "."));
    List<Path> libraries = input.libraries().stream().map(Library::file).toList();
    new HandlerClass(input.classes(), libraries).require(handler);
    return handler;
  }

  private boolean hasClasses() {
    if (!Files.isDirectory(input.classes())) {
      return false;
    }
    try (Stream<Path> files = Files.walk(input.classes())) {
      return files.anyMatch(file -> file.toString().endsWith(".class"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + input.classes(), e);
    }
  }

  private PackageEntry generatedBootstrap(List<PackageEntry> jars, String handler) {
    List<String> classPath =
        jars.stream().map(entry -> entry.path().substring(FunctionJars.LIB.length())).toList();
    Optional<String> argument =
        PlatformRules.isHandler(handler) ? Optional.empty() : Optional.of(handler);
    Path script = work.resolve(BOOTSTRAP);
    try {
      Files.createDirectories(work);
      Files.writeString(script, BootstrapScript.render(classPath, argument));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + script, e);
    }
    return new PackageEntry(BOOTSTRAP, script, PackageEntry.EXECUTABLE, PackagePart.APP);
  }

  private List<PackageEntry> files() {
    if (!Files.isDirectory(input.scfDirectory())) {
      return List.of();
    }
    return FileTree.filesIn(input.scfDirectory()).stream().map(this::scfFile).toList();
  }

  private PackageEntry scfFile(Path file) {
    String path = FileTree.relative(input.scfDirectory(), file);
    int mode =
        path.equals(BOOTSTRAP) ? ScriptCheck.modeOfBootstrap(file) : ScriptCheck.modeOf(file);
    return new PackageEntry(path, file, mode, PackagePart.APP);
  }
}
