package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Files of a class path entry, which is a jar or a directory. */
final class ClassFiles {
  private ClassFiles() {}

  /** Paths of all files in it, with {@code /}; of a directory that does not exist: none. */
  static List<String> pathsIn(Path place) {
    if (!Files.isRegularFile(place)) {
      return Files.isDirectory(place)
          ? FileTree.filesIn(place).stream().map(file -> FileTree.relative(place, file)).toList()
          : List.of();
    }
    try (ZipFile jar = new ZipFile(place.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    } catch (IOException e) {
      throw unreadable(place, e);
    }
  }

  /** Paths of the class files in it that a class path sees under their plain names. */
  static List<String> in(Path place) {
    return pathsIn(place).stream()
        .filter(path -> path.endsWith(".class") && !path.endsWith("-info.class"))
        .filter(path -> !path.startsWith("META-INF/"))
        .toList();
  }

  /** Whether one of these files is in it. */
  static boolean hasOneOf(List<String> paths, Path place) {
    if (Files.isDirectory(place)) {
      return paths.stream().anyMatch(path -> Files.isRegularFile(place.resolve(path)));
    }
    if (!Files.exists(place)) {
      return false;
    }
    try (ZipFile jar = new ZipFile(place.toFile())) {
      return paths.stream().anyMatch(path -> jar.getEntry(path) != null);
    } catch (IOException e) {
      throw unreadable(place, e);
    }
  }

  private static ScfFailure unreadable(Path jar, IOException e) {
    return new ScfFailure(
        jar + " is not a jar.",
        e.getMessage(),
        "When it is a dependency, delete it there, and Maven will download it again.",
        e);
  }
}
