package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.testing.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
  private static final long MB = 1024 * 1024;

  @BeforeEach
  void hasProc() {
    Machine.requires(Files.isReadable(Path.of("/proc/self/status")), "/proc");
  }

  @Test
  void holdsNoFilesThatAJvmHasMapped() {
    long self = ProcessHandle.current().pid();
    try (ProcessMemory memory = new ProcessMemory(self)) {
      memory.read();

      assertThat(memory.heldBytes()).isBetween(10 * MB, memory.peakBytes() - 5 * MB);
      assertThat(ProcessMemory.heldShareBytes(self))
          .isBetween(10 * MB, memory.peakBytes() - 5 * MB);
    }
  }

  @Test
  void hasTheFieldsAsTheKernelTellsThem() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    try (ProcessMemory memory = new ProcessMemory(process.pid())) {
      Thread.sleep(200); // it has become sleep
      memory.read();
      String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));

      assertThat(status).containsPattern("VmHWM:\\s+" + memory.peakBytes() / 1024 + " kB");
      assertThat(status).containsPattern("RssAnon:\\s+" + memory.heldBytes() / 1024 + " kB");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void knowsNothingOfAProcessThatHasEndedSince() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    try (ProcessMemory memory = new ProcessMemory(process.pid())) {
      memory.read();
      assertThat(memory.peakBytes()).isPositive();
      assertThat(memory.isGone()).isFalse();

      process.destroyForcibly().waitFor();
      memory.read();

      assertThat(memory.peakBytes()).isZero();
      assertThat(memory.heldBytes()).isZero();
      assertThat(memory.isGone()).isTrue();
    }
  }

  @Test
  void knowsNothingOfAProcessThatNeverWas() {
    try (ProcessMemory memory = new ProcessMemory(999_999_999)) {
      memory.read();

      assertThat(memory.peakBytes()).isZero();
      assertThat(memory.isGone()).isTrue();
      assertThat(ProcessMemory.heldShareBytes(999_999_999)).isZero();
    }
  }
}
