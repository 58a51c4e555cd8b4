package io.scf4j.maven.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store is found like after a crash, a full disk or a curious hand. */
class FunctionStoreTest {
  @TempDir Path root;

  @Test
  void saysWhichFunctionCannotBeReadAndWhatToDo() throws IOException {
    Path json = root.resolve("functions/default/hello/function.json");
    Files.createDirectories(json.getParent());
    for (String content : new String[] {"", "null", "{}", "{"}) {
      Files.writeString(json, content);
      assertThatThrownBy(() -> FunctionStore.open(root))
          .as(content)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(json + " is not a function of the local SCF: ")
          .hasMessageEndingWith("; remove its directory");
    }
  }

  @Test
  void removesWhatAnInstanceHasLockedBehindIt() throws IOException {
    Path locked = Files.createDirectories(root.resolve("instances/1/tmp/locked"));
    Files.writeString(locked.resolve("file"), "x");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    FunctionStore.open(root);
    assertThat(root.resolve("instances")).isEmptyDirectory();
  }

  @Test
  void losesOnlyTheLineOfItsHistoryThatAKillHasCut() throws IOException {
    Path log = root.resolve("logs/default/hello.jsonl");
    invoked("1");
    invoked("2");
    String lines = Files.readString(log);
    Files.writeString(log, lines.substring(0, lines.length() - 20));

    InvocationHistory history = invoked("3");

    assertThat(history.of("default", "hello"))
        .extracting(InvocationRecord::requestId)
        .containsExactly("1", "3");
  }

  private InvocationHistory invoked(String requestId) throws IOException {
    InvocationHistory history = new FunctionStore(root).history();
    history.add(
        "default", "hello", new InvocationRecord(requestId, "1", 1, 1, 1, 1, 200, "", "", 0));
    return history;
  }
}
