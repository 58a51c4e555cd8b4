package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import example.Counting;
import io.scf4j.runtime.fake.FakePlatform;
import io.scf4j.runtime.fake.FakePlatform.Delivery;
import io.scf4j.runtime.fake.FakeProcess;
import io.scf4j.runtime.fake.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The delivery guarantees under random faults, compared request by request with a reference: every
 * delivered event gets exactly one result, computed by one run of the handler for it.
 */
class DeliveryModelTest {
  private static final int SEEDS = 60;
  private static final int EVENTS = 12;
  private static final Pattern ERROR =
      Pattern.compile(
          "POST /runtime/invocation/error \\{\"errorType\":\"java.lang.AssertionError\","
              + "\"errorMessage\":\"([^\"]*)\".*");

  /** The request in the form the reference predicts: of an error its message only. */
  private static String simplified(Request request) {
    Matcher error = ERROR.matcher(request.toString());
    return error.matches() ? "failed " + error.group(1) : request.toString();
  }

  /** Sixty seeds from each of these on; the share of faults goes up to where most runs give up. */
  @ParameterizedTest
  @ValueSource(longs = {1_000, 2_000, 3_000, 4_000, 5_000})
  void everyDeliveredEventGetsExactlyOneResultAndOneRun(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
      long current = seed;
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> follows(current), "seed " + current);
    }
  }

  private static void follows(long seed) {
    String label = "seed " + seed;
    Random random = new Random(seed);
    double[] shares = {0.1, 0.3, 0.5, 0.7, 0.9};
    ReferenceLoop reference = new ReferenceLoop();
    FakeProcess process = new FakeProcess();
    Counting.RUNS.set(0);
    List<Delivery> deliveries;
    try (FakePlatform platform =
        new FakePlatform(
            random,
            process.clock(),
            shares[(int) (seed % shares.length)],
            EVENTS,
            request -> assertThat(simplified(request)).as(label).isEqualTo(reference.expected()),
            reference::answered)) {
      int status = process.run(platform.env(), "example.Counting::run");

      platform.close();
      assertThat(platform.failure()).as(label).isNull();
      assertThat(status).as(label).isEqualTo(1); // the platform is gone, or the patience is over
      deliveries = platform.deliveries();
    }
    reference.gone();
    assertThat(Counting.RUNS).as(label).hasValue(reference.runs());
    assertThat(process.clock().pausesMs()).as(label).isEqualTo(reference.pausesMs());
    assertThat(linesWith(" was not accepted: ", process)).as(label).isEqualTo(reference.refused());
    assertThat(linesWith(" is dropped: ", process)).as(label).isEqualTo(reference.dropped());
    assertThat(reference.acknowledged().size() + reference.dropped())
        .as(label)
        .isEqualTo(reference.runs() - (reference.holdsResult() ? 1 : 0));
    assertThat(reference.acknowledged()).as(label).doesNotHaveDuplicates();
    checkTaken(deliveries, label);
  }

  private static long linesWith(String text, FakeProcess process) {
    return process.err().lines().filter(line -> line.contains(text)).count();
  }

  /** What the platform has: one result for each event but the last, which may have been lost. */
  private static void checkTaken(List<Delivery> deliveries, String label) {
    Map<String, String> bodies = new HashMap<>();
    for (int i = 0; i < deliveries.size(); i++) {
      Delivery delivery = deliveries.get(i);
      if (i < deliveries.size() - 1) {
        assertThat(delivery.taken()).as(label).hasSize(1);
      }
      String path = delivery.body().startsWith("fail") ? "/error" : "/response";
      assertThat(delivery.taken())
          .as(label)
          .allMatch(result -> result.startsWith(path) && result.contains(delivery.body() + "#"));
      assertThat(bodies.putIfAbsent(delivery.id(), delivery.body()))
          .as(label)
          .isIn(null, delivery.body());
    }
  }
}
