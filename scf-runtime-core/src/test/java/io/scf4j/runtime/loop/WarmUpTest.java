package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.fake.FakeProcess;
import io.scf4j.runtime.fake.FunctionProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A function on sample events, without SCF. */
@Timeout(60)
class WarmUpTest {
  private static final String USAGE =
      ". Usage: --warm-up <folder of .json files, or a file> [handler]\n";

  @TempDir Path directory;

  private final FakeProcess process = new FakeProcess();

  private String events() throws Exception {
    Path events = Files.createDirectory(directory.resolve("events"));
    Files.writeString(events.resolve("b.json"), "\"second\"");
    Files.writeString(events.resolve("a.json"), "\"first\"");
    Files.writeString(events.resolve("readme.txt"), "no event");
    Files.createDirectory(events.resolve("folder.json"));
    return events.toString();
  }

  @Test
  void runsEveryEventOfAFolderOnceInTheOrderOfTheirNames() throws Exception {
    assertThat(process.run(Map.of(), "--warm-up", events(), "example.Hello::echo")).isZero();
    assertThat(process.out())
        .isEqualTo("a.json: 5 bytes, 0 ms\nb.json: 6 bytes, 0 ms\n"); // the clock is not moved
    assertThat(process.err()).isEmpty();
  }

  @Test
  void takesOneFileAndTheHandlerOfTheEnvironment() throws Exception {
    Path file = Files.writeString(directory.resolve("event.txt"), "\"x\"");

    assertThat(process.run(Map.of("_HANDLER", "example.Hello::echo"), "--warm-up", file.toString()))
        .isZero();
    assertThat(process.out()).isEqualTo("event.txt: 1 bytes, 0 ms\n");
  }

  @Test
  void primesAndClosesTheHandler() throws Exception {
    example.Life.CLOSED.set(0);

    assertThat(process.run(Map.of(), "--warm-up", events(), "example.Life.Closing::echo")).isZero();
    assertThat(example.Life.CLOSED).hasValue(1);

    FakeProcess second = new FakeProcess();
    String file = directory.resolve("events/a.json").toString();
    assertThat(second.run(Map.of(), "--warm-up", file, "example.Primed.Static::handle")).isZero();
    assertThat(second.out()).isEqualTo("a.json: 8 bytes, 0 ms\n"); // "prepared"
  }

  @Test
  void givesTheContextWhatAFunctionUsuallyHas() throws Exception {
    Path file = Files.writeString(directory.resolve("event.json"), "x");
    String handler = "example.Hello::context";

    assertThat(process.run(Map.of("SCF_NAMESPACE", "mine"), "--warm-up", file.toString(), handler))
        .isZero();
    String expected = "warm-up-1 256 60000 60000 warm-up/$LATEST/mine/ap-guangzhou";
    assertThat(process.out()).isEqualTo("event.json: " + expected.length() + " bytes, 0 ms\n");
  }

  @Test
  void saysWhichEventEndedInAnErrorAndGoesOn() throws Exception {
    assertThat(process.run(Map.of(), "--warm-up", events(), "example.Faulty::fail")).isEqualTo(1);
    assertThat(process.out())
        .isEqualTo(
            "a.json: failed with java.io.IOException: bucket gone: first, 0 ms\n"
                + "b.json: failed with java.io.IOException: bucket gone: second, 0 ms\n");
    assertThat(process.err()).contains("Request warm-up-2 failed");
  }

  @Test
  void failsWhenTheHandlerCannotBeMadeReady() throws Exception {
    assertThat(process.run(Map.of(), "--warm-up", events(), "demo.Missing")).isEqualTo(1);
    assertThat(process.out())
        .startsWith("a.json: failed with io.scf4j.runtime.handler.InvalidHandlerException: ")
        .hasLineCount(1);
  }

  @Test
  void saysHowItIsUsedWhenThereAreNoEvents() throws Exception {
    assertThat(process.run(Map.of(), "--warm-up")).isEqualTo(2);
    assertThat(process.err()).isEqualTo("scf4j: --warm-up needs events" + USAGE);

    FakeProcess missing = new FakeProcess();
    assertThat(missing.run(Map.of(), "--warm-up", "/no/such/folder")).isEqualTo(2);
    assertThat(missing.err())
        .isEqualTo("scf4j: There is no folder and no file /no/such/folder" + USAGE);

    FakeProcess empty = new FakeProcess();
    assertThat(empty.run(Map.of(), "--warm-up", directory.toString())).isEqualTo(2);
    assertThat(empty.err())
        .isEqualTo("scf4j: There is no .json file in the folder " + directory + USAGE);
  }

  @Test
  void isAProcessThatEndsByItselfAndNeedsNoVariableOfScf() throws Exception {
    try (FunctionProcess real =
        FunctionProcess.start(
            directory, Map.of(), List.of(), "--warm-up", events(), "example.Life::leaveAMess")) {
      assertThat(real.awaitEnd()).isZero();
    }
  }
}
