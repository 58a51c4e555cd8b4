package io.scf4j.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.UnaryOperator;

/**
 * A copy of a sample project in a directory of its own, with an own home for the local SCF.
 *
 * @param directory the project
 * @param scfHome {@code scf.home} for its goals
 */
public record TestProject(Path directory, Path scfHome) {

  /** A copy of {@code src/it/projects/<name>}. */
  public static TestProject copyOf(String name) {
    return copyOf(ItSettings.projects().resolve(name));
  }

  /** A copy of a project that lies elsewhere. */
  public static TestProject copyOf(Path project) {
    Path work = ItSettings.newWorkDirectory(project.getFileName().toString());
    Path directory = work.resolve(project.getFileName().toString());
    copy(project, directory);
    return new TestProject(directory, work.resolve("scf-home"));
  }

  /** A directory without a POM. */
  public static TestProject empty() {
    Path work = ItSettings.newWorkDirectory("empty");
    try {
      return new TestProject(
          Files.createDirectory(work.resolve("empty")), work.resolve("scf-home"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a file, or a directory without what was built in it, into the project. */
  public TestProject copyIn(Path source) {
    copy(source, directory.resolve(source.getFileName()));
    return this;
  }

  /** Copies what is in a directory into one of the project. */
  public TestProject copyInto(String relative, Path source) {
    copy(source, file(relative));
    return this;
  }

  public Path file(String relative) {
    return directory.resolve(relative);
  }

  public String read(String relative) {
    try {
      return Files.readString(file(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file of the project, with its directories. */
  public TestProject write(String relative, String content) {
    try {
      Files.createDirectories(file(relative).getParent());
      Files.writeString(file(relative), content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a file of the project; the change must change something. */
  public TestProject edit(String relative, UnaryOperator<String> change) {
    String before = read(relative);
    String after = change.apply(before);
    if (after.equals(before)) {
      throw new IllegalArgumentException("the edit of " + relative + " changes nothing");
    }
    return write(relative, after);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes a)
                throws IOException {
              if (directory.endsWith("target")) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              Files.createDirectories(to.resolve(from.relativize(directory)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
              Files.copy(file, to.resolve(from.relativize(file)));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
