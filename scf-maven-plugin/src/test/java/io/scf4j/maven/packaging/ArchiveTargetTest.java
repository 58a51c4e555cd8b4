package io.scf4j.maven.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.packaging.platform.Finding;
import io.scf4j.maven.packaging.platform.TargetCheck;
import io.scf4j.maven.testing.ElfBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTargetTest {
  @TempDir Path directory;
  private ZipArchiveOutputStream out;

  @BeforeEach
  void open() throws IOException {
    out = new ZipArchiveOutputStream(directory.resolve("demo.zip"));
  }

  @AfterEach
  void close() throws IOException {
    out.close();
  }

  private void add(String path, int mode, byte[] content) throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(path);
    entry.setUnixMode(mode);
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
  }

  private void add(String path, ElfBytes elf) throws IOException {
    add(path, UnixStat.FILE_FLAG | 0755, elf.build());
  }

  private void add(String path, String text) throws IOException {
    add(path, UnixStat.FILE_FLAG | 0755, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> findings() throws IOException {
    out.close();
    return ArchiveTarget.report(
            directory.resolve("demo.zip"), new TargetCheck(directory.resolve("cache")))
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void findsInAZipWhatIsFoundInAProject() throws IOException {
    add("bootstrap", ElfBytes.program().needs("libc.so.6", "GLIBC_2.38"));
    add("lib/x.so", ElfBytes.library().machine(ElfBytes.AARCH64));
    add("lib/y.so", ElfBytes.library());
    add("notes.txt", "text");
    assertThat(findings())
        .containsExactly(
            "bootstrap needs GLIBC_2.38; the platform (CentOS 7.6) has 2.17",
            "lib/x.so is for aarch64; the platform is Linux x86-64");
  }

  @Test
  void findsABootstrapWhoseInterpreterIsMissing() throws IOException {
    add("bootstrap", "#!/usr/bin/python3\n");
    assertThat(findings())
        .containsExactly(
            "bootstrap begins with '#!/usr/bin/python3'; the platform (CentOS 7.6) has no"
                + " /usr/bin/python3");
  }

  @Test
  void looksAtWhatBootstrapIsALinkTo() throws IOException {
    add("bootstrap", UnixStat.LINK_FLAG | 0777, "bin/start".getBytes(StandardCharsets.UTF_8));
    add("bin/start", "#!/var/user/bin/node\n");
    assertThat(findings())
        .containsExactly(
            "bootstrap begins with '#!/var/user/bin/node'; the platform (CentOS 7.6) has no"
                + " /var/user/bin/node");
  }

  @Test
  void judgesClassesByTheJreInTheZip() throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar)) {
      zip.putNextEntry(new ZipEntry("demo/New.class"));
      zip.write(ByteBuffer.allocate(12).putInt(0xCAFEBABE).putInt(69).array());
    }
    add("bootstrap", "#!/bin/sh\n");
    add("lib/new.jar", UnixStat.FILE_FLAG | 0644, jar.toByteArray());
    add("jre/release", "JAVA_VERSION=\"17.0.15\"\nMODULES=\"java.base\"\n");
    assertThat(findings())
        .containsExactly(
            "lib/new.jar has classes for Java 25 (demo/New.class); the function's JRE is Java 17");
  }

  @Test
  void aStrangeReleaseFileSaysNothing() throws IOException {
    add("bootstrap", "#!/bin/sh\n");
    add("jre/release", "JAVA_VERSION=\\u12");
    assertThat(findings()).isEmpty();
  }
}
