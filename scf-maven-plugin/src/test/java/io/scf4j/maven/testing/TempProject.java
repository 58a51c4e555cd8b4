package io.scf4j.maven.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A project on disk as far as the packaging looks at it; class files with no class in them. */
public final class TempProject {
  private final Path directory;

  public TempProject(Path directory) {
    this.directory = directory;
  }

  public Path directory() {
    return directory;
  }

  public Path classes() {
    return directory.resolve("target").resolve("classes");
  }

  public Path scf() {
    return directory.resolve("src").resolve("main").resolve("scf");
  }

  public Path output() {
    return directory.resolve("target").resolve("scf");
  }

  /** Below {@code target/classes}. */
  public TempProject withClass(String path) throws IOException {
    file("target/classes/" + path, "class " + path);
    return this;
  }

  /** Below {@code src/main/scf}. */
  public TempProject withScfFile(String path, String content) throws IOException {
    file("src/main/scf/" + path, content);
    return this;
  }

  public Path file(String path, String content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** A jar with one class file. */
  public Path jar(String path, String entry) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry fixed = new ZipEntry(entry);
      fixed.setTime(0);
      zip.putNextEntry(fixed);
      zip.closeEntry();
    }
    return file;
  }
}
