package io.scf4j.it.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The middle and the ends of what the rounds gave. The middle, because one disturbed round should
 * not decide; the ends, because they show how much was disturbed.
 */
record Spread(double median, double min, double max) {

  /** Of no values there is no spread. */
  static Optional<Spread> of(List<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return Optional.of(new Spread(median, sorted[0], sorted[sorted.length - 1]));
  }

  /** As {@code 1.36 (1.31..1.42)}. */
  String text(int decimals) {
    String number = "%." + decimals + "f";
    return String.format(
        Locale.ROOT, number + " (" + number + ".." + number + ")", median, min, max);
  }
}
