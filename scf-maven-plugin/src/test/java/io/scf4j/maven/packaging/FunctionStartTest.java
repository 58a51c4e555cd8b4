package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.maven.packaging.jre.Jdk;
import io.scf4j.maven.packaging.jre.JdkChoice;
import io.scf4j.maven.packaging.jre.JdkSearch;
import io.scf4j.maven.packaging.jre.Jre;
import io.scf4j.maven.packaging.jre.JreRequest;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.testing.FakeJvm;
import io.scf4j.maven.testing.RecordingConsole;
import io.scf4j.maven.testing.TempProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole training with a script in place of the JVM. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "x86_64"})
class FunctionStartTest {
  private static final String TRAINING = "Training the start of 'hello' on ";
  private static final String NO_CACHE = "warning: No AOT cache, so the function starts slower: ";
  private static final String WAYS_OUT =
      "warning: Mend what it says, or package without a cache: <aot>off</aot> or -Dscf.aot=off.";

  /** Of the jars: an odd second, which a zip does not know. */
  private static final Instant TIME = Instant.ofEpochSecond(1_769_860_801);

  @TempDir Path directory;
  private TempProject project;
  private final RecordingConsole console = new RecordingConsole();
  private final List<String> log = console.lines();
  private Map<String, String> environment = Map.of();
  private List<String> jvmOptions = List.of();
  private String handler = "demo.Hello::greet";
  private int memoryMb = 256;
  private String aot = "auto";
  private int feature = 25;

  @BeforeEach
  void aProjectWithOneEvent() throws IOException {
    project = new TempProject(directory.resolve("project")).withScfFile("events/a.json", "\"a\"");
    project.jar("hello.jar", "demo/Hello.class");
  }

  @Test
  void hasACacheWithWhatBootstrapNeedsToKnowOfIt() throws IOException {
    List<PackageEntry> entries = start("good");
    assertThat(entries)
        .extracting(PackageEntry::path)
        .containsExactly(".scf4j-sample.json", "bootstrap", "app.aot");
    assertThat(text(entries, "bootstrap"))
        .contains("[ \"$_id\" != \"good-jre\" ]", "-Dscf4j.aot.jars=", "-Dscf4j.sample=")
        .doesNotContain("touch");
    assertThat(text(entries, ".scf4j-sample.json")).isEqualTo("\"a\"");
    assertThat(log)
        .containsExactly(
            TRAINING + "1 event of src/main/scf/events …",
            "AOT cache: 2 classes of the function came from it when it was tried");
  }

  @Test
  void makesACacheThatRunsOnAnyCpu() throws IOException {
    assertThat(text(start("good"), "app.aot")).contains(" -XX:UseAVX=0 ");
  }

  @Test
  void makesACacheWithoutWhatTheSampleEventsMadeLookHot() throws IOException {
    assertThat(text(start("good"), "app.aot")).contains(" -XX:-AOTRecordTraining ");
  }

  @Test
  void tellsBootstrapTheTimeOfTheJarsWhenTheJvmLooksAtIt() throws IOException {
    List<PackageEntry> entries = start("looks-at-times");
    assertThat(text(entries, "bootstrap")).contains("touch -d @1769860800 lib/*.jar");
    assertThat(text(entries, "app.aot")).startsWith("1769860800\n");
  }

  @ParameterizedTest
  @CsvSource({
    "rejects, No class came from the cache when it was tried.",
    "ends, The function ended before it could say that it is ready.",
    "records-nothing, The JVM recorded nothing.",
    "creates-nothing, The JVM made no cache of what it had recorded."
  })
  void hasNoCacheWhenTheTrainingFails(String kind, String why) throws IOException {
    List<PackageEntry> entries = start(kind);
    assertThat(entries)
        .extracting(PackageEntry::path)
        .containsExactly(".scf4j-sample.json", "bootstrap");
    assertThat(text(entries, "bootstrap")).doesNotContain("AOTCache");
    assertThat(log)
        .startsWith(TRAINING + "1 event of src/main/scf/events …", NO_CACHE + why)
        .endsWith("warning:   | a line of the JVM", WAYS_OUT);
    assertThat(directory.resolve("cache/aot")).isEmptyDirectory();
  }

  @Test
  void isNoPackageWhenItsJvmDoesNotStart() throws IOException {
    jvmOptions = List.of("-Xss512k", "-XX:Foo=3");
    assertThatFailure(() -> start("refuses"))
        .hasMessage(
            """
            The JVM of function 'hello' does not start.
            Unrecognized VM option 'Foo=3'
            Take it out of <jvmOptions>, or mend it: -XX:Foo=3.""");
    jvmOptions = List.of("-Xss512k");
    assertThatFailure(() -> start("refuses"))
        .hasMessageEndingWith(
            "\nMend <jvmOptions> (-Xss512k), or what the function's <environment> tells the JVM.");
  }

  @Test
  void hasNoCacheWhenItsJvmStartsButCannotBeTrained() throws IOException {
    assertThat(start("refuses-to-record"))
        .extracting(PackageEntry::path)
        .containsExactly(".scf4j-sample.json", "bootstrap");
    assertThat(log)
        .contains(NO_CACHE + "The function ended before it could say that it is ready.")
        .endsWith(WAYS_OUT);
  }

  @Test
  void saysWhichFileHasTheNameOfTheCache() throws IOException {
    project.withScfFile("app.aot", "mine");
    PackageEntry mine =
        new PackageEntry(
            "app.aot", project.scf().resolve("app.aot"), PackageEntry.DATA, PackagePart.APP);
    assertThatFailure(() -> start("good", mine))
        .hasMessage(
            project.scf().resolve("app.aot")
                + " has the name of the function's AOT cache.\n"
                + "Rename it, or leave it out (<excludes>), or package without a cache:"
                + " <aot>off</aot> or -Dscf.aot=off.");
  }

  @Test
  void hasNoCacheWhenItCannotBeKept() throws IOException {
    Files.writeString(directory.resolve("cache"), "in the way");
    assertThat(text(start("good"), "bootstrap")).doesNotContain("AOTCache");
    assertThat(log).contains(WAYS_OUT).anyMatch(line -> line.startsWith(NO_CACHE + "Cannot write"));
  }

  @Test
  void isNoOtherPackageWhenTheBuildIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> start("good")).isInstanceOf(UncheckedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void saysWhichEventTheFunctionCouldNotAnswerAndTrainsWithIt() throws IOException {
    project.withScfFile("events/b.json", "\"b\"");
    List<PackageEntry> entries = start("fails");
    assertThat(entries).extracting(PackageEntry::path).contains("app.aot");
    assertThat(text(entries, ".scf4j-sample.json")).isEqualTo("\"a\"");
    assertThat(log)
        .contains(
            "warning: In training the function answered a.json with an error: \"a\"",
            "warning: In training the function answered b.json with an error: \"b\"");
  }

  @Test
  void saysWhereEventsBelongWhenOneThatFitsNoFunctionFailed() throws IOException {
    Files.delete(project.scf().resolve("events/a.json"));
    List<PackageEntry> entries = start("fails");
    assertThat(entries).extracting(PackageEntry::path).containsExactly("bootstrap", "app.aot");
    assertThat(text(entries, "bootstrap")).doesNotContain("scf4j.sample");
    assertThat(log)
        .containsExactly(
            TRAINING + "the event {} (src/main/scf/events has none) …",
            "In training the function answered {} with an error: {}",
            "Put an event that it can answer into src/main/scf/events/, for a faster first event.",
            "AOT cache: 2 classes of the function came from it when it was tried");
  }

  @Test
  void trainsAgainWhenAnythingDiffersThatACacheDependsOn() throws IOException {
    assertTrains(true);
    assertTrains(false);
    environment = Map.of("MODE", "fast");
    assertTrains(true);
    memoryMb = 512;
    assertTrains(true);
    handler = "demo.Hello::other";
    assertTrains(true);
    jvmOptions = List.of("-Xss1m");
    assertTrains(true);
    project.withScfFile("events/a.json", "\"other\"");
    assertTrains(true);
    project.withScfFile("events/b.json", "\"b\"");
    assertTrains(true);
    project.jar("hello.jar", "demo/Hallo.class");
    assertTrains(true);
    assertTrains(false);
  }

  @Test
  void hasNoCacheWithAnOlderJdk() throws IOException {
    feature = 24;
    assertThat(start("good")).extracting(PackageEntry::path).doesNotContain("app.aot");
    assertThat(log)
        .containsExactly(
            "No AOT cache with JDK 24: a JDK 25 would start the function in half the time.");
  }

  @Test
  void hasNoCacheWhenThatIsOff() throws IOException {
    aot = "off";
    assertThat(start("good")).extracting(PackageEntry::path).doesNotContain("app.aot");
    assertThat(log).isEmpty();
  }

  @Test
  void hasNoCacheWhenAJarCouldNotBeToldFromAnother() throws IOException {
    project.file("hello.jar", "no plain zip");
    assertThat(start("good")).extracting(PackageEntry::path).doesNotContain("app.aot");
    assertThat(log)
        .containsExactly(
            "warning: No AOT cache: one of the jars ends with a zip comment or is a zip64, and could"
                + " not be told from another one that takes its place.");
  }

  private void assertTrains(boolean expected) throws IOException {
    log.clear();
    assertThat(start("good")).extracting(PackageEntry::path).contains("app.aot");
    assertThat(log.stream().anyMatch(line -> line.startsWith(TRAINING))).isEqualTo(expected);
  }

  private List<PackageEntry> start(String kind, PackageEntry... more) throws IOException {
    Path jre = FakeJvm.in(directory.resolve(kind + "-jre"), kind);
    PackageEntry jar =
        new PackageEntry(
            "lib/hello.jar",
            project.directory().resolve("hello.jar"),
            PackageEntry.DATA,
            PackagePart.APP);
    return new FunctionStart(
            input(), List.of(jar), handler, console, project.output().resolve("work"))
        .with(
            new Jre(jre, jdk(), Map.of()), Stream.concat(Stream.of(jar), Stream.of(more)).toList());
  }

  private JdkChoice jdk() {
    Jdk jdk =
        new Jdk(directory, feature, feature + "+1", "Vendor", "Linux x86_64", List.of("java.base"));
    return new JdkChoice(jdk, "for a test", List.of());
  }

  private PackageInput input() {
    return new PackageInput(
        "hello",
        "hello.jar",
        project.classes(),
        Optional.empty(),
        List.of(),
        project.scf(),
        Optional.empty(),
        TIME,
        project.output(),
        PackageContents.USUAL,
        new JreRequest(
            Optional.empty(),
            JdkSearch.named(directory),
            List.of(),
            List.of(),
            directory.resolve("cache"),
            false),
        StartSettings.of(null, memoryMb, jvmOptions, aot, environment),
        TargetPolicy.WARN);
  }

  private static String text(List<PackageEntry> entries, String path) throws IOException {
    for (PackageEntry entry : entries) {
      if (entry.path().equals(path)) {
        return Files.readString(entry.file());
      }
    }
    throw new AssertionError(path + " is not among " + entries);
  }
}
