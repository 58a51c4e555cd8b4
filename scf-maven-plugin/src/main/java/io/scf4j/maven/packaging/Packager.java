package io.scf4j.maven.packaging;

import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Sha256;
import io.scf4j.maven.packaging.PackageInput.Library;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Project to zip: the function's own classes as the first jar, the runtime core, the dependencies,
 * {@code bootstrap}, and the files of {@code src/main/scf}. A {@code bootstrap} among those
 * replaces the generated one, and then nothing Java is required.
 */
public final class Packager {
  private static final String BOOTSTRAP = "bootstrap";
  private static final String LIB = "lib/";

  private final PackageInput input;
  private final ReproducibleZip zip;
  private final Path work;

  public Packager(PackageInput input) {
    this.input = input;
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
    String handler = input.handler().orElse(PlatformRules.DEFAULT_HANDLER);
    if (ownBootstrap) {
      if (hasClasses()) {
        entries.addAll(jars());
      }
    } else {
      handler = requireHandler();
      List<PackageEntry> jars = jars();
      entries.addAll(jars);
      entries.add(generatedBootstrap(jars, handler));
      handler = PlatformRules.isHandler(handler) ? handler : PlatformRules.DEFAULT_HANDLER;
    }
    String name = input.functionName() + ".zip";
    Path unchecked = work.resolve(name);
    zip.write(new PackagePlan(entries), unchecked);
    PackageCheck.require(unchecked);
    Path file = input.outputDirectory().resolve(name);
    try {
      Files.move(unchecked, file, StandardCopyOption.REPLACE_EXISTING);
      return new PackageResult(
          1,
          input.functionName(),
          FunctionSpec.RUNTIME,
          handler,
          name,
          Files.size(file),
          Sha256.of(file),
          entries.size());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
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

  /** In class path order: own classes, runtime core, dependencies. */
  private List<PackageEntry> jars() {
    List<PackageEntry> jars = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    jars.add(jar(taken, "", input.ownJarName(), input.classes()));
    input
        .runtimeCore()
        .ifPresent(core -> jars.add(jar(taken, "io.scf4j", core.getFileName().toString(), core)));
    for (Library library : input.libraries()) {
      if (Files.isDirectory(library.file()) && walk(library.file()).isEmpty()) {
        continue; // a module with nothing compiled: there is no jar without entries
      }
      jars.add(jar(taken, library.groupId(), library.fileName(), library.file()));
    }
    return jars;
  }

  private PackageEntry jar(Set<String> taken, String groupId, String fileName, Path file) {
    String name = taken.add(fileName) ? fileName : groupId + "-" + fileName;
    taken.add(name);
    Path jar = Files.isDirectory(file) ? jarOf(file, name) : file;
    return new PackageEntry(LIB + name, jar, PackageEntry.DATA);
  }

  private Path jarOf(Path classes, String name) {
    List<PackageEntry> entries =
        walk(classes).stream()
            .map(file -> new PackageEntry(relative(classes, file), file, PackageEntry.DATA))
            .toList();
    Path jar = work.resolve(name);
    zip.write(new PackagePlan(entries), jar);
    return jar;
  }

  private PackageEntry generatedBootstrap(List<PackageEntry> jars, String handler) {
    List<String> classPath =
        jars.stream().map(entry -> entry.path().substring(LIB.length())).toList();
    Optional<String> argument =
        PlatformRules.isHandler(handler) ? Optional.empty() : Optional.of(handler);
    Path script = work.resolve(BOOTSTRAP);
    try {
      Files.createDirectories(work);
      Files.writeString(script, BootstrapScript.render(classPath, argument));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + script, e);
    }
    return new PackageEntry(BOOTSTRAP, script, PackageEntry.EXECUTABLE);
  }

  private List<PackageEntry> files() {
    if (!Files.isDirectory(input.scfDirectory())) {
      return List.of();
    }
    return walk(input.scfDirectory()).stream().map(this::scfFile).toList();
  }

  private PackageEntry scfFile(Path file) {
    String path = relative(input.scfDirectory(), file);
    int mode =
        path.equals(BOOTSTRAP) ? ScriptCheck.modeOfBootstrap(file) : ScriptCheck.modeOf(file);
    return new PackageEntry(path, file, mode);
  }

  private static List<Path> walk(Path directory) {
    try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(Packager::isFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + directory, e);
    }
  }

  private static boolean isFile(Path path) {
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      throw new ScfFailure(
          path + " is a link to nothing.", "Mend or delete it; the package holds files only.");
    }
    return Files.isRegularFile(path);
  }

  private static String relative(Path directory, Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }
}
