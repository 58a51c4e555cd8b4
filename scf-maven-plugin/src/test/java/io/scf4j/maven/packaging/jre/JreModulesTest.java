package io.scf4j.maven.packaging.jre;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real jdeps of the tests' JDK, and jars compiled for the purpose. */
class JreModulesTest {
  private static final String USES_SQL = "class A { java.sql.Connection c; }";
  private static final String USES_DESKTOP = "class A { java.beans.PropertyEditor e; }";

  @TempDir Path directory;

  private Map<String, List<String>> modules(List<String> added, Path... jars) {
    return new JreModules(FakeJdk.real()).of(List.of(jars), added);
  }

  private Map<String, List<String>> modules(Path... jars) {
    return modules(List.of(), jars);
  }

  /** A jar with those compilation units, each given as its file name and its text. */
  private Path jar(String name, String... units) throws IOException {
    Path sources = Files.createDirectories(directory.resolve(name + "-sources"));
    Path classes = directory.resolve(name + "-classes");
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "--release", "11"));
    for (int i = 0; i < units.length; i += 2) {
      Path unit = sources.resolve(units[i]);
      Files.createDirectories(unit.getParent());
      arguments.add(Files.writeString(unit, units[i + 1]).toString());
    }
    run("javac", arguments.toArray(new String[0]));
    Path jar = directory.resolve(name);
    run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
    return jar;
  }

  private static void run(String tool, String... arguments) {
    assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments))
        .as(tool)
        .isZero();
  }

  @Test
  void needsTheBaseAndLittleMoreForAPlainFunction() throws IOException {
    Path jar = jar("plain.jar", "A.java", "class A { String s; }");
    assertThat(modules(jar).keySet())
        .contains("java.base", "jdk.unsupported")
        .isSubsetOf("java.base", "jdk.unsupported", "jdk.crypto.ec");
  }

  @Test
  void findsWhatAJarWithoutDescriptorRefersTo() throws IOException {
    Path own = jar("own.jar", "A.java", USES_SQL);
    Path library = jar("library.jar", "A.java", USES_DESKTOP);
    assertThat(modules(own, library))
        .containsEntry("java.sql", List.of("own.jar"))
        .containsEntry("java.desktop", List.of("library.jar"));
  }

  @Test
  void believesADescriptorAboutWhatItCouldDoWithout() throws IOException {
    Path library =
        jar(
            "library.jar",
            "module-info.java",
            "module m { requires static java.desktop; requires java.sql; }",
            "A.java",
            "package p; class A { java.beans.PropertyEditor e; java.sql.Connection c; }");
    assertThat(modules(library))
        .containsEntry("java.sql", List.of("library.jar"))
        .doesNotContainKey("java.desktop");
  }

  @Test
  void copesWithAJarWhoseModulesAreNotThere() throws IOException {
    Path missing = jar("missing.jar", "module-info.java", "module other {}");
    Path library = directory.resolve("library.jar");
    Path sources = Files.createDirectories(directory.resolve("s"));
    Path unit =
        Files.writeString(
            sources.resolve("module-info.java"), "module m { requires other; requires java.xml; }");
    Path classes = directory.resolve("c");
    run("javac", "-d", classes.toString(), "-p", missing.toString(), unit.toString());
    run("jar", "--create", "--file", library.toString(), "-C", classes.toString(), ".");
    assertThat(modules(library)).containsKey("java.xml").doesNotContainKey("other");
  }

  @Test
  void addsWhatNoClassShowsAndRefusesWhatIsNotThere() throws IOException {
    Path jar = jar("plain.jar", "A.java", "class A {}");
    assertThat(modules(List.of("jdk.charsets"), jar))
        .containsEntry("jdk.charsets", List.of("addModules"));
    assertThatFailure(() -> modules(List.of("java.sqll"), jar))
        .hasMessageStartingWith("There is no module 'java.sqll' in ");
  }

  @Test
  void saysWhatToDoWhenJdepsFails() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.jar"), "no zip");
    assertThatFailure(() -> modules(broken))
        .hasMessageStartingWith("jdeps could not tell which modules the function needs.\n")
        .hasMessageEndingWith("<modules>java.base,java.sql</modules>.");
  }

  @Test
  void leavesOutTheDesktopWhenTheFunctionCannotComeToWhatRefersToIt() throws IOException {
    Path own = jar("own.jar", "Own.java", "class Own { String s; }");
    Path library = jar("library.jar", "A.java", USES_DESKTOP);
    assertThat(modules(own, library)).doesNotContainKey("java.desktop");
    assertThat(modules(List.of("java.desktop"), own, library)).containsKey("java.desktop");
  }

  @Test
  void takesTheDesktopForALibraryThatTheFunctionUses() throws IOException {
    Path library =
        jar(
            "library.jar",
            "lib/A.java",
            "package lib; public class A { java.beans.PropertyEditor e; }");
    Path own = jar("own.jar", "Own.java", "class Own { String name = \"lib.A\"; }");
    assertThat(modules(own, library).get("java.desktop")).containsExactly("library.jar");
  }

  @Test
  void asksForAllThatIsInAFatJarWhateverTheDescriptorOfOnePartSays() throws IOException {
    Path fat =
        jar(
            "fat.jar",
            "module-info.java",
            "module part { }",
            "fat/A.java",
            "package fat; class A { Class<?> c() throws Exception { return Class.forName(\"x\"); } }");
    Path sql = jar("sql.jar", "A.java", USES_SQL);
    Path both = directory.resolve("both.jar");
    Path classes = directory.resolve("fat.jar-classes");
    Files.copy(directory.resolve("sql.jar-classes/A.class"), classes.resolve("A.class"));
    for (String part : List.of("one", "two")) {
      Path file = classes.resolve("META-INF/maven/group/" + part + "/pom.properties");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "version=1\n");
    }
    run("jar", "--create", "--file", both.toString(), "-C", classes.toString(), ".");
    assertThat(modules(fat)).doesNotContainKey("java.sql");
    assertThat(modules(sql)).containsKey("java.sql");
    assertThat(modules(both)).containsKey("java.sql");
  }
}
