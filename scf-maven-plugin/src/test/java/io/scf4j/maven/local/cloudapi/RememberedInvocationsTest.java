package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.store.FunctionStore;
import io.scf4j.maven.local.store.InvocationHistory;
import io.scf4j.maven.local.store.InvocationRecord;
import io.scf4j.maven.local.store.StoredFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedInvocationsTest {
  private static final Occasion CALLED = Occasion.of(Occasion.API, StoredFunction.LATEST);

  @TempDir Path root;
  private final StoredFunction function =
      new Gson().fromJson("{'namespace':'default','name':'echo'}", StoredFunction.class);
  private InvocationHistory history;
  private RememberedInvocations remembered;

  @BeforeEach
  void begin() throws IOException {
    history = FunctionStore.open(root).history();
    remembered = new RememberedInvocations(history, any -> true);
  }

  @AfterEach
  void end() {
    remembered.close();
  }

  private void add(String requestId) {
    InvocationReport report = new InvocationReport(requestId, 200, "", "", 0, 1, 0);
    remembered.add(
        function, RememberedInvocations.record(StoredFunction.LATEST, 0, report, CALLED, 128));
  }

  private static List<String> ids(InvocationHistory history) throws IOException {
    return history.of("default", "echo").stream().map(InvocationRecord::requestId).toList();
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  @Test
  void hasAllThatWasAddedInItsOrderWheneverItIsAsked() throws Exception {
    for (int i = 0; i < 50; i++) {
      add(Integer.toString(i));
      assertThat(ids(remembered.history())).isEqualTo(numbers(i + 1));
    }
  }

  @Test
  void writesByItselfSoon() throws Exception {
    numbers(1000).forEach(this::add);
    for (int i = 0; i < 500 && ids(history).size() < 1000; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(ids(history)).isEqualTo(numbers(1000));
  }

  @Test
  void writesAllBeforeItIsClosed() throws Exception {
    numbers(1000).forEach(this::add);
    remembered.close();
    assertThat(ids(history)).isEqualTo(numbers(1000));
  }

  @Test
  void forgetsWhatWasAddedBeforeAndKeepsWhatComesAfterwards() throws Exception {
    add("before");
    remembered.forget(new Key("default", "echo"));
    add("after");
    assertThat(ids(remembered.history())).containsExactly("after");
  }
}
