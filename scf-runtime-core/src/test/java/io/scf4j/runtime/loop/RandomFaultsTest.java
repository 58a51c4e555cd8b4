package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import example.Faulty;
import io.scf4j.runtime.fake.FakeProcess;
import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.Reply;
import io.scf4j.runtime.fake.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random faults before, between and after events: every event still gets the one result that its
 * one run of the handler computed.
 */
class RandomFaultsTest {

  /** Few enough in a row that the client neither gives up on a POST nor on the API. */
  private static void addFaults(Random random, boolean duringPost, List<Reply> script) {
    for (int faults = random.nextInt(3); faults > 0; faults--) {
      switch (random.nextInt(duringPost ? 3 : 4)) {
        case 0 -> script.add(Reply.status(500 + random.nextInt(4)));
        case 1 -> script.add(Reply.silence());
        case 2 -> script.add(Reply.raw("HTTP/1.1 2").thenReset());
        default ->
            script.add(
                Reply.raw("HTTP/1.1 200 OK\r\nRequest_Id: cut\r\nContent-Length: 9\r\n\r\ncut")
                    .thenClose());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void neverCostAnEventItsOnlyResult(long seed) {
    Random random = new Random(seed);
    List<Reply> script = new ArrayList<>(List.of(Reply.ok()));
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      addFaults(random, false, script);
      script.add(Reply.event("id-" + i, i + ":"));
      addFaults(random, true, script);
      script.add(random.nextBoolean() ? Reply.ok() : Reply.ok().thenClose());
      expected.add(i + ":" + i);
    }
    Faulty.CALLS.set(0);
    FakeProcess process = new FakeProcess();
    FakeRuntimeApi api = new FakeRuntimeApi(script.toArray(new Reply[0]));
    process.run(api.env(), "example.Faulty::count");

    List<String> results =
        api.requests().stream()
            .filter(request -> request.line().endsWith("/response"))
            .map(Request::text)
            .distinct()
            .toList();
    assertThat(results).isEqualTo(expected);
    assertThat(Faulty.CALLS).hasValue(30);
    assertThat(api.requests()).hasSize(script.size());
  }
}
