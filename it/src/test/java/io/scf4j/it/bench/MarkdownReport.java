package io.scf4j.it.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The results for people: the same text for the terminal and for the file. */
final class MarkdownReport {
  private static final String NOTHING = "–";

  private final Settings settings;
  private final Machine machine;
  private final Results results;
  private final List<PackageSize> packages;
  private final List<BuildTimes> builds;
  private final List<Comparison> deploys;
  private final List<Comparison> local;
  private final List<Integer> jdks;

  MarkdownReport(
      Settings settings,
      Machine machine,
      Results results,
      List<PackageSize> packages,
      List<BuildTimes> builds,
      List<Comparison> deploys,
      List<Comparison> local) {
    this.packages = packages;
    this.builds = builds;
    this.deploys = deploys;
    this.local = local;
    this.settings = settings;
    this.machine = machine;
    this.results = results;
    this.jdks = List.copyOf(machine.jdks().keySet());
  }

  String text(Instant ended, Duration took, double busyAfter) {
    StringBuilder text = new StringBuilder();
    text.append("# Benchmark of ").append(ended.truncatedTo(ChronoUnit.MINUTES)).append("\n\n");
    text.append("Machine: ").append(machine.text()).append(".\n");
    text.append("Versions: ").append(settings.versions()).append(".\n");
    text.append(
        String.format(
            Locale.ROOT,
            "Load average %.2f before, %.2f after; %d min %d s.%s%n%n",
            machine.busyBefore(),
            busyAfter,
            took.toMinutes(),
            took.toSecondsPart(),
            settings.quick() ? " A quick run: a look, not a measurement." : ""));
    text.append(METHOD);
    text.append("\n## Targets\n\n").append(targets());
    if (!packages.isEmpty()) {
      text.append("\n## Packages\n\n").append(PackageSize.table(packages));
    }
    if (!builds.isEmpty()) {
      text.append("\n## Build times\n\n").append(BuildTimes.table(builds));
    }
    if (!deploys.isEmpty()) {
      text.append("\n## Deploying again\n\n").append(Comparison.table(deploys));
    }
    if (!local.isEmpty()) {
      text.append("\n## The local SCF\n\n").append(Comparison.table(local));
    }
    for (Load load : settings.loads()) {
      text.append("\n## ").append(load.title()).append("\n\n");
      text.append(description(load)).append("\n\n");
      text.append(load == Load.COLD ? cold() : warm(load));
    }
    return text.append(failures()).toString();
  }

  private static final String METHOD =
      """
      Every figure is the median of the rounds (min..max). Each peer runs once a round, one after the other; a ratio is
      taken within each round, and its median is shown. All times are from one clock, in the stub that serves the runtime
      API on loopback. `turn` is from the arrival of GET next to the arrival of the whole response, so it holds the
      transfer in both directions. Every response is compared with the event byte by byte. JVMs get no options.
      Echo functions, except for the bash sample, which wraps the event in a sentence; POJO functions read and write a bean.
      Packaged functions start through their own bootstrap, unpacked, read-only, with the times of now.
      """;

  private String description(Load load) {
    int rounds = results.rounds(load);
    String inRounds = rounds == 1 ? "One round" : rounds + " rounds";
    String pin =
        switch (load.pin()) {
          case NONE -> "not pinned";
          case SAME -> "stub and peer pinned to one CPU";
          case SPLIT -> "stub and peer pinned to one CPU each";
        };
    if (load == Load.COLD) {
      return String.format(
          Locale.ROOT,
          "%s, %s. Ready: exec to POST ready (AWS: to the first GET next; `java Hello`: to its"
              + " exit). CPU: user and system time of the%npeer's own process until then. First"
              + " event: its turn. RSS: median, after %d events and a tenth of a second of idling.",
          inRounds,
          pin,
          load.events());
    }
    return String.format(
        Locale.ROOT,
        "%s of %d events after %d of warm-up (POJO functions: 1/%d, bash sample: 1/%d of both),"
            + " %s.%nEvents/s, CPU of the peer's own process and RSS: medians.",
        inRounds,
        settings.eventsOf(load),
        load.warmup(),
        Peers.POJO_PACE,
        Peers.BASH_PACE,
        pin);
  }

  private String targets() {
    Table table = new Table("What", "Peer", "against", "JDK", "Ratio", "Target", "Met");
    for (Target target : Targets.all()) {
      for (int jdk : jdks) {
        if (jdk < target.fromJdk() || !settings.loads().contains(target.load())) {
          continue;
        }
        Optional<Spread> measured = target.measured(results, jdk);
        table.row(
            target.what(),
            target.peer(),
            target.against(),
            Integer.toString(jdk),
            measured.map(spread -> spread.text(2)).orElse("not available"),
            target.limit().map(limit -> "≤ " + limit).orElse(NOTHING),
            target.verdict(measured));
      }
    }
    return table.toString();
  }

  private String cold() {
    Table table =
        new Table(
            "Peer",
            "JDK",
            "Ready, ms",
            "× Hello",
            "CPU at ready, ms",
            "First event, ms",
            "First response, ms",
            "Idle RSS, MB");
    for (Peer peer : results.peers(Load.COLD)) {
      table.row(
          peer.name(),
          jdkOf(peer),
          value(Load.COLD, peer, Metric.READY),
          ratio(Load.COLD, Metric.READY, peer, Peers.HELLO),
          value(Load.COLD, peer, Metric.CPU_AT_READY),
          value(Load.COLD, peer, Metric.FIRST_EVENT),
          value(Load.COLD, peer, Metric.FIRST_RESPONSE),
          median(Load.COLD, peer, Metric.IDLE_RSS));
    }
    return table.toString();
  }

  private String warm(Load load) {
    Table table =
        new Table(
            "Peer",
            "JDK",
            "Turn p50, µs",
            "× C",
            "× AWS stream",
            "Turn p99, µs",
            "× C",
            "Events/s",
            "CPU an event, µs",
            "RSS, MB");
    for (Peer peer : results.peers(load)) {
      table.row(
          peer.name(),
          jdkOf(peer),
          value(load, peer, Metric.TURN_P50),
          ratio(load, Metric.TURN_P50, peer, Peers.C_CLIENT),
          ratio(load, Metric.TURN_P50, peer, Peers.AWS_STREAM),
          value(load, peer, Metric.TURN_P99),
          ratio(load, Metric.TURN_P99, peer, Peers.C_CLIENT),
          median(load, peer, Metric.EVENTS_PER_SECOND),
          median(load, peer, Metric.CPU_PER_EVENT),
          median(load, peer, Metric.IDLE_RSS));
    }
    return table.toString();
  }

  /** Every reason once, with the loads it holds for: most failures are the same under all. */
  private String failures() {
    Map<String, List<String>> loads = new LinkedHashMap<>();
    for (Load load : Load.values()) {
      for (Peer peer : results.peers(load)) {
        results
            .failure(load, peer)
            .ifPresent(
                why ->
                    loads
                        .computeIfAbsent(peer.nameWithJdk() + "`: " + why, any -> new ArrayList<>())
                        .add(load.title()));
      }
    }
    StringBuilder text = new StringBuilder(loads.isEmpty() ? "" : "\n## What fails\n\n");
    loads.forEach(
        (what, titles) ->
            text.append("* `").append(what).append(" (").append(join(titles)).append(")\n"));
    return text.toString();
  }

  private static String join(List<String> titles) {
    return String.join("; ", titles);
  }

  private static String jdkOf(Peer peer) {
    return peer.jdk() == 0 ? "" : Integer.toString(peer.jdk());
  }

  private String value(Load load, Peer peer, Metric metric) {
    return results
        .spread(load, peer, metric)
        .map(spread -> spread.text(metric.decimals()))
        .orElse(results.failure(load, peer).isPresent() ? "fails" : NOTHING);
  }

  private String median(Load load, Peer peer, Metric metric) {
    return results
        .spread(load, peer, metric)
        .map(spread -> String.format(Locale.ROOT, "%." + metric.decimals() + "f", spread.median()))
        .orElse(NOTHING);
  }

  private String ratio(Load load, Metric metric, Peer peer, String reference) {
    return results
        .find(load, reference, peer.jdk())
        .flatMap(base -> results.ratio(load, metric, peer, base))
        .map(spread -> spread.text(2))
        .orElse(NOTHING);
  }
}
