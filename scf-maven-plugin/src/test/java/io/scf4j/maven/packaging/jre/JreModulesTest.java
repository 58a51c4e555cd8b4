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
import java.util.stream.Stream;
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
  void needsTheModuleOfEllipticCurvesOfJdksThatHaveItApart() {
    List<String> all = List.of("java.base", "jdk.crypto.ec", "jdk.unsupported");
    Path home = FakeJdk.real().home();
    Jdk before = new Jdk(home, 21, "21.0.1", "", "Linux x86_64", all);
    Jdk since = new Jdk(home, 22, "22.0.1", "", "Linux x86_64", all);
    assertThat(new JreModules(before).of(List.of(), List.of())).containsOnlyKeys(all);
    assertThat(new JreModules(since).of(List.of(), List.of()))
        .containsOnlyKeys("java.base", "jdk.unsupported");
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
    Path classes = directory.resolve("library.jar-classes");
    Path built = directory.resolve("built.jar");
    describedByMaven(classes, "m");
    run("jar", "--create", "--file", built.toString(), "-C", classes.toString(), ".");
    assertThat(modules(built)).containsKey("java.sql").doesNotContainKey("java.desktop");
  }

  @Test
  void looksIntoAJarWithClassesForSeveralJavas() throws IOException {
    Path plain = jar("plain.jar", "A.java", "class A { String s; }");
    jar("sql.jar", "A.java", USES_SQL);
    Path several = directory.resolve("several.jar");
    run(
        "jar",
        "--create",
        "--file",
        several.toString(),
        "-C",
        directory.resolve("plain.jar-classes").toString(),
        ".",
        "--release",
        "11",
        "-C",
        directory.resolve("sql.jar-classes").toString(),
        ".");
    assertThat(modules(plain)).doesNotContainKey("java.sql");
    assertThat(modules(several)).containsEntry("java.sql", List.of("several.jar"));
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
  void knowsAllPackagesOfTheDesktop() throws IOException {
    List<String> types =
        List.of(
            "java.awt.Image",
            "java.beans.PropertyEditor",
            "javax.accessibility.Accessible",
            "javax.imageio.ImageReader",
            "javax.print.Doc",
            "javax.sound.midi.Sequence",
            "javax.swing.Icon");
    List<Path> jars = new ArrayList<>();
    StringBuilder own = new StringBuilder("class Own { ");
    for (String type : types) {
      String name = type.substring(0, type.lastIndexOf('.')).replace('.', '_');
      String source = "package p" + name + "; public class A { " + type + " t; }";
      jars.add(jar(name + ".jar", "A.java", source));
      own.append("String ").append(name).append(" = \"p").append(name).append(".A\"; ");
    }
    jars.add(0, jar("own.jar", "Own.java", own + "}"));
    assertThat(modules(jars.toArray(new Path[0])).get("java.desktop")).hasSize(types.size());
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
    describedByMaven(classes, "one");
    describedByMaven(classes, "two");
    run("jar", "--create", "--file", both.toString(), "-C", classes.toString(), ".");
    assertThat(modules(fat)).doesNotContainKey("java.sql");
    assertThat(modules(sql)).containsKey("java.sql");
    assertThat(modules(both)).containsKey("java.sql");
  }

  @Test
  void takesTheDesktopForAFatJarThatUsesIt() throws IOException {
    Path fat = jar("fat.jar", "A.java", USES_DESKTOP);
    Path classes = directory.resolve("fat.jar-classes");
    describedByMaven(classes, "one");
    describedByMaven(classes, "two");
    run("jar", "--update", "--file", fat.toString(), "-C", classes.toString(), ".");
    assertThat(modules(fat)).containsEntry("java.desktop", List.of("fat.jar"));
  }

  @Test
  void leavesNoCopyOfAFatJar() throws IOException {
    String name = directory.getFileName() + ".jar";
    Path fat = jar(name, "A.java", USES_SQL);
    Path classes = directory.resolve(name + "-classes");
    describedByMaven(classes, "one");
    describedByMaven(classes, "two");
    run("jar", "--update", "--file", fat.toString(), "-C", classes.toString(), ".");
    assertThat(modules(fat)).containsKey("java.sql");
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files).noneMatch(file -> file.toString().endsWith("-" + name));
    }
  }

  private static void describedByMaven(Path classes, String artifactId) throws IOException {
    Path file = classes.resolve("META-INF/maven/group/" + artifactId + "/pom.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "version=1\n");
  }
}
