package io.scf4j.maven.packaging.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.scf4j.maven.packaging.platform.ElfFile.Version;
import io.scf4j.maven.testing.ElfBytes;
import io.scf4j.maven.testing.RealJdks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElfFileTest {
  private static final int DAMAGES = 4000;

  @TempDir Path directory;

  private Optional<ElfFile> read(byte[] bytes) throws IOException, DamagedElfException {
    return ElfFile.read(Files.write(directory.resolve("file"), bytes));
  }

  private static byte[] sample() {
    return ElfBytes.program()
        .needs("libc.so.6", "GLIBC_2.2.5", "GLIBC_2.34")
        .needs("libz.so.1")
        .needs("libstdc++.so.6", "GLIBCXX_3.4")
        .needsWeakly("libm.so.6", "GLIBC_2.38")
        .build();
  }

  @Test
  void saysWhatItIsAndWhatItNeeds() throws Exception {
    ElfFile elf = read(sample()).orElseThrow();
    assertThat(elf.bits()).isEqualTo(64);
    assertThat(elf.littleEndian()).isTrue();
    assertThat(elf.machine()).isEqualTo(62);
    assertThat(elf.type()).isEqualTo(ElfFile.PROGRAM);
    assertThat(elf.interpreter()).contains("/lib64/ld-linux-x86-64.so.2");
    assertThat(elf.libraries())
        .containsExactly("libc.so.6", "libz.so.1", "libstdc++.so.6", "libm.so.6");
    assertThat(elf.versions())
        .containsExactly(
            new Version("libc.so.6", "GLIBC_2.2.5", false),
            new Version("libc.so.6", "GLIBC_2.34", false),
            new Version("libstdc++.so.6", "GLIBCXX_3.4", false),
            new Version("libm.so.6", "GLIBC_2.38", true));
  }

  @Test
  void aStaticProgramNeedsNothing() throws Exception {
    ElfFile elf = read(ElfBytes.program().interpreter(null).build()).orElseThrow();
    assertThat(elf.interpreter()).isEmpty();
    assertThat(elf.libraries()).isEmpty();
    assertThat(elf.versions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"32, false, 3", "32, false, 40", "64, true, 22", "32, true, 8"})
  void knowsThoseOfOtherMachinesByTheirHeader(int bits, boolean big, int machine) throws Exception {
    ElfBytes bytes = ElfBytes.library().bits(bits).machine(machine).system(9);
    ElfFile elf = read((big ? bytes.bigEndian() : bytes).build()).orElseThrow();
    assertThat(elf.bits()).isEqualTo(bits);
    assertThat(elf.littleEndian()).isEqualTo(!big);
    assertThat(elf.machine()).isEqualTo(machine);
    assertThat(elf.system()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\177EL", "#!/bin/sh\n", "ELF", "\177elf"})
  void isNothingElse(String content) throws Exception {
    assertThat(read(content.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4, it ends after 4 bytes",
    "63, it ends after 63 bytes",
    "100, its program headers would lie beyond its end",
    "240, its strings would lie beyond its end",
  })
  void aTruncatedOneIsDamaged(int length, String problem) {
    assertThatThrownBy(() -> read(Arrays.copyOf(sample(), length)))
        .isInstanceOf(DamagedElfException.class)
        .hasMessage(problem);
  }

  @Test
  void aChainOfVersionsThatDoesNotEndIsDamaged() {
    String[] many = IntStream.range(0, 5000).mapToObj(i -> "GLIBC_2." + i).toArray(String[]::new);
    assertThatThrownBy(() -> read(ElfBytes.library().needs("libc.so.6", many).build()))
        .isInstanceOf(DamagedElfException.class)
        .hasMessage("its version needs do not end");
  }

  @Test
  void noDamageMakesItHangOrFailOtherwise() {
    byte[] whole = sample();
    Random random = new Random(42);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          int read = 0;
          int damaged = 0;
          for (int i = 0; i < DAMAGES; i++) {
            byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            if (i % 2 == 0) {
              bytes = whole.clone();
            }
            for (int n = random.nextInt(4); n >= 0; n--) {
              int at = 4 + random.nextInt(Math.max(1, bytes.length - 4));
              if (at < bytes.length) {
                bytes[at] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
              }
            }
            try {
              read(bytes);
              read++;
            } catch (DamagedElfException expected) {
              damaged++;
            }
          }
          assertThat(read).isPositive();
          assertThat(damaged).isPositive();
        });
  }

  @Test
  void readsTheLibrariesOfRealJdks() throws Exception {
    ElfFile old = ElfFile.read(RealJdks.debian17().resolve("lib/server/libjvm.so")).orElseThrow();
    assertThat(old.versions()).contains(new Version("libc.so.6", "GLIBC_2.34", false));
    assertThat(old.libraries()).contains("libstdc++.so.6", "libc.so.6");
    ElfFile java = ElfFile.read(RealJdks.debian17().resolve("bin/java")).orElseThrow();
    assertThat(java.interpreter()).contains("/lib64/ld-linux-x86-64.so.2");
  }
}
