package io.scf4j.maven.packaging;

import io.scf4j.maven.packaging.PackageInput.Library;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The jars under {@code lib/}: the function's own classes, the runtime core, the dependencies. Two
 * jars of one name get one name each; a directory of classes becomes a jar.
 */
final class FunctionJars {
  static final String LIB = "lib/";

  private final PackageInput input;
  private final ReproducibleZip zip;
  private final Path work;
  private final Set<String> taken = new HashSet<>();

  /**
   * @param zip makes jars of classes
   * @param work where those are put
   */
  FunctionJars(PackageInput input, ReproducibleZip zip, Path work) {
    this.input = input;
    this.zip = zip;
    this.work = work;
  }

  /** In class path order. */
  List<PackageEntry> entries() {
    List<PackageEntry> jars = new ArrayList<>();
    jars.add(jar("", input.ownJarName(), input.classes(), PackagePart.APP));
    input
        .runtimeCore()
        .ifPresent(
            core ->
                jars.add(jar("io.scf4j", core.getFileName().toString(), core, PackagePart.LIB)));
    for (Library library : input.libraries()) {
      if (Files.isDirectory(library.file()) && FileTree.filesIn(library.file()).isEmpty()) {
        continue; // a module with nothing compiled: there is no jar without entries
      }
      jars.add(jar(library.groupId(), library.fileName(), library.file(), PackagePart.LIB));
    }
    return jars;
  }

  private PackageEntry jar(String groupId, String fileName, Path file, PackagePart part) {
    String name = taken.add(fileName) ? fileName : groupId + "-" + fileName;
    taken.add(name);
    Path jar = Files.isDirectory(file) ? jarOf(file, name) : file;
    return new PackageEntry(LIB + name, jar, PackageEntry.DATA, part);
  }

  private Path jarOf(Path classes, String name) {
    List<PackageEntry> entries =
        FileTree.filesIn(classes).stream()
            .map(
                file ->
                    new PackageEntry(
                        FileTree.relative(classes, file), file, PackageEntry.DATA, PackagePart.APP))
            .toList();
    Path jar = work.resolve(name);
    zip.write(new PackagePlan(entries), jar);
    return jar;
  }
}
