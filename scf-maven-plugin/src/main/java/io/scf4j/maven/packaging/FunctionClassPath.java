package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Sha256;
import io.scf4j.maven.packaging.PackageInput.Library;
import io.scf4j.maven.report.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the function runs on, in class path order: its own classes, the runtime core, its
 * dependencies, and what was in executable jars of Spring Boot among them.
 *
 * @param source where the own classes come from, for messages
 * @param own the own classes: a directory, which may be empty, or a jar
 * @param libraries jars and directories
 */
record FunctionClassPath(Path source, Library own, List<Library> libraries) {
  private static final List<String> CORE = List.of("io/scf4j/runtime/Main.class");

  /**
   * Finds it, unpacking what must be.
   *
   * @param work where that is put
   * @throws ScfFailure when there is no jar where the user says
   */
  static FunctionClassPath of(PackageInput input, Path work, Console console) {
    Optional<Path> jar = input.contents().jar();
    if (jar.isPresent()) {
      requireThere(jar.get());
      return BootJar.is(jar.get())
          ? ofBootJar(jar.get(), input, work)
          : ofJar(jar.get(), input, work, console);
    }
    List<Library> libraries = new ArrayList<>();
    if (input.contents().executable().isEmpty()) { // which needs no class path
      input.runtimeCore().map(FunctionClassPath::core).ifPresent(libraries::add);
      libraries.addAll(input.libraries());
    }
    return new FunctionClassPath(
        input.classes(),
        new Library("", input.ownJarName(), input.classes()),
        unpacked(libraries, work, console));
  }

  /** Whether anything is compiled. */
  boolean hasClasses() {
    return !ClassFiles.in(own.file()).isEmpty();
  }

  private static FunctionClassPath ofBootJar(Path jar, PackageInput input, Path work) {
    BootJar unpacked = unpack(new Library("", jar.getFileName().toString(), jar), work);
    List<Library> libraries = new ArrayList<>();
    if (unpacked.libraries().stream().noneMatch(FunctionClassPath::hasCore)) {
      input.runtimeCore().map(FunctionClassPath::core).ifPresent(libraries::add);
      // The project's own, which its jar may leave out.
      input.libraries().stream().filter(library -> hasCore(library.file())).forEach(libraries::add);
    }
    unpacked.libraries().forEach(nested -> libraries.add(nested(nested)));
    return new FunctionClassPath(
        jar, new Library("", jar.getFileName().toString(), unpacked.classes()), libraries);
  }

  private static FunctionClassPath ofJar(Path jar, PackageInput input, Path work, Console console) {
    UberJar uber = new UberJar(jar);
    List<Library> libraries = new ArrayList<>();
    if (!hasCore(jar)) {
      input.runtimeCore().map(FunctionClassPath::core).ifPresent(libraries::add);
    }
    List<Library> missing =
        input.libraries().stream().filter(library -> !uber.holds(library)).toList();
    int held = input.libraries().size() - missing.size();
    if (held > 0) {
      console.info(
          jar.getFileName()
              + " holds "
              + held
              + " of the "
              + input.libraries().size()
              + " dependencies; added: "
              + (missing.isEmpty()
                  ? "none"
                  : missing.stream().map(Library::fileName).collect(Collectors.joining(", "))));
    }
    libraries.addAll(missing);
    return new FunctionClassPath(
        jar,
        new Library("", jar.getFileName().toString(), jar),
        unpacked(libraries, work, console));
  }

  /**
   * Jars of a Boot jar go behind all others: what the build has decided on wins over the versions
   * that the Boot jar was built with, and what is there already does not come again.
   */
  private static List<Library> unpacked(List<Library> libraries, Path work, Console console) {
    List<Library> plain = new ArrayList<>();
    List<Library> nested = new ArrayList<>();
    for (Library library : libraries) {
      if (Files.isDirectory(library.file()) || !BootJar.is(library.file())) {
        plain.add(library);
        continue;
      }
      BootJar boot = unpack(library, work);
      console.info(
          library.fileName()
              + " is an executable jar of Spring Boot: its classes and its "
              + boot.libraries().size()
              + " jars are unpacked to lib/.");
      plain.add(new Library(library.groupId(), library.fileName(), boot.classes()));
      boot.libraries().forEach(jar -> nested.add(nested(jar)));
    }
    if (!nested.isEmpty()) {
      Set<String> known = new HashSet<>();
      plain.stream()
          .filter(library -> Files.isRegularFile(library.file()))
          .forEach(library -> known.add(Sha256.of(library.file())));
      nested.removeIf(library -> hasCore(library.file()) || !known.add(Sha256.of(library.file())));
      plain.addAll(nested);
    }
    return List.copyOf(plain);
  }

  private static BootJar unpack(Library library, Path work) {
    String name = library.groupId() + "-" + library.fileName();
    return BootJar.unpack(library.file(), work.resolve("unpacked").resolve(name));
  }

  private static Library core(Path jar) {
    return new Library("io.scf4j", jar.getFileName().toString(), jar);
  }

  private static Library nested(Path jar) {
    return new Library("", jar.getFileName().toString(), jar);
  }

  private static boolean hasCore(Path jar) {
    return ClassFiles.hasOneOf(CORE, jar);
  }

  private static void requireThere(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new ScfFailure(
          "<jar>: there is no " + jar + ".",
          "The plugin that makes it, such as maven-shade-plugin, must come before scf-maven-plugin"
              + " in the POM when both are bound to the phase package; run mvn package.");
    }
  }
}
