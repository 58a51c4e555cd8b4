package io.scf4j.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.bench.Peer.Api;
import io.scf4j.it.bench.Peer.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackagedTest {

  @Test
  void aPackageIsWhatItsPartsCostAndItsZipAgainstTheLimit() {
    PackageSize size =
        PackageSize.of(
            "hello",
            JsonParser.parseString(
                    "{\"codeSize\":21000000,\"parts\":["
                        + "{\"part\":\"app\",\"bytes\":9,\"compressed\":20000},"
                        + "{\"part\":\"jre\",\"bytes\":9,\"compressed\":18200000}]}")
                .getAsJsonObject(),
            21_000_000);

    assertThat(size)
        .isEqualTo(
            new PackageSize(
                "hello", 21_000_000, Map.of("app", 20_000L, "jre", 18_200_000L), 21_000_000));
    assertThat(PackageSize.table(List.of(size)))
        .contains("| hello   | 0.02 | –   | 18.20 | –   | 21.00 | ≤ 21   | yes |");
    assertThat(new PackageSize("hello", 21_000_001, Map.of(), 21_000_000).met()).isFalse();
  }

  @Test
  void buildsAreDividedWithinARound() {
    BuildTimes times = BuildTimes.of("nothing changed", 1.25);
    times.add(12, 10);
    times.add(2.6, 2);
    times.add(25, 20);

    assertThat(times.ratio()).contains(new Spread(1.25, 1.2, 1.3));
    assertThat(times.met()).isTrue();
    assertThat(BuildTimes.table(List.of(times)))
        .contains(" 12.00 (2.60..25.00) | 10.00 (2.00..20.00) | 1.25 (1.20..1.30) | ≤ 1.25 | yes ");
    times.add(2.6, 2);
    assertThat(times.met()).isFalse();
    assertThat(BuildTimes.of("nothing", 1).met()).isFalse();
  }

  @Test
  void aFigureIsJudgedInTheUnitOfItsLimit() {
    Peer peer =
        Peer.of("small", 25, Api.SCF, "", Optional.empty(), List.of(), Reply.SHOP, Set.of(), 1);
    JsonObject json = new JsonObject();
    json.addProperty("ok", true);
    json.addProperty("cpu_ready_us", 500_000);
    Results results = new Results();
    results.add(Load.COLD, peer, new Measurement(json));

    Target target =
        Target.figure(3, "ready", Load.COLD, Metric.CPU_AT_READY, "small", 1e-3 / 0.2, "seconds");

    assertThat(target.measured(results, 25)).contains(new Spread(2.5, 2.5, 2.5));
    assertThat(target.verdict(target.measured(results, 25))).isEqualTo("yes");
    assertThat(target.measured(results, 17)).isEmpty();
  }

  @Test
  void thePomWithoutThePluginHasAllTheOthers() {
    String pom =
        "<plugin><artifactId>a</artifactId></plugin><plugin><artifactId>scf-maven-plugin</artifactId>"
            + "<executions/></plugin><plugin><artifactId>b</artifactId></plugin>";
    assertThat(BuildRounds.withoutPlugin(pom))
        .isEqualTo(
            "<plugin><artifactId>a</artifactId></plugin><plugin><artifactId>b</artifactId></plugin>");
  }
}
