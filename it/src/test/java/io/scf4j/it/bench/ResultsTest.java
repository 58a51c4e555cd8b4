package io.scf4j.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.scf4j.it.bench.Peer.Api;
import io.scf4j.it.bench.Peer.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final Load LOAD = Load.WARM_1_KB;
  private static final Metric METRIC = Metric.TURN_P50;
  private static final Target TARGET =
      Target.atMost(1.5, "1 KB, p50", LOAD, METRIC, "ours", "C client");

  private final Peer ours = peer("ours", 17);
  private final Peer client = peer("C client", 0);
  private final Results results = new Results();

  @Test
  void dividesWithinARoundSoThatABusyRoundCancelsOut() {
    round(12, 10);
    round(120, 100);
    round(13, 10);

    assertThat(results.ratio(LOAD, METRIC, ours, client)).contains(new Spread(1.2, 1.2, 1.3));
  }

  @Test
  void leavesOutARoundInWhichOneOfTheTwoFailed() {
    round(10, 8);
    results.add(LOAD, ours, Measurement.failed("gone"));
    results.add(LOAD, client, figures(8));
    round(12, 8);

    assertThat(results.ratio(LOAD, METRIC, ours, client)).contains(new Spread(1.375, 1.25, 1.5));
    assertThat(results.failure(LOAD, ours)).isEmpty();
  }

  @Test
  void saysWhyAPeerHasNoFigures() {
    results.add(LOAD, ours, Measurement.failed("no codec"));

    assertThat(results.failure(LOAD, ours)).contains("no codec");
    assertThat(TARGET.measured(results, 17)).isEmpty();
    assertThat(TARGET.verdict(Optional.empty())).isEqualTo("–");
  }

  @Test
  void judgesByTheMedianAndCountsTheLimitAsMet() {
    round(15, 10);
    assertThat(TARGET.verdict(TARGET.measured(results, 17))).isEqualTo("yes");

    round(16, 10);
    assertThat(TARGET.verdict(TARGET.measured(results, 17))).isEqualTo("no");
  }

  @Test
  void findsAPeerOfItsJdkAndANativeOneForEvery() {
    round(12, 10);

    assertThat(results.find(LOAD, "ours", 17)).contains(ours);
    assertThat(results.find(LOAD, "ours", 25)).isEmpty();
    assertThat(results.find(LOAD, "C client", 25)).contains(client);
  }

  private void round(double oursUs, double nativeUs) {
    results.add(LOAD, ours, figures(oursUs));
    results.add(LOAD, client, figures(nativeUs));
  }

  private static Measurement figures(double p50Us) {
    JsonObject json = new JsonObject();
    json.addProperty("ok", true);
    json.addProperty(METRIC.key(), p50Us);
    return new Measurement(json);
  }

  private static Peer peer(String name, int jdk) {
    return Peer.of(
        name, jdk, Api.SCF, "", Optional.empty(), List.of(), Reply.ECHO, Set.of(LOAD), 1);
  }
}
