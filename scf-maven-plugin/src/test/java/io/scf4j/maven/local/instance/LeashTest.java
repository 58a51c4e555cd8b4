package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.ProcessesOf;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing outlives its leash, whoever ends first and however. */
@Timeout(60)
class LeashTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String FAMILY =
      "(trap '' TERM HUP INT; sleep 600) & (sleep 600 &); echo started; sleep 600";

  @TempDir Path root;

  @AfterEach
  void nothingIsLeft() throws Exception {
    assertThat(ProcessesOf.leftIn(root, PATIENCE)).isEmpty();
  }

  private ProcessBuilder bash(String script) {
    ProcessBuilder command = new ProcessBuilder("/bin/bash", "-c", script);
    command.environment().put("TEST_ROOT", root.toString());
    return command;
  }

  private static String firstLine(Process process) throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  /** Another JVM, which the test kills: holds a family on a leash. */
  static final class Parent {
    public static void main(String[] args) throws Exception {
      ProcessBuilder command = new ProcessBuilder("/bin/bash", "-c", FAMILY);
      command.environment().put("TEST_ROOT", args[0]);
      try (Leash leash = Leash.start(command)) {
        new ProcessBuilder("echo", firstLine(leash.process())).inheritIO().start();
        Thread.sleep(600_000);
      }
    }
  }

  @Test
  void killsTheWholeGroupWhenTheParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(firstLine(parent)).isEqualTo("started");
    assertThat(ProcessesOf.directory(root)).hasSizeGreaterThanOrEqualTo(4);

    parent.destroyForcibly().waitFor();

    assertThat(ProcessesOf.leftIn(root, PATIENCE)).isEmpty();
  }

  @Test
  void killsTheWholeGroupOnClose() throws Exception {
    Leash leash = Leash.start(bash(FAMILY));
    assertThat(firstLine(leash.process())).isEqualTo("started");

    leash.close();

    assertThat(ProcessesOf.directory(root)).isEmpty();
  }

  @Test
  void sweepsWhatACommandLeavesBehind() throws Exception {
    Leash leash =
        Leash.start(
            bash("(trap '' TERM HUP INT; sleep 600 >/dev/null) & sleep 600 >/dev/null & exit 5"));

    assertThat(leash.process().waitFor()).isEqualTo(5);

    assertThat(ProcessesOf.leftIn(root, PATIENCE)).isEmpty();
  }

  @Test
  void isTheCommandItselfWithItsOwnStatusAndEmptyInput() throws Exception {
    try (Leash leash =
        Leash.start(bash("echo $$ $(ps -o pgid= -o sid= -p $$) $(wc -c); exit 42"))) {
      long pid = leash.process().pid();
      assertThat(firstLine(leash.process())).isEqualTo(pid + " " + pid + " " + pid + " 0");
      assertThat(leash.process().waitFor()).isEqualTo(42);
    }
  }

  /**
   * Another JVM that was started with signals ignored: prints what a command on its leash ignores.
   */
  static final class DeafParent {
    public static void main(String[] args) throws Exception {
      ProcessBuilder command =
          new ProcessBuilder("/bin/grep", "SigIgn", "/proc/self/status")
              .redirectOutput(ProcessBuilder.Redirect.INHERIT);
      try (Leash leash = Leash.start(command)) {
        leash.process().waitFor();
      }
    }
  }

  @Test
  void startsTheCommandWithDefaultSignalsWhateverOurOwnParentIgnores() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process deaf =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "trap '' HUP INT QUIT; exec \"$@\"",
                "deaf",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                DeafParent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String ignored = firstLine(deaf).substring(7).trim();

    // 32 and 33 are the C library's own, which it ignores in every process it spawns.
    assertThat(Long.parseUnsignedLong(ignored, 16) & ~0x1_8000_0000L).isZero();
  }

  @Test
  void leavesTheCommandWithoutChildrenItNeverHad() throws Exception {
    try (Leash leash = Leash.start(bash("sleep 0.2; ps -o pid= --ppid $$ | wc -l"))) {
      assertThat(firstLine(leash.process()).trim()).isEqualTo("2"); // ps and wc
    }
  }

  @Test
  void asksBeforeItKills() throws Exception {
    try (Leash leash =
        Leash.start(
            bash("trap 'echo bye; exit 0' TERM; echo started; while :; do sleep 0.05; done"))) {
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(leash.process().getInputStream(), StandardCharsets.UTF_8));
      assertThat(out.readLine()).isEqualTo("started");
      assertThat(leash.terminate(PATIENCE)).isTrue();
      assertThat(out.readLine()).isEqualTo("bye");
    }
  }

  @Test
  void killsTheCommandAndItsDescendantsWhereThereIsNoSetsid() throws Exception {
    Leash leash = Leash.start(bash("sleep 600 & echo started; wait"), Optional.empty());
    assertThat(firstLine(leash.process())).isEqualTo("started");

    leash.close();

    assertThat(leash.process().waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(ProcessesOf.leftIn(root, PATIENCE)).isEqualTo(List.of());
  }
}
