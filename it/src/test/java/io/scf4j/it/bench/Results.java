package io.scf4j.it.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All measurements, by load, peer and round. A ratio is taken within a round, where both peers ran
 * seconds apart, and only then the median: that cancels out how busy the machine was.
 */
final class Results {
  private final Map<Load, Map<Peer, List<Measurement>>> measurements = new EnumMap<>(Load.class);

  void add(Load load, Peer peer, Measurement measurement) {
    measurements
        .computeIfAbsent(load, any -> new LinkedHashMap<>())
        .computeIfAbsent(peer, any -> new ArrayList<>())
        .add(measurement);
  }

  List<Peer> peers(Load load) {
    return List.copyOf(measurements.getOrDefault(load, Map.of()).keySet());
  }

  List<Measurement> of(Load load, Peer peer) {
    return measurements.getOrDefault(load, Map.of()).getOrDefault(peer, List.of());
  }

  /** How many were run. */
  int rounds(Load load) {
    return peers(load).stream().mapToInt(peer -> of(load, peer).size()).max().orElse(0);
  }

  /** The peer of that name on that JDK; a native peer whatever the JDK. */
  Optional<Peer> find(Load load, String name, int jdk) {
    return peers(load).stream()
        .filter(peer -> peer.name().equals(name) && (peer.jdk() == 0 || peer.jdk() == jdk))
        .findFirst();
  }

  /** Why a peer has no figures: the first failure, when no round succeeded. */
  Optional<String> failure(Load load, Peer peer) {
    List<Measurement> all = of(load, peer);
    boolean anySucceeded = all.stream().anyMatch(one -> one.failure().isEmpty());
    return anySucceeded || all.isEmpty() ? Optional.empty() : all.get(0).failure();
  }

  Optional<Spread> spread(Load load, Peer peer, Metric metric) {
    List<Double> values = new ArrayList<>();
    for (Measurement one : of(load, peer)) {
      one.value(metric).ifPresent(values::add);
    }
    return Spread.of(values);
  }

  /** Of every round in which both have the figure. */
  Optional<Spread> ratio(Load load, Metric metric, Peer peer, Peer reference) {
    List<Measurement> above = of(load, peer);
    List<Measurement> below = of(load, reference);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < Math.min(above.size(), below.size()); round++) {
      OptionalDouble value = above.get(round).value(metric);
      OptionalDouble base = below.get(round).value(metric);
      if (value.isPresent() && base.isPresent() && base.getAsDouble() > 0) {
        ratios.add(value.getAsDouble() / base.getAsDouble());
      }
    }
    return Spread.of(ratios);
  }
}
