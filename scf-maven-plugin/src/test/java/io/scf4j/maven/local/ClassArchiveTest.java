package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The classes that one process of the local SCF leaves to the next. */
class ClassArchiveTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path root;

  /** An archive is of classes in jars only, which those of a test are not. */
  private List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      Path path = Path.of(entry);
      jars.add(Files.isDirectory(path) ? jar(path, jars.size()) : path);
    }
    return jars;
  }

  private Path jar(Path directory, int number) throws IOException {
    Path jar = root.resolve(number + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(directory)) {
      for (Path one : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(directory.relativize(one).toString()));
        Files.copy(one, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  private static List<Path> archives(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      return files.filter(file -> file.getFileName().toString().startsWith("classes-")).toList();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theSecondProcessStartsWithTheClassesOfTheFirst() throws Exception {
    Path store = root.resolve("a store");
    List<Path> classPath = jars();
    LocalScfProcess.start(store, JAVA, classPath, LIMIT).close();
    assertThat(archives(store)).hasSize(1);
    String archive = archives(store).get(0).toString();
    assertThat(archive).endsWith(".jsa");

    try (LocalScfProcess second = LocalScfProcess.start(store, JAVA, classPath, LIMIT)) {
      Path maps = Path.of("/proc", Long.toString(second.access().pid()), "maps");
      assertThat(Files.readString(maps)).contains(archive);
      assertThat(Files.readString(store.resolve("local-scf.log"))).doesNotContain("[cds]");
    }
    assertThat(archives(store)).hasSize(1);
  }

  @Test
  void oneThatDoesNotFitIsNoMatterAndIsReplaced() throws Exception {
    Path store = Files.createDirectories(root.resolve("store"));
    List<Path> classPath = jars();
    ClassArchive archive = ClassArchive.of(store, JAVA, classPath, LocalScfProcess.JVM_FLAGS);
    Files.writeString(archive.file(), "not one");

    try (LocalScfProcess process = LocalScfProcess.start(store, JAVA, classPath, LIMIT)) {
      assertThat(process.isAlive()).isTrue();
    }
    Files.move(archive.file(), store.resolve("classes-0123456789abcdef.jsa"));
    Files.writeString(store.resolve("classes-0123456789abcdef.jsa.1-2"), "of a killed process");
    LocalScfProcess.start(store, JAVA, classPath, LIMIT).close();

    assertThat(archives(store)).containsExactly(archive.file());
  }

  @Test
  void whatWasNotWrittenToItsEndIsRemoved() throws Exception {
    ClassArchive archive = ClassArchive.of(root, JAVA, List.of(), List.of());
    Files.writeString(archive.unfinished(), "half");

    archive.keep(false);

    assertThat(archives(root)).isEmpty();
  }

  @Test
  void dependsOnTheJarsTheJavaAndTheFlags() throws Exception {
    Path jar = Files.writeString(root.resolve("one.jar"), "1");
    ClassArchive one = ClassArchive.of(root, JAVA, List.of(jar), List.of("-a"));

    assertThat(ClassArchive.of(root, JAVA, List.of(jar), List.of("-a")).file())
        .isEqualTo(one.file());
    assertThat(ClassArchive.of(root, JAVA, List.of(jar), List.of("-b")).file())
        .isNotEqualTo(one.file());
    assertThat(ClassArchive.of(root, root.resolve("java"), List.of(jar), List.of("-a")).file())
        .isNotEqualTo(one.file());
    Files.writeString(jar, "12");
    assertThat(ClassArchive.of(root, JAVA, List.of(jar), List.of("-a")).file())
        .isNotEqualTo(one.file());
  }

  @Test
  void isNotMadeOfClassesInADirectory() {
    ClassArchive archive = ClassArchive.of(root, JAVA, List.of(root), List.of());

    assertThat(archive.readingOrWriting()).isEmpty();
  }
}
