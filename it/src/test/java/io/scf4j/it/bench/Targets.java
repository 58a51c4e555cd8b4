package io.scf4j.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The figures to beat. */
final class Targets {
  private static final List<String> TEXT_ECHOES =
      List.of(Peers.TEXT_METHOD, Peers.TEXT_HANDLER, Peers.TEXT_FUNCTION);
  private static final List<String> ECHOES = List.of(Peers.TEXT_METHOD, Peers.STREAM);
  private static final List<String> LARGE_ECHOES =
      List.of(Peers.TEXT_METHOD, Peers.STREAM, Peers.BYTES);

  /** Of one CPU: what a small function has. */
  private static final double SMALL_CPU = 0.2;

  private Targets() {}

  static List<Target> all() {
    List<Target> targets = new ArrayList<>();
    for (String peer : TEXT_ECHOES) {
      targets.add(Target.atMost(1.4, "exec → ready", Load.COLD, Metric.READY, peer, Peers.HELLO));
    }
    for (String peer : TEXT_ECHOES) {
      targets.add(
          Target.reported("CPU at ready", Load.COLD, Metric.CPU_AT_READY, peer, Peers.HELLO));
    }
    for (String peer : TEXT_ECHOES) {
      targets.add(
          Target.atMost(3, "first event", Load.COLD, Metric.FIRST_EVENT, peer, Peers.C_CLIENT));
    }
    for (String peer : ECHOES) {
      targets.add(
          Target.atMost(0.95, "idle RSS", Load.COLD, Metric.IDLE_RSS, peer, Peers.AWS_STREAM));
    }
    for (String peer : ECHOES) {
      targets.add(p50(1.5, "1 KB, p50", Load.WARM_1_KB, peer, Peers.C_CLIENT));
      targets.add(p50(0.32, "1 KB, p50", Load.WARM_1_KB, peer, Peers.AWS_STREAM));
      targets.add(
          Target.atMost(4.5, "1 KB, p99", Load.WARM_1_KB, Metric.TURN_P99, peer, Peers.C_CLIENT));
    }
    for (String peer : LARGE_ECHOES) {
      targets.add(p50(2, "100 KB, p50", Load.WARM_100_KB, peer, Peers.C_CLIENT));
      targets.add(p50(1.8, "5 MB, p50", Load.WARM_5_MB, peer, Peers.C_CLIENT));
    }
    targets.add(p50(0.6, "1 KB, p50", Load.WARM_1_KB, Peers.POJO, Peers.AWS_POJO));
    targets.add(
        Target.reported(
            "exec → first response", Load.COLD, Metric.FIRST_RESPONSE, Peers.POJO, Peers.AWS_POJO));
    targets.addAll(packaged());
    return targets;
  }

  /** Of functions as {@code scf:package} makes them. */
  private static List<Target> packaged() {
    return Stream.of(
            ready(1.05, Peers.PACKAGED_HELLO, Peers.HELLO),
            ready(0.5, Peers.PACKAGED_POJO, Peers.PACKAGED_POJO_UNCACHED),
            Target.atMost(
                0.47,
                "CPU at ready",
                Load.COLD,
                Metric.CPU_AT_READY,
                Peers.PACKAGED_POJO,
                Peers.PACKAGED_POJO_UNCACHED),
            Target.atMost(
                0.6,
                "exec → first response",
                Load.COLD,
                Metric.FIRST_RESPONSE,
                Peers.PACKAGED_POJO,
                Peers.AWS_POJO),
            Target.atMost(
                0.5,
                "first event",
                Load.COLD,
                Metric.FIRST_EVENT,
                Peers.PACKAGED_POJO,
                Peers.PACKAGED_POJO_UNPRIMED),
            ready(0.48, Peers.PACKAGED_40, Peers.PACKAGED_40_UNCACHED),
            Target.figure(
                3,
                "ready with 0.2 CPU",
                Load.COLD,
                Metric.CPU_AT_READY,
                Peers.PACKAGED_40_SMALL,
                1e-3 / SMALL_CPU,
                "seconds"))
        .map(target -> target.from(PackagedFunctions.JDK))
        .toList();
  }

  private static Target ready(double limit, String peer, String reference) {
    return Target.atMost(limit, "exec → ready", Load.COLD, Metric.READY, peer, reference);
  }

  private static Target p50(double limit, String what, Load load, String peer, String reference) {
    return Target.atMost(limit, what, load, Metric.TURN_P50, peer, reference);
  }
}
