package io.scf4j.maven.packaging.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.testing.ElfBytes;
import io.scf4j.maven.testing.RealJdks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetCheckTest {
  private static final String TOO_NEW = "needs GLIBC_2.34; the platform (CentOS 7.6) has 2.17";

  @TempDir Path directory;
  private final SortedMap<String, Path> files = new TreeMap<>();
  private OptionalInt java = OptionalInt.empty();

  private static ElfBytes old(ElfBytes elf) {
    return elf.needs("libc.so.6", "GLIBC_2.2.5", "GLIBC_2.17");
  }

  private static ElfBytes recent(ElfBytes elf) {
    return elf.needs("libc.so.6", "GLIBC_2.2.5", "GLIBC_2.34");
  }

  private TargetCheckTest with(String path, ElfBytes elf) throws IOException {
    return with(path, elf.build());
  }

  private TargetCheckTest with(String path, String text) throws IOException {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private TargetCheckTest with(String path, byte[] bytes) throws IOException {
    Path file = directory.resolve("package").resolve(path);
    Files.createDirectories(file.getParent());
    files.put(path, Files.write(file, bytes));
    return this;
  }

  private TargetCheckTest withJar(String path, Map<String, byte[]> entries) throws IOException {
    with(path, "");
    try (OutputStream out = Files.newOutputStream(files.get(path));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return this;
  }

  private static byte[] classOf(int java) {
    return ByteBuffer.allocate(12).putInt(0xCAFEBABE).putInt(44 + java).array();
  }

  private TargetReport report() {
    return new TargetCheck(directory.resolve("cache")).of(files, java);
  }

  private List<String> findings() {
    return report().findings().stream().map(Finding::toString).toList();
  }

  @Test
  void passesWhatRunsOnThePlatform() throws IOException {
    with("bootstrap", old(ElfBytes.program()));
    with("lib/a.so", old(ElfBytes.library()));
    with("static", ElfBytes.program().interpreter(null));
    with("gnu.so", old(ElfBytes.library().system(3)));
    with("weak.so", old(ElfBytes.library()).needsWeakly("libc.so.6", "GLIBC_2.34"));
    with("config.json", "{}");
    assertThat(report()).isEqualTo(new TargetReport(List.of(), List.of()));
  }

  @Test
  void findsSymbolVersionsThatAreTooNewAndSaysHowToMendIt() throws IOException {
    with("bootstrap", recent(ElfBytes.program()));
    with("lib/b.so", old(ElfBytes.library()).needs("libstdc++.so.6", "GLIBCXX_3.4.30"));
    with("jre/lib/server/libjvm.so", recent(ElfBytes.library()));
    assertThat(findings())
        .containsExactly(
            "jre/lib/server/libjvm.so " + TOO_NEW,
            "bootstrap " + TOO_NEW,
            "lib/b.so needs GLIBCXX_3.4.30; the platform (CentOS 7.6) has 3.4.19");
    assertThat(report().findings())
        .extracting(Finding::toDo)
        .satisfiesExactly(
            toDo -> assertThat(toDo).contains("-Dscf.targetJdk=DIR").contains("<jre>layer</jre>"),
            toDo -> assertThat(toDo).contains("manylinux2014").contains("link them statically"),
            toDo -> assertThat(toDo).contains("manylinux2014"));
  }

  @Test
  void takesALibraryThatThePackageBringsForWhatItIs() throws IOException {
    with("lib/b.so", old(ElfBytes.library()).needs("libstdc++.so.6", "GLIBCXX_3.4.30"));
    with("lib/libstdc++.so.6", recent(ElfBytes.library()));
    assertThat(findings()).containsExactly("lib/libstdc++.so.6 " + TOO_NEW);
  }

  @ParameterizedTest
  @CsvSource({
    "183, 64, 0, aarch64",
    "40, 32, 0, 'ARM, 32 bits'",
    "3, 32, 0, 'x86, 32 bits'",
    "62, 32, 0, x86-64 with 32-bit addresses",
    "9999, 64, 0, CPU number 9999",
    "62, 64, 9, FreeBSD",
    "62, 64, 77, system 77",
  })
  void findsWhatIsForAnotherMachine(int machine, int bits, int system, String name)
      throws IOException {
    with("tool", ElfBytes.library().machine(machine).bits(bits).system(system));
    assertThat(findings())
        .containsExactly("tool is for " + name + "; the platform is Linux x86-64");
  }

  @Test
  void findsBigEndianFiles() throws IOException {
    with("tool", ElfBytes.library().machine(22).bigEndian());
    assertThat(findings()).containsExactly("tool is for s390x; the platform is Linux x86-64");
  }

  @Test
  void findsWhatMuslHasToRun() throws IOException {
    with(
        "bootstrap",
        ElfBytes.program().interpreter("/lib/ld-musl-x86_64.so.1").needs("libc.musl-x86_64.so.1"));
    assertThat(findings())
        .containsExactly(
            "bootstrap is started by /lib/ld-musl-x86_64.so.1, which the platform (CentOS 7.6) does"
                + " not have",
            "bootstrap is linked with musl; the platform (CentOS 7.6) has glibc 2.17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/lib64/ld-linux-x86-64.so.2", "/opt/ld.so", "/var/user/lib/ld.so"})
  void takesADynamicLinkerThatIsThereOrMayBe(String linker) throws IOException {
    with("bootstrap", ElfBytes.program().interpreter(linker));
    with("lib/ld.so", ElfBytes.library());
    assertThat(findings()).isEmpty();
  }

  @Test
  void aLibraryMayNameAnyDynamicLinker() throws IOException {
    with("a.so", ElfBytes.program().interpreter("/nix/store/ld.so"));
    with("a.so.1.2", ElfBytes.program().interpreter("/nix/store/ld.so"));
    assertThat(findings()).isEmpty();
    with("a.sonata", ElfBytes.program().interpreter("/nix/store/ld.so"));
    assertThat(findings())
        .containsExactly(
            "a.sonata is started by /nix/store/ld.so, which the platform (CentOS 7.6) does not"
                + " have");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void objectFilesAndCoreDumpsAreNotLoaded(int type) throws IOException {
    with("a.o", recent(ElfBytes.ofType(type)));
    assertThat(findings()).isEmpty();
  }

  @Test
  void findsDamagedFiles() throws IOException {
    with("a.so", Arrays.copyOf(ElfBytes.library().build(), 70));
    assertThat(findings())
        .containsExactly(
            "a.so begins as a Linux program or library and is damaged: its program headers would"
                + " lie beyond its end");
  }

  @Test
  void findsAnInterpreterThatBootstrapNamesAndThePlatformLacks() throws IOException {
    with("bootstrap", "#!/usr/bin/env node\n");
    with("tools/check.py", "#!/usr/bin/python3\n");
    assertThat(findings())
        .containsExactly(
            "bootstrap begins with '#!/usr/bin/env node'; the platform (CentOS 7.6) has no program"
                + " 'node' for env to find");
    assertThat(report().findings().get(0).toDo()).contains("#!/bin/sh").contains("/opt");
  }

  @Test
  void findsClassesThatAreNewerThanTheJre() throws IOException {
    java = OptionalInt.of(17);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("demo/Old.class", classOf(8));
    entries.put("demo/New.class", classOf(21));
    entries.put("demo/Newest.class", classOf(25));
    withJar("lib/new-1.jar", entries);
    withJar("lib/old-1.jar", Map.of("demo/Old.class", classOf(17)));
    assertThat(findings())
        .containsExactly(
            "lib/new-1.jar has classes for Java 25 (demo/Newest.class); the function's JRE is Java"
                + " 17");
    assertThat(report().findings().get(0).toDo())
        .contains("--release 17")
        .contains("-Dscf.targetJdk=DIR");
  }

  @Test
  void leavesOutClassesThatThisJreDoesNotLoad() throws IOException {
    java = OptionalInt.of(17);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/versions/25/demo/New.class", classOf(25));
    entries.put("module-info.class", classOf(25));
    entries.put("demo/not-a.class", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    entries.put("demo/short.class", new byte[] {1});
    entries.put("demo/Old.class", classOf(11));
    withJar("lib/mr-1.jar", entries);
    assertThat(findings()).isEmpty();
  }

  @Test
  void judgesNoClassesForAJreThatItDoesNotKnow() throws IOException {
    withJar("lib/new-1.jar", Map.of("demo/New.class", classOf(99)));
    assertThat(findings()).isEmpty();
  }

  @Test
  void warnsOfLibrariesInJarsThatAreForThePlatformOnly() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("linux/amd64/libz.so", recent(ElfBytes.library()).build());
    entries.put("linux/amd64/without-ending", recent(ElfBytes.library()).build());
    entries.put("linux/old/libz.so", old(ElfBytes.library()).build());
    entries.put("linux/aarch64/libz.so", recent(ElfBytes.library().machine(183)).build());
    entries.put("linux/arm/libz.so", recent(ElfBytes.library().machine(40).bits(32)).build());
    entries.put("linux/ppc64/libz.so", ElfBytes.library().machine(21).bigEndian().build());
    entries.put("linux/s390x/libz.so", ElfBytes.library().machine(22).bigEndian().build());
    entries.put("freebsd/amd64/libz.so", recent(ElfBytes.library().system(9)).build());
    entries.put("musl/libz.so", recent(ElfBytes.library()).needs("libc.musl-x86_64.so.1").build());
    entries.put("darwin/libz.dylib", new byte[] {-49, -6, -19, -2, 7, 0, 0, 1, 3, 0});
    entries.put("win/z.dll", "MZ some more bytes".getBytes(StandardCharsets.UTF_8));
    entries.put("damaged.so", Arrays.copyOf(recent(ElfBytes.library()).build(), 80));
    withJar("lib/z-1.jar", entries);
    TargetReport report = report();
    assertThat(report.findings()).isEmpty();
    assertThat(report.warnings())
        .containsExactly(
            "lib/z-1.jar!/linux/amd64/libz.so "
                + TOO_NEW
                + "; a function that loads it fails there.",
            "lib/z-1.jar!/linux/amd64/without-ending "
                + TOO_NEW
                + "; a function that loads it fails there.");
    assertThat(report()).as("as remembered").isEqualTo(report);
  }

  @Test
  void remembersWhatWasInAJarByItsBytes() throws IOException {
    java = OptionalInt.of(17);
    withJar("lib/new-1.jar", Map.of("demo/New.class", classOf(25)));
    List<String> first = findings();
    try (Stream<Path> known = Files.list(directory.resolve("cache/jars"))) {
      Path only = known.toList().get(0);
      Files.writeString(only, Files.readString(only).replace("demo/New", "from/the/cache/New"));
    }
    assertThat(findings()).containsExactly(first.get(0).replace("demo/New", "from/the/cache/New"));
    withJar("lib/new-1.jar", Map.of("demo/Other.class", classOf(25)));
    assertThat(findings()).containsExactly(first.get(0).replace("demo/New", "demo/Other"));
  }

  @Test
  void namesInAJarDoNotBreakLines() throws IOException {
    java = OptionalInt.of(17);
    withJar("lib/odd-1.jar", Map.of("demo/A\n[INFO] B.class", classOf(25)));
    String finding =
        "lib/odd-1.jar has classes for Java 25 (demo/A?[INFO] B.class); the function's JRE is Java"
            + " 17";
    assertThat(findings()).containsExactly(finding);
    assertThat(findings()).as("as remembered").containsExactly(finding);
  }

  @Test
  void aJarThatIsNoneHoldsNothing() throws IOException {
    java = OptionalInt.of(17);
    with("lib/broken.jar", "PK, it says");
    with("lib/empty.jar", "");
    assertThat(report()).isEqualTo(new TargetReport(List.of(), List.of()));
  }

  @Test
  void aJdkMadeForManySystemsFitsAndADistributionsOwnDoesNot() {
    assertThat(TargetCheck.ofJdk(RealJdks.temurin25())).isEmpty();
    assertThat(TargetCheck.ofJdk(RealJdks.debian17()))
        .startsWith("lib/server/libjvm.so " + TOO_NEW)
        .contains("bin/java " + TOO_NEW);
  }

  @Test
  void looksOnlyAtWhatAJdkHas() {
    assertThat(TargetCheck.ofJdk(directory.resolve("absent"))).isEmpty();
  }
}
