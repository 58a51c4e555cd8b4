package io.scf4j.it.bench;

import java.util.Optional;

/**
 * What a figure should not exceed: mostly a ratio to another peer's. The limits were set from
 * prototypes before the runtime was written; the median of the rounds decides.
 *
 * @param what as in the table
 * @param peer name of the peer that is judged
 * @param reference name of the peer it is compared with; empty when the figure itself is judged
 * @param factor that the ratio or figure is multiplied by
 * @param against as in the table
 * @param limit none when the ratio is only reported
 * @param fromJdk the first JDK that it is about
 */
record Target(
    String what,
    Load load,
    Metric metric,
    String peer,
    Optional<String> reference,
    double factor,
    String against,
    Optional<Double> limit,
    int fromJdk) {

  static Target atMost(
      double limit, String what, Load load, Metric metric, String peer, String reference) {
    return ratio(what, load, metric, peer, reference, Optional.of(limit));
  }

  static Target reported(String what, Load load, Metric metric, String peer, String reference) {
    return ratio(what, load, metric, peer, reference, Optional.empty());
  }

  private static Target ratio(
      String what,
      Load load,
      Metric metric,
      String peer,
      String reference,
      Optional<Double> limit) {
    return new Target(what, load, metric, peer, Optional.of(reference), 1, reference, limit, 0);
  }

  /**
   * A figure of the peer's own, in another unit.
   *
   * @param factor from the metric's unit to that of the limit
   * @param unit of the limit
   */
  static Target figure(
      double limit,
      String what,
      Load load,
      Metric metric,
      String peer,
      double factor,
      String unit) {
    return new Target(
        what, load, metric, peer, Optional.empty(), factor, unit, Optional.of(limit), 0);
  }

  /** The same, for that JDK and newer ones only. */
  Target from(int jdk) {
    return new Target(what, load, metric, peer, reference, factor, against, limit, jdk);
  }

  /** The measured ratio or figure; empty when a peer has no figures. */
  Optional<Spread> measured(Results results, int jdk) {
    Optional<Peer> judged = results.find(load, peer, jdk);
    if (reference.isEmpty()) {
      return judged.flatMap(one -> results.spread(load, one, metric)).map(this::scaled);
    }
    Optional<Peer> base = results.find(load, reference.get(), jdk);
    return judged.isPresent() && base.isPresent()
        ? results.ratio(load, metric, judged.get(), base.get()).map(this::scaled)
        : Optional.empty();
  }

  private Spread scaled(Spread spread) {
    return new Spread(spread.median() * factor, spread.min() * factor, spread.max() * factor);
  }

  /** {@code yes}, {@code no}, or a dash when nothing was measured or no limit is set. */
  String verdict(Optional<Spread> measured) {
    if (measured.isEmpty() || limit.isEmpty()) {
      return "–";
    }
    return measured.get().median() <= limit.get() ? "yes" : "no";
  }
}
