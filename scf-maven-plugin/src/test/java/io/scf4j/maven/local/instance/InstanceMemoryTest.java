package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.testing.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept open of the processes whose memory is measured. */
class InstanceMemoryTest {
  private final ManualTime time = new ManualTime();
  private Leash leash;
  private InstanceMemory memory;

  @BeforeEach
  void hasProc() {
    Machine.requires(Files.isReadable(Path.of("/proc/self/status")), "/proc");
  }

  private void start(String script) throws IOException {
    Optional<Path> setsid = HostTool.find("setsid");
    Machine.requires(setsid.isPresent(), "setsid");
    leash = Leash.start(new ProcessBuilder("/bin/sh", "-c", script), setsid);
    memory = new InstanceMemory(leash.group(), 128, () -> {}, time::nanos);
  }

  @AfterEach
  void end() {
    if (leash != null) {
      memory.close();
      leash.close();
    }
  }

  /** How many descriptors this process has of the status of any process, ended ones included. */
  private static long keptOpen() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(link -> target(link).matches("/proc/[0-9]+/status.*")).count();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // the descriptor of the list itself
    }
  }

  private void awaitMembers(int count) throws InterruptedException {
    for (int i = 0; i < 500 && leash.group().members().size() != count; i++) {
      Thread.sleep(20);
    }
    assertThat(leash.group().members()).hasSize(count);
  }

  @Test
  void keepsOneDescriptorForAProcessAndNoneAfterwards() throws Exception {
    start("sleep 600; true");
    awaitMembers(2);
    for (int i = 0; i < 100; i++) {
      assertThat(memory.peakBytes()).isPositive();
    }
    assertThat(keptOpen()).isEqualTo(2);

    memory.close();

    assertThat(keptOpen()).isZero();
    assertThat(memory.peakBytes()).isEqualTo(memory.lastPeakBytes()).isPositive();
    assertThat(keptOpen()).isZero();
  }

  @Test
  void keepsNoMoreThanAFewOfManyProcesses() throws Exception {
    start("for i in $(seq 40); do sleep 600 & done; wait");
    awaitMembers(41);
    memory.peakBytes();

    assertThat(keptOpen()).isEqualTo(16);
  }

  @Test
  void findsProcessesThatHaveComeSinceAndForgetsThoseThatAreGone() throws Exception {
    start("sleep 1; sleep 600 & sleep 600 & wait");
    awaitMembers(2);
    long before = memory.peakBytes();
    awaitMembers(3);
    time.pass(Duration.ofSeconds(1));

    assertThat(memory.peakBytes()).isGreaterThan(before);
    assertThat(keptOpen()).isEqualTo(3);
  }
}
