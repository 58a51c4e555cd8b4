package io.scf4j.maven.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

    assertThat(ids(history)).containsExactly("1", "3");
  }

  @Test
  void readsAHistoryThatWasCutWithinACharacter() throws IOException {
    Path log = root.resolve("logs/default/hello.jsonl");
    invoked("1");
    Files.write(log, new byte[] {'{', '"', (byte) 0xe4, (byte) 0xbd}, StandardOpenOption.APPEND);

    InvocationHistory history = invoked("2");

    assertThat(ids(history)).containsExactly("1", "2");
  }

  @Test
  void goesOnWithAHistoryThatGrewMovedOrWasDeleted() throws IOException {
    InvocationHistory history = new InvocationHistory(root, 500);
    for (int i = 1; i <= 4; i++) { // lines of some 200 bytes: three to a file
      add(history, "hello", Integer.toString(i));
    }
    add(history, "other", "x");
    add(history, "hello", "5");
    assertThat(ids(history)).containsExactly("1", "2", "3", "4", "5");
    assertThat(Files.readAllLines(root.resolve("default/hello.jsonl"))).hasSize(2);

    Files.delete(root.resolve("default/hello.jsonl"));
    add(history, "hello", "7");
    assertThat(ids(history)).containsExactly("1", "2", "3", "7");

    history.remove("default", "hello");
    add(history, "hello", "8");
    assertThat(ids(history)).containsExactly("8");
  }

  private static List<String> ids(InvocationHistory history) throws IOException {
    return history.of("default", "hello").stream().map(InvocationRecord::requestId).toList();
  }

  private InvocationHistory invoked(String requestId) throws IOException {
    InvocationHistory history = new FunctionStore(root).history();
    add(history, "hello", requestId);
    return history;
  }

  private static void add(InvocationHistory history, String function, String requestId)
      throws IOException {
    history.add(
        "default",
        function,
        new InvocationRecord(requestId, "1", 1, 1, 1, 1, 200, "", "", 0, "$LATEST", "API", 0, 128));
  }
}
