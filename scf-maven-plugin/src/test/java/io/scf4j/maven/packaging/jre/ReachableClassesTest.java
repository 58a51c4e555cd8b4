package io.scf4j.maven.packaging.jre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With classes from the compiler, so that every constant is where compilers put it. */
class ReachableClassesTest {
  private static final String LIBRARY =
      """
      package lib;
      public class Used<T> { public java.util.List<String> list() { return java.util.List.of(); } }
      class Corner { java.beans.PropertyChangeEvent event; }
      class Named { void m(java.sql.Connection c) {} }
      class Provider { java.net.http.HttpClient client; }
      """;

  @TempDir Path directory;
  private Path library;

  @BeforeEach
  void aLibrary() throws IOException {
    library = jar("lib", LIBRARY, Map.of("META-INF/services/lib.Service", "lib.Provider # one\n"));
  }

  private Set<String> ofTheLibrary(String own) throws IOException {
    Path jar = jar("own", "package own;\npublic class Own { " + own + " }\n", Map.of());
    return ReachableClasses.foreignReferences(List.of(jar, library))
        .getOrDefault(library, Set.of());
  }

  @Test
  void followsTheTypesThatAClassUses() throws IOException {
    assertThat(ofTheLibrary("lib.Used used;")).contains("java/util/List");
  }

  @Test
  void followsTheTypesOfParametersBehindNumbers() throws IOException {
    assertThat(ofTheLibrary("abstract class A { abstract long m(int i, long l, lib.Used u); }"))
        .contains("java/util/List");
  }

  @Test
  void followsTheTypesWithinOtherTypes() throws IOException {
    assertThat(ofTheLibrary("java.util.Map<String, lib.Used<Long>> used;"))
        .contains("java/util/List");
  }

  @Test
  void leavesOutWhatNothingRefersTo() throws IOException {
    assertThat(ofTheLibrary("lib.Used used;"))
        .noneMatch(name -> name.startsWith("java/beans/"))
        .noneMatch(name -> name.startsWith("java/sql/"));
  }

  @Test
  void followsAClassThatIsNamedInAText() throws IOException {
    assertThat(ofTheLibrary("String name = \"lib.Named\";")).contains("java/sql/Connection");
    assertThat(ofTheLibrary("String name = \"lib/Corner\";"))
        .contains("java/beans/PropertyChangeEvent");
  }

  @Test
  void startsAtTheProvidersOfServicesToo() throws IOException {
    assertThat(ofTheLibrary("")).contains("java/net/http/HttpClient");
  }

  @Test
  void readsTheClassesThatAJarHasForNewerJavas() throws IOException {
    byte[] corner = entry(library, "lib/Corner.class");
    Path versioned = directory.resolve("versioned.jar");
    try (OutputStream file = Files.newOutputStream(versioned);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("META-INF/versions/17/lib/Corner.class"));
      out.write(corner);
    }
    Path own =
        jar("own", "package own;\npublic class Own { String n = \"lib.Corner\"; }\n", Map.of());
    assertThat(ReachableClasses.foreignReferences(List.of(own, versioned)).get(versioned))
        .contains("java/beans/PropertyChangeEvent");
  }

  @Test
  void readsAClassForEveryJavaThatAJarHasItFor() throws IOException {
    Path versioned = directory.resolve("versioned.jar");
    try (OutputStream file = Files.newOutputStream(versioned);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : List.of("Named", "Corner")) {
        String place = name.equals("Named") ? "" : "META-INF/versions/17/";
        out.putNextEntry(new JarEntry(place + "lib/Two.class"));
        out.write(entry(library, "lib/" + name + ".class"));
      }
    }
    Path own = jar("own", "package own;\npublic class Own { String n = \"lib.Two\"; }\n", Map.of());
    assertThat(ReachableClasses.foreignReferences(List.of(own, versioned)).get(versioned))
        .contains("java/sql/Connection", "java/beans/PropertyChangeEvent");
  }

  @Test
  void passesOverWhatIsNoClass() throws IOException {
    Path odd = jar("odd", "", Map.of("odd/Broken.class", "no class at all"));
    Path own =
        jar("own", "package own;\npublic class Own { String n = \"odd.Broken\"; }\n", Map.of());
    assertThat(ReachableClasses.foreignReferences(List.of(own, odd))).doesNotContainKey(odd);
  }

  private static byte[] entry(Path jar, String name) throws IOException {
    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(jar.toFile())) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
  }

  private Path jar(String name, String source, Map<String, String> files) throws IOException {
    Path classes = Files.createDirectories(directory.resolve(name + "-classes"));
    if (!source.isEmpty()) {
      String type = source.contains("class Own") ? "Own" : "Used";
      Path file = Files.writeString(directory.resolve(type + ".java"), source);
      JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
      String path = library == null ? directory.toString() : library.toString();
      int status =
          javac.run(null, null, null, "-cp", path, "-d", classes.toString(), file.toString());
      assertThat(status).isZero();
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = classes.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue().getBytes(StandardCharsets.UTF_8));
    }
    Path jar = directory.resolve(name + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out);
        var all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
    return jar;
  }
}
