package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.CloudCaller;
import io.scf4j.it.harness.Gcc;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.OwnProcessScf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A local SCF that is left running all day: what it needs does not grow with what it has served.
 */
@Timeout(300)
class ManyInvocationsIT {
  private static final int WARMUP = 2000;
  private static final int INVOCATIONS = 10_000;

  /** Some 50 bytes an invocation; a report that is not let go has thousands. */
  private static final long HEAP_BYTES = 512 * 1024;

  /** Of a pool of threads that was empty and is not, or the other way round. */
  private static final int FEW = 3;

  private OwnProcessScf scf;
  private CloudCaller caller;

  @BeforeEach
  void start() throws IOException {
    Path work = ItSettings.newWorkDirectory("many");
    Path source = ItSettings.sources().resolve("it/src/it/bootstraps/c/bootstrap.c");
    Path program = work.resolve("bootstrap");
    Gcc.compile(Files.readString(source), program, "-O2");
    scf = OwnProcessScf.start(work.resolve("store"));
    scf.create("echo", program);
    caller = new CloudCaller(scf.access());
  }

  @AfterEach
  void stop() {
    caller.close();
    scf.close();
  }

  /**
   * What the process has.
   *
   * @param heapBytes of objects that are reachable
   */
  private record Needs(long heapBytes, long descriptors, long threads) {
    static Needs of(long pid) throws IOException, InterruptedException {
      return new Needs(
          liveBytes(pid),
          count(Path.of("/proc/" + pid + "/fd")),
          count(Path.of("/proc/" + pid + "/task")));
    }

    private static long count(Path directory) throws IOException {
      try (Stream<Path> entries = Files.list(directory)) {
        return entries.count();
      }
    }

    /** From the last line of a histogram, for which the JVM collects first. */
    private static long liveBytes(long pid) throws IOException, InterruptedException {
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      Process process =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      String total =
          said.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
      return Long.parseLong(total.trim().split("\\s+")[2]);
    }
  }

  @Test
  void tenThousandInvocationsLeaveNothingInTheProcess() throws Exception {
    invoke(WARMUP);
    Needs before = Needs.of(scf.pid());

    invoke(INVOCATIONS);
    Needs after = Needs.of(scf.pid());

    assertThat(after.heapBytes()).isLessThan(before.heapBytes() + HEAP_BYTES);
    assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + FEW);
    assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + FEW);
  }

  private void invoke(int count) {
    for (int i = 0; i < count; i++) {
      String event = "{\"number\":" + i + "}";
      String answer = caller.send(caller.signed("Invoke", OwnProcessScf.invocation("echo", event)));
      assertThat(answer).contains("\"RetMsg\":\"{\\\"number\\\":" + i + "}\"");
    }
  }
}
