package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import example.Faulty;
import example.Odd;
import io.scf4j.runtime.fake.FakeProcess;
import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every status and every delay the runtime API may come up with, one by one. */
@SuppressWarnings("StringConcatToTextBlock") // every \r and \n of a response has to be seen
class RefusalTest {
  private static final String READY = "POST /runtime/init/ready  ";
  private static final String NEXT = "GET /runtime/invocation/next";
  private static final String RESPONSE = "POST /runtime/invocation/response ";

  private final FakeProcess process = new FakeProcess();

  @BeforeEach
  void resetCalls() {
    Faulty.CALLS.set(0);
    Odd.MEANWHILE.set(() -> {});
  }

  private FakeRuntimeApi serve(String handler, Reply... replies) {
    FakeRuntimeApi api = new FakeRuntimeApi(replies);
    assertThat(process.run(api.env(), handler)).isEqualTo(1);
    return api;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
      })
  void takesAnyAcknowledgementOfReady(String answer) {
    FakeRuntimeApi api =
        serve("example.Faulty::count", Reply.raw(answer), Reply.event("id-1", "a"), Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a1");
    assertThat(api.requests().get(1).connection()).isEqualTo(answer.contains("close") ? 2 : 1);
  }

  @Test
  void saysNothingUntilTheHandlerIsLoadedHoweverLongThatTakes() {
    List<Integer> requests = new ArrayList<>();
    FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), Reply.event("id-1", "a"), Reply.ok());
    Odd.MEANWHILE.set(
        () -> {
          process.clock().pass(600_000);
          requests.add(api.requests().size());
        });
    process.run(api.env(), "example.Odd.Loading::echo");

    assertThat(requests).containsExactly(0);
    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 302, 400, 403, 404, 410, 429, 500, 502, 503})
  void backsOffAndEndsWithTheReasonWhateverNextIsRefusedWith(int status) {
    Reply[] replies = new Reply[40];
    Arrays.fill(replies, Reply.status(status));
    replies[0] = Reply.ok();
    FakeRuntimeApi api = new FakeRuntimeApi(replies);

    assertThat(process.run(api.env(), "example.Faulty::count")).isEqualTo(1);
    assertThat(process.clock().pausesMs())
        .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L, 5000L, 5000L);
    assertThat(process.err())
        .startsWith("scf4j: The runtime API could not be used for 31 s: GET " + NEXT.substring(4))
        .contains(" was answered with status " + status)
        .hasLineCount(1);
    assertThat(api.requests()).hasSize(13);
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "200, 1", "204, 1", "302, 1", "400, 1", "403, 1", "404, 1", "410, 1", "413, 1", "429, 1",
    "500, 3", "502, 3", "503, 3", "504, 3",
  })
  void goesOnToTheNextEventWhateverAResultIsAnsweredWith(int status, int posts) {
    List<Reply> replies = new ArrayList<>(List.of(Reply.ok(), Reply.event("id-1", "a")));
    String body = status == 204 ? "\r\n" : "Content-Length: 12\r\n\r\nthe reason 7";
    for (int i = 0; i < posts; i++) {
      replies.add(Reply.raw("HTTP/1.1 " + status + " X\r\n" + body));
    }
    replies.addAll(List.of(Reply.event("id-2", "b"), Reply.ok()));
    FakeRuntimeApi api = serve("example.Faulty::count", replies.toArray(new Reply[0]));

    List<String> expected = new ArrayList<>(List.of(READY, NEXT));
    for (int i = 0; i < posts; i++) {
      expected.add(RESPONSE + "a1");
    }
    expected.addAll(List.of(NEXT, RESPONSE + "b2"));
    assertThat(api.log()).isEqualTo(expected);
    assertThat(
            process
                .err()
                .contains(
                    "The result of request id-1 was not accepted: POST"
                        + " /runtime/invocation/response was answered with status "
                        + status
                        + ": the reason 7\n"))
        .isEqualTo(status >= 300);
  }

  @Test
  void goesOnToTheNextEventWhenAnErrorReportIsRefused() {
    FakeRuntimeApi api =
        serve(
            "example.Odd::throwing",
            Reply.ok(),
            Reply.event("id-1", "runtime"),
            Reply.status(400),
            Reply.event("id-2", "fine"),
            Reply.ok());

    assertThat(api.requests().get(2).line()).isEqualTo("POST /runtime/invocation/error");
    assertThat(api.log().get(4)).isEqualTo(RESPONSE + "fine");
  }

  @Test
  void postsOnceAndGoesOnWhenTheHandlerOutlivedItsTimeLimit() {
    Odd.MEANWHILE.set(() -> process.clock().pass(10_000));
    FakeRuntimeApi api =
        serve(
            "example.Odd::late",
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.status(403),
            Reply.event("id-2", "b"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a0", NEXT, RESPONSE + "b0");
  }

  @Test
  void waitsForHoursForAnEventItsHeadersAndItsBody() {
    Runnable hours = () -> process.clock().pass(10 * 3_600_000);
    FakeRuntimeApi api =
        serve(
            "example.Odd::late",
            Reply.ok(),
            Reply.raw(
                    "HTTP/1.1 200 OK\r\nTime_Limit_In_",
                    "Ms: 3000\r\n",
                    "Content-Len",
                    "gth: 1\r\n\r\n",
                    "a")
                .pausing(hours),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a3000");
    assertThat(process.clock().nanos()).isGreaterThan(40 * 3_600_000_000_000L);
  }

  @Test
  void reconnectsWhenAWaitingPollIsReset() {
    FakeRuntimeApi api =
        serve(
            "example.Faulty::count",
            Reply.ok(),
            Reply.raw().after(() -> process.clock().pass(90_000)).thenReset(),
            Reply.raw().after(() -> process.clock().pass(90_000)).thenReset(),
            Reply.event("id-1", "a"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, NEXT, NEXT, RESPONSE + "a1");
    assertThat(process.err()).hasLineCount(1); // about the end of the script
  }
}
