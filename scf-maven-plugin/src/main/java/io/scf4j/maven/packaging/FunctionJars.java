package io.scf4j.maven.packaging;

import io.scf4j.maven.packaging.PackageInput.Library;
import io.scf4j.maven.report.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The jars under {@code lib/}: the function's class path, with a directory of classes made a jar,
 * and each under a name of its own.
 */
final class FunctionJars {
  static final String LIB = "lib/";
  private static final String EXTENSION = ".jar";

  private final FunctionClassPath classPath;
  private final ReproducibleZip zip;
  private final Instant timestamp;
  private final Path work;
  private final Console console;
  private final Set<String> taken = new HashSet<>();

  /**
   * @param timestamp of all files in jars that are made of classes
   * @param work where those are put
   * @param console is told of jars that get another name
   */
  FunctionJars(FunctionClassPath classPath, Instant timestamp, Path work, Console console) {
    this.classPath = classPath;
    this.timestamp = timestamp;
    this.zip = new ReproducibleZip(timestamp);
    this.work = work;
    this.console = console;
  }

  /** In class path order. */
  List<PackageEntry> entries() {
    List<PackageEntry> jars = new ArrayList<>();
    jars.add(jar(classPath.own(), PackagePart.APP));
    for (Library library : classPath.libraries()) {
      if (Files.isDirectory(library.file()) && FileTree.filesIn(library.file()).isEmpty()) {
        continue; // a module with nothing compiled: there is no jar without entries
      }
      jars.add(jar(library, PackagePart.LIB));
    }
    return jars;
  }

  private PackageEntry jar(Library library, PackagePart part) {
    String name = nameOf(library);
    Path file = library.file();
    Path jar = Files.isDirectory(file) ? jarOf(file, name) : file;
    return new PackageEntry(LIB + name, jar, PackageEntry.DATA, part);
  }

  /** The group tells two of one name apart; where it does not, a number does. */
  private String nameOf(Library library) {
    String wanted = library.fileName();
    if (taken.add(wanted)) {
      return wanted;
    }
    String withGroup = library.groupId().isEmpty() ? wanted : library.groupId() + "-" + wanted;
    String name = withGroup;
    for (int number = 2; !taken.add(name); number++) {
      name =
          withGroup.substring(0, withGroup.length() - EXTENSION.length())
              + "-"
              + number
              + EXTENSION;
    }
    console.info(LIB + wanted + " is there already: " + library.file() + " goes to " + LIB + name);
    return name;
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
    PackagePlan plan = new PackagePlan(entries);
    String content = plan.sha256(timestamp);
    ArchiveStamp stamp = new ArchiveStamp(work.resolve(name + ".stamp"));
    if (stamp.find(content, jar).isEmpty()) {
      zip.write(plan, jar);
      stamp.write(content, jar);
    }
    return jar;
  }
}
