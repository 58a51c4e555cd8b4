package io.scf4j.maven.model;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An alias and the versions that it leads to.
 *
 * @param name 1 to 64 letters, digits, {@code _} and {@code -}, or {@code $DEFAULT}
 * @param version its main version
 * @param additional a second version with a share of the events
 * @param matched versions that get events by the content of the request, which no deploy sets
 */
public record AliasRoute(
    String name, String version, Optional<Share> additional, Set<String> matched) {
  /** The alias that every function has, and that triggers use unless told otherwise. */
  public static final String DEFAULT = "$DEFAULT";

  /**
   * A second version.
   *
   * @param version its number
   * @param weight its share of the events, 0 to 1
   */
  public record Share(String version, double weight) {
    /** As precise as the API, or what is read would never be what was sent. */
    public Share {
      weight = Double.parseDouble(Float.toString((float) weight));
    }
  }

  /** All of an alias to one version. */
  public static AliasRoute to(String name, String version) {
    return new AliasRoute(name, version, Optional.empty(), Set.of());
  }

  /** Whether events may reach this version. */
  public boolean leadsTo(String number) {
    return version.equals(number)
        || matched.contains(number)
        || additional.map(share -> share.version().equals(number)).orElse(false);
  }

  /** The share of the events that goes to a version, 0 to 1. */
  public double shareOf(String number) {
    double second = additional.map(Share::weight).orElse(0.0);
    if (version.equals(number)) {
      return 1 - second;
    }
    return leadsTo(number) ? second : 0;
  }

  /** Where events go: {@code 3}, or {@code 2 (90 %), 3 (10 %)}. */
  public String route() {
    if (!matched.isEmpty()) {
      return version + ", by the request " + String.join(", ", new TreeSet<>(matched));
    }
    return additional
        .map(
            share ->
                "%s (%s), %s (%s)"
                    .formatted(
                        version,
                        percent(1 - share.weight()),
                        share.version(),
                        percent(share.weight())))
        .orElse(version);
  }

  private static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.1f", share * 100);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
  }
}
