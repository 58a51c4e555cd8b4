package io.scf4j.maven.packaging.jre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesCacheTest {
  private static final Map<String, List<String>> MODULES =
      Map.of("java.base", List.of("every function"), "java.sql", List.of("a.jar", "b c.jar"));

  @TempDir Path directory;
  private Path jar;
  private List<Path> classPath;
  private int asked;

  @BeforeEach
  void aJar() throws IOException {
    jar = Files.writeString(directory.resolve("a.jar"), "one");
    classPath = List.of(jar);
  }

  private Map<String, List<String>> modules(String version, String... added) throws IOException {
    Jdk jdk =
        Jdk.at(FakeJdk.forThePlatform(directory.resolve("jdk-" + version), version)).orElseThrow();
    return new ModulesCache(directory.resolve("cache"))
        .get(
            jdk,
            classPath,
            List.of(added),
            () -> {
              asked++;
              return MODULES;
            });
  }

  @Test
  void asksOnce() throws IOException {
    assertThat(modules("25.0.1")).isEqualTo(MODULES);
    assertThat(modules("25.0.1")).isEqualTo(MODULES);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void asksAgainForAnotherJarJdkOrWish() throws IOException {
    modules("25.0.1");
    Files.writeString(jar, "two");
    modules("25.0.1");
    modules("25.0.2");
    modules("25.0.2", "java.xml");
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void asksOfTheFunctionsOwnClassesOnlyWhenTheyReferToSomethingElse() throws IOException {
    jarWith("class A { String a() { return \"Hello from Java\"; } }");
    modules("25.0.1");
    assertThat(asksOf("class A { String a() { return \"Hallo, Java\"; } }")).isZero();
    assertThat(asksOf("class A { Object a() { return java.sql.Types.class; } }")).isOne();
    assertThat(asksOf("class A { Object a() { return \"java.sql.Types\"; } }")).isOne();
    assertThat(asksOf("class A { Object a() { return \"java.beans.Beans\"; } }")).isOne();
  }

  @Test
  void asksAgainWhenAFileBesideTheOwnClassesIsAnother() throws IOException {
    jarWith(Map.of("META-INF/services/a.B", "one.B"));
    modules("25.0.1");
    jarWith(Map.of("META-INF/services/a.B", "two.B"));
    modules("25.0.1");
    jarWith(Map.of("module-info.class", "requires static"));
    modules("25.0.1");
    jarWith(Map.of("module-info.class", "requires"));
    modules("25.0.1");
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void asksAgainForAnyChangeOfALibrary() throws IOException {
    Path library = directory.resolve("library.jar");
    classPath = List.of(jar, library);
    for (String content : List.of("one", "two")) {
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(library))) {
        out.putNextEntry(new ZipEntry("A.class"));
        out.write(content.getBytes(StandardCharsets.UTF_8));
      }
      modules("25.0.1");
    }
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void asksAgainForAJdkWithOtherModules() throws IOException {
    modules("25.0.1");
    Jdk jdk = Jdk.at(directory.resolve("jdk-25.0.1")).orElseThrow();
    Jdk other =
        new Jdk(
            jdk.home(),
            jdk.feature(),
            jdk.version(),
            jdk.vendor(),
            jdk.platform(),
            List.of("java.base"));
    Map<String, List<String>> base = Map.of("java.base", List.of("every function"));
    assertThat(
            new ModulesCache(directory.resolve("cache"))
                .get(other, classPath, List.of(), () -> base))
        .isEqualTo(base);
  }

  private void jarWith(Map<String, String> files) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private int asksOf(String source) throws IOException {
    int before = asked;
    jarWith(source);
    modules("25.0.1");
    return asked - before;
  }

  /** The function's jar with one class of its own. */
  private void jarWith(String source) throws IOException {
    Path file = Files.writeString(directory.resolve("A.java"), source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", directory.toString(), file.toString());
    assertThat(status).isZero();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("A.class"));
      out.write(Files.readAllBytes(directory.resolve("A.class")));
    }
  }

  @Test
  void asksAgainWhenWhatItRememberedIsGone() throws IOException {
    modules("25.0.1");
    try (Stream<Path> files = Files.list(directory.resolve("cache/modules"))) {
      for (Path file : files.toList()) {
        Files.writeString(file, "");
      }
    }
    assertThat(modules("25.0.1")).isEqualTo(MODULES);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void remembersNoFailure() throws IOException {
    Jdk jdk = Jdk.at(FakeJdk.forThePlatform(directory.resolve("jdk"), "25.0.1")).orElseThrow();
    ModulesCache cache = new ModulesCache(directory.resolve("cache"));
    assertThatThrownBy(
            () ->
                cache.get(
                    jdk,
                    List.of(jar),
                    List.of(),
                    () -> {
                      throw new IllegalStateException("jdeps");
                    }))
        .hasMessage("jdeps");
    assertThat(cache.get(jdk, List.of(jar), List.of(), () -> MODULES)).isEqualTo(MODULES);
  }
}
