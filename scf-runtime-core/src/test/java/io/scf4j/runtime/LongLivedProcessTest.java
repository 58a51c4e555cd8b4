package io.scf4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.FunctionProcess;
import io.scf4j.runtime.fake.Reply;
import io.scf4j.runtime.fake.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What ten thousand events and a freeze do to a process: nothing. */
class LongLivedProcessTest {
  private static final int EVENTS = 10_000;
  private static final int MOST_HEAP_GROWTH_BYTES = 256 * 1024;

  /** Long enough that a forgotten timeout in seconds would show, short enough for a build. */
  private static final long FREEZE_MS = 2_000;

  @TempDir Path directory;

  private FunctionProcess start(FakeRuntimeApi api, String handler) {
    return FunctionProcess.start(
        directory, api.env(), List.of("-XX:+UseSerialGC", "-Xmx64m"), handler);
  }

  private static Reply event(int number) {
    boolean census = number == 100 || number == EVENTS / 2 || number == EVENTS;
    String body = census ? "census" : "x".repeat(300);
    boolean closing = number > EVENTS / 2;
    Reply event =
        Reply.raw(
            "HTTP/1.1 200 OK\r\nRequest_Id: id-"
                + number
                + (closing ? "\r\nConnection: close" : "")
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    return closing ? event.thenClose() : event;
  }

  /** The first half over one connection, the second half with a new one for every request. */
  @Test
  void heapAndDescriptorsStayFlatOverTenThousandEvents() throws Exception {
    List<Reply> replies = new ArrayList<>(List.of(Reply.ok()));
    for (int number = 1; number <= EVENTS; number++) {
      replies.add(event(number));
      replies.add(number > EVENTS / 2 ? Reply.ok().thenClose() : Reply.ok());
    }
    replies.add(Reply.silence());
    try (FakeRuntimeApi api = new FakeRuntimeApi(replies.toArray(new Reply[0]));
        FunctionProcess function = start(api, "example.Census::take")) {
      api.await(2 * EVENTS + 2, function);

      assertThat(function.err()).isEmpty();
      List<Request> requests = api.requests();
      List<String> results = new ArrayList<>();
      for (int number = 1; number <= EVENTS; number++) {
        results.add(requests.get(2 * number).text());
      }
      String[] early = results.get(99).split(" ", -1);
      for (int number : new int[] {EVENTS / 2, EVENTS}) {
        String[] late = results.get(number - 1).split(" ", -1);
        assertThat(late[0]).as("instances").isEqualTo("1");
        assertThat(Long.parseLong(late[1]))
            .as("bytes of heap")
            .isLessThan(Long.parseLong(early[1]) + MOST_HEAP_GROWTH_BYTES);
        // While a closing answer is handled its connection is gone already.
        assertThat(Integer.parseInt(late[2]))
            .as("descriptors")
            .isLessThanOrEqualTo(Integer.parseInt(early[2]));
      }
      assertThat(results.get(6_543)).isEqualTo("id-6544");
      assertThat(results).doesNotHaveDuplicates();
      assertThat(requests.get(EVENTS).connection()).isEqualTo(1);
      assertThat(requests.get(2 * EVENTS).connection()).isEqualTo(EVENTS);
    }
  }

  private static void freeze(FunctionProcess function) throws Exception {
    function.signal("STOP");
    Path status = Path.of("/proc", String.valueOf(function.process().pid()), "status");
    while (!Files.readString(status).contains("State:\tT")) {
      Thread.onSpinWait();
    }
    Thread.sleep(FREEZE_MS); // the freeze itself is what is tested
  }

  /** SCF freezes a process between events, for hours; two seconds here. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads the state of a process from /proc")
  void takesAnEventThatArrivedWhileItWasFrozenInAPoll() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch frozen = new CountDownLatch(1);
    Reply event =
        Reply.event("id-1", "after the freeze")
            .after(
                () -> {
                  asked.countDown();
                  await(frozen);
                });
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), event, Reply.ok(), Reply.silence());
        FunctionProcess function = start(api, "example.Hello::echo")) {
      asked.await();
      freeze(function);
      frozen.countDown();
      function.signal("CONT");
      api.await(4, function);

      assertThat(api.log().get(2)).isEqualTo("POST /runtime/invocation/response after the freeze");
      assertThat(function.err()).isEmpty();
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads the state of a process from /proc")
  void goesOnInAHandlerThatWasFrozenAndCountsTheTimeItLost() throws Exception {
    try (FakeRuntimeApi api =
            new FakeRuntimeApi(Reply.ok(), Reply.event("id-1", "x"), Reply.ok(), Reply.silence());
        FunctionProcess function = start(api, "example.Slow::work")) {
      while (!Files.exists(directory.resolve("working"))) {
        assertThat(function.process().isAlive()).as(function.err()).isTrue();
        Thread.onSpinWait();
      }
      freeze(function);
      Files.createFile(directory.resolve("go"));
      assertThat(api.requests()).hasSize(2);
      function.signal("CONT");
      api.await(4, function);

      assertThat(Long.parseLong(api.requests().get(2).text())).isBetween(0L, 3_000 - FREEZE_MS);
      assertThat(function.err()).isEmpty();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
