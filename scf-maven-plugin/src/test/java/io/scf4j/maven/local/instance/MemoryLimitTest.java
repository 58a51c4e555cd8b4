package io.scf4j.maven.local.instance;

import static io.scf4j.maven.local.instance.ShellFunctions.handling;
import static io.scf4j.maven.local.instance.ShellFunctions.invoke;
import static io.scf4j.maven.local.instance.ShellFunctions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.testing.Machine;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The memory limit ends what is above it, and nothing that only looks so. */
@Timeout(60)
class MemoryLimitTest {
  private static final String FILL = "x=$(head -c 150000000 /dev/zero | tr '\\0' x)";

  @TempDir Path root;
  private ShellFunctions functions;

  @BeforeEach
  void begin() {
    Machine.requires(Files.isReadable(Path.of("/proc/self/status")), "/proc");
    functions = new ShellFunctions(root);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    functions.close();
  }

  private InstancePool pool(String bootstrap, int memoryMb) throws Exception {
    return functions.pool(
        spec("sample", functions.code(bootstrap), memoryMb, 30), PoolOptions.of(2));
  }

  @Test
  void endsAnInstanceAboveItsLimitAndNamesBoth() throws Exception {
    InstancePool pool =
        pool(
            handling("case $event in 1) echo filling; " + FILL + "; sleep 600;; esac; response $$"),
            64);

    String before = invoke(pool, "0").result();
    InvocationReport full = invoke(pool, "1");

    assertThat(full.statusCode()).isEqualTo(434);
    assertThat(full.result())
        .matches(
            "\\{\"errorCode\":-1,\"errorMessage\":\"MemoryLimitReached: the memory limit is 64 MB,"
                + " \\d+\\.\\d MB were in use\",\"requestId\":\""
                + full.requestId()
                + "\",\"statusCode\":434}");
    assertThat(full.log()).contains("\nfilling\nERROR RequestId:");
    assertThat(full.memoryBytes()).isGreaterThan(64L * 1024 * 1024);
    assertThat(invoke(pool, "2").result()).matches("\\d+").isNotEqualTo(before);
  }

  @Test
  void countsTheChildrenOfAnInstance() throws Exception {
    InstancePool pool =
        pool(handling("bash -c \"" + FILL.replace("$", "\\$") + "; sleep 600\""), 64);

    assertThat(invoke(pool, "{}").statusCode()).isEqualTo(434);
  }

  @Test
  void holdsDuringTheInitialisationToo() throws Exception {
    String bootstrap = "#!/bin/bash\necho loading; " + FILL + "; sleep 600\n";
    InvocationReport report = invoke(pool(bootstrap, 64), "{}");

    assertThat(report.statusCode()).isEqualTo(434);
    assertThat(report.result()).contains("the memory limit is 64 MB");
    assertThat(report.log())
        .contains(
            "\nloading\nERROR RequestId:"
                + report.requestId()
                + " Result:"
                + report.result()
                + "\nEND RequestId:")
        .doesNotContain("Init Report");
    assertThat(report.durationMs()).isZero();
  }

  /** Four processes of 40 MB each by their own figures, and of 40 MB together. */
  @Test
  void countsPagesThatForkedProcessesShareOnce() throws Exception {
    InstancePool pool =
        pool(
            handling(
                "x=$(head -c 40000000 /dev/zero | tr '\\0' x)\n"
                    + "for i in 1 2 3; do (sleep 600; echo $x) & done\nsleep 1\nresponse ok"),
            150);

    InvocationReport report = invoke(pool, "{}");

    assertThat(report.result()).isEqualTo("ok");
    assertThat(report.memoryBytes()).isGreaterThan(150L * 1024 * 1024);
  }

  /** Fills its heap, and stays for longer than it takes to measure. */
  static final class HeapFiller {
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws InterruptedException {
      List<byte[]> all = new ArrayList<>();
      try {
        while (all.size() < 100_000) {
          all.add(new byte[256 * 1024]);
        }
      } catch (OutOfMemoryError e) {
        all.remove(0); // room to go on
      }
      Thread.sleep(500);
      System.out.println("full");
    }
  }

  /** 160 MB is the heap that a package's bootstrap gives a function of 256 MB. */
  @Test
  void leavesAJvmAloneWhoseHeapIsFullAndFitsTheLimit() throws Exception {
    String name = HeapFiller.class.getName();
    Path code =
        functions.code(
            handling(
                "response \"$($JAVA_HOME/bin/java -Xmx160m -XX:+UseSerialGC -cp . '"
                    + name
                    + "')\""));
    Path file = code.resolve(name.replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    try (InputStream in =
        HeapFiller.class.getResourceAsStream("MemoryLimitTest$HeapFiller.class")) {
      Files.copy(in, file);
    }

    InvocationReport fits =
        invoke(functions.pool(spec("fits", code, 256, 30), PoolOptions.of(1)), "{}");
    InvocationReport tooLarge =
        invoke(functions.pool(spec("large", code, 128, 30), PoolOptions.of(1)), "{}");

    assertThat(fits.result()).isEqualTo("full");
    assertThat(fits.memoryBytes()).isGreaterThan(160L * 1024 * 1024);
    assertThat(tooLarge.statusCode()).isEqualTo(434);
  }
}
