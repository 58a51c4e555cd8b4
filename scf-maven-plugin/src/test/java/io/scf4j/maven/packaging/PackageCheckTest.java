package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageCheckTest {
  @TempDir Path directory;
  private Path zip;

  @BeforeEach
  void name() {
    zip = directory.resolve("demo.zip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#!/bin/sh\nexec x\n", "#!/bin/bash", "\177ELF and more\r\n"})
  void takesAScriptOrABinary(String bootstrap) throws IOException {
    write("bootstrap", 0755, bootstrap);
    assertThatCode(() -> PackageCheck.require(zip)).doesNotThrowAnyException();
  }

  @Test
  void takesABootstrapThatOnlyItsOwnerMayStart() throws IOException {
    write("bootstrap", 0700, "#!/bin/sh\n");
    assertThatCode(() -> PackageCheck.require(zip)).doesNotThrowAnyException();
  }

  @Test
  void refusesAnAbsentFile() {
    assertThatCheck()
        .hasMessage("There is no %s.\nRun mvn package first, or check -Dscf.packageFile.", zip);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo/bootstrap", "index.sh", "Bootstrap"})
  void refusesAZipWithoutABootstrapAtItsRoot(String path) throws IOException {
    write(path, 0755, "#!/bin/sh\n");
    assertThatCheck()
        .hasMessage(
            """
            %s has no file 'bootstrap' at its root.
            Zip the content of the function's folder, not the folder: zip demo.zip bootstrap …""",
            zip);
  }

  @Test
  void refusesABootstrapThatIsNotExecutable() throws IOException {
    write("bootstrap", 0644, "#!/bin/sh\n");
    assertThatCheck()
        .hasMessage(
            """
            'bootstrap' in %s is not executable (mode 644).
            Run chmod 755 bootstrap before zipping, on Linux or macOS: a zip made on Windows loses \
            the bit, a package made by this plugin does not.""",
            zip);
  }

  @Test
  void refusesAZipThatKnowsNoModes() throws IOException {
    write("bootstrap", 0, "#!/bin/sh\n");
    assertThatCheck().hasMessageContaining("is not executable (mode 0).");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo hi", "\uFEFF#!/bin/sh", " #!/bin/sh"})
  void refusesABootstrapWithoutAShebang(String firstLine) throws IOException {
    write("bootstrap", 0755, firstLine + "\nmore\n");
    assertThatCheck()
        .hasMessage(
            """
            bootstrap in %s starts neither with '#!' nor as a Linux binary (ELF).
            Its first line is: %s
            Make '#!/bin/sh' or '#!/bin/bash' its first line, without anything before it.""",
            zip, firstLine.strip());
  }

  @Test
  void refusesAnEmptyBootstrap() throws IOException {
    write("bootstrap", 0755, "");
    assertThatCheck().hasMessageContaining("\nIts first line is: (empty)\n");
  }

  @Test
  void refusesWindowsLineEnds() throws IOException {
    write("bootstrap", 0755, "#!/bin/sh\r\nexec x\r\n");
    assertThatCheck()
        .hasMessage(
            """
            bootstrap in %s has Windows line ends (CR LF).
            Linux takes the CR for a part of the line: '#!/bin/sh\\r'.
            Save it with LF, and keep it so with a line '*.sh text eol=lf' and 'bootstrap text \
            eol=lf' in .gitattributes.""",
            zip);
  }

  @Test
  void refusesAZipThatUnpacksToTooMuch() throws IOException {
    write("bootstrap", 0755, "#!/bin/sh\n" + "# padding\n".repeat(1000));
    assertThatFailure(() -> PackageCheck.require(zip, new SizeGate(10_000, 10_000)))
        .hasMessageStartingWith(
            "demo.zip unpacks to 9.8 KB; the platform takes 9.8 KB, layers included.\n"
                + "The largest of its 1 files:\n      9.8 KB  bootstrap\n");
  }

  @Test
  void refusesNamesThatUnzippersDoNotAgreeOn() throws IOException {
    write(
        file("bootstrap", "echo"),
        file("/etc/passwd", ""),
        file("../up", ""),
        file("lib/../../up", ""),
        file("lib!app.jar", ""),
        file("tab\there", ""),
        file("a//b", ""),
        file("C:/b", ""),
        file("fine/..name", ""));
    change(zip, '!', '\\');
    assertThatCheck()
        .hasMessage(
            """
            %s cannot be unpacked as it is meant:
              - '/etc/passwd' is absolute.
              - '../up' leaves the package ('..').
              - 'lib/../../up' leaves the package ('..').
              - 'lib\\app.jar' has a '\\', which does not part directories on Linux.
              - 'tab\\x09here' has a control character.
              - 'a//b' has a directory without a name ('//').
              - 'C:/b' is absolute.""",
            zip);
  }

  @Test
  void refusesNamesAsAZipperOnWindowsWritesThem() throws IOException {
    write(file("bootstrap", "echo"), file("lib!app.jar", ""));
    change(zip, '!', '\\');
    byte[] bytes = Files.readAllBytes(zip);
    for (int i = 0; i < bytes.length - 5; i++) {
      if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
        bytes[i + 5] = 0; // made by: FAT
      }
    }
    Files.write(zip, bytes);
    assertThatCheck().hasMessageContaining("'lib\\app.jar' has a '\\'");
  }

  @Test
  void refusesTwoFilesOfOneName() throws IOException {
    write(
        file("bootstrap", "#!/bin/sh\n"),
        file("bootstrap", "#!/bin/bash\n"),
        file("lib/a", ""),
        file("./lib/a", ""),
        file("lib/c", ""),
        file("lib/./c", ""),
        file("b", ""),
        file("b/", ""),
        file("dir/", ""),
        file("dir/", ""));
    assertThatCheck()
        .hasMessageContaining("\n  - 'bootstrap' is in it twice.")
        .hasMessageContaining("\n  - 'lib/a' is in it twice.")
        .hasMessageContaining("\n  - 'lib/c' is in it twice.")
        .hasMessageEndingWith("\n  - 'b' is in it twice.");
  }

  @Test
  void refusesLinksThatLeadNowhereOrOut() throws IOException {
    write(
        file("bootstrap", "#!/bin/sh\n"),
        link("absent", "lib/none"),
        link("out", "../up"),
        link("sub/out", "../../up"),
        link("absolute", "/tmp/cache"),
        link("a", "b"),
        link("b", "a"),
        link("far", "far-away/x"),
        link("far-away", ".."));
    assertThatCheck()
        .hasMessage(
            """
            %s cannot be unpacked as it is meant:
              - 'a' is a link to nothing, 'b'.
              - 'absent' is a link to nothing, 'lib/none'.
              - 'absolute' is a link that leaves the package, to '/tmp/cache'.
              - 'b' is a link to nothing, 'a'.
              - 'far' is a link that leaves the package, to 'far-away/x'.
              - 'far-away' is a link that leaves the package, to '..'.
              - 'out' is a link that leaves the package, to '../up'.
              - 'sub/out' is a link that leaves the package, to '../../up'.""",
            zip);
  }

  @Test
  void takesLinksWithinThePackageAndStartsWhatTheyLeadTo() throws IOException {
    write(
        link("bootstrap", "bin/start"),
        link("bin", "programs/v1"),
        file("programs/v1/start", "#!/bin/sh\n"),
        link("programs/v1/home", "../.."),
        link("self", "."));
    assertThatCode(() -> PackageCheck.require(zip)).doesNotThrowAnyException();
    write(link("bootstrap", "bin/start"), file("bin/start", "echo hi\n"));
    assertThatCheck().hasMessageContaining("starts neither with '#!'");
  }

  @Test
  void refusesWhatIsNotAZip() throws IOException {
    Files.writeString(zip, "not a zip");
    assertThatCheck()
        .hasMessageStartingWith(zip + " is not a zip file.\n")
        .hasMessageEndingWith(
            "\nMake it with mvn package or with zip; tar and 7z archives are not taken.");
  }

  /** What the library would not write. */
  private static void change(Path file, char from, char to) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == from) {
        bytes[i] = (byte) to;
      }
    }
    Files.write(file, bytes);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertThatCheck() {
    return assertThatFailure(() -> PackageCheck.require(zip));
  }

  private void write(String path, int mode, String content) throws IOException {
    write(new Item(path, mode, content));
  }

  private record Item(String path, int mode, String content) {}

  private static Item file(String path, String content) {
    return new Item(path, UnixStat.FILE_FLAG | 0755, content);
  }

  private static Item link(String path, String to) {
    return new Item(path, UnixStat.LINK_FLAG | 0777, to);
  }

  private void write(Item... items) throws IOException {
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      for (Item item : items) {
        ZipArchiveEntry entry = new ZipArchiveEntry(item.path());
        if (item.mode() != 0) {
          entry.setUnixMode(item.mode());
        }
        out.putArchiveEntry(entry);
        out.write(item.content().getBytes(StandardCharsets.UTF_8));
        out.closeArchiveEntry();
      }
    }
  }
}
