package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void refusesWhatIsNotAZip() throws IOException {
    Files.writeString(zip, "not a zip");
    assertThatCheck()
        .hasMessageStartingWith(zip + " is not a zip file.\n")
        .hasMessageEndingWith(
            "\nMake it with mvn package or with zip; tar and 7z archives are not taken.");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertThatCheck() {
    return assertThatFailure(() -> PackageCheck.require(zip));
  }

  private void write(String path, int mode, String content) throws IOException {
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      ZipArchiveEntry entry = new ZipArchiveEntry(path);
      if (mode != 0) {
        entry.setUnixMode(mode);
      }
      out.putArchiveEntry(entry);
      out.write(content.getBytes(StandardCharsets.UTF_8));
      out.closeArchiveEntry();
    }
  }
}
