package io.scf4j.it.bench;

import java.util.Optional;

/**
 * What a ratio should not exceed. The limits were set from prototypes before the runtime was
 * written; the median of the rounds decides.
 *
 * @param what as in the table
 * @param peer name of the peer that is judged
 * @param reference name of the peer it is compared with
 * @param limit none when the ratio is only reported
 */
record Target(
    String what, Load load, Metric metric, String peer, String reference, Optional<Double> limit) {

  static Target atMost(
      double limit, String what, Load load, Metric metric, String peer, String reference) {
    return new Target(what, load, metric, peer, reference, Optional.of(limit));
  }

  static Target reported(String what, Load load, Metric metric, String peer, String reference) {
    return new Target(what, load, metric, peer, reference, Optional.empty());
  }

  /** The measured ratio; empty when one of the two has no figures. */
  Optional<Spread> measured(Results results, int jdk) {
    Optional<Peer> judged = results.find(load, peer, jdk);
    Optional<Peer> base = results.find(load, reference, jdk);
    return judged.isPresent() && base.isPresent()
        ? results.ratio(load, metric, judged.get(), base.get())
        : Optional.empty();
  }

  /** {@code yes}, {@code no}, or a dash when nothing was measured or no limit is set. */
  String verdict(Optional<Spread> measured) {
    if (measured.isEmpty() || limit.isEmpty()) {
      return "–";
    }
    return measured.get().median() <= limit.get() ? "yes" : "no";
  }
}
