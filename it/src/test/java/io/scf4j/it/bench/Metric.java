package io.scf4j.it.bench;

/** A figure the stub gives: under which name, and in which unit it is shown. */
enum Metric {
  /** Exec to ready; of a program without a runtime API, exec to exit. */
  READY("ready_us", 1e-3, 1),
  CPU_AT_READY("cpu_ready_us", 1e-3, 1),
  FIRST_EVENT("first_turn_us", 1e-3, 2),
  FIRST_RESPONSE("first_response_us", 1e-3, 1),
  IDLE_RSS("rss_idle_kb", 1.0 / 1024, 1),
  TURN_P50("turn_p50_us", 1, 1),
  TURN_P99("turn_p99_us", 1, 1),
  EVENTS_PER_SECOND("events_per_s", 1, 0),
  CPU_PER_EVENT("cpu_per_event_us", 1, 1);

  private final String key;
  private final double scale;
  private final int decimals;

  Metric(String key, double scale, int decimals) {
    this.key = key;
    this.scale = scale;
    this.decimals = decimals;
  }

  /** Its name in the stub's output and in the JSON files. */
  String key() {
    return key;
  }

  /** From the stub's unit to the one shown. */
  double scale() {
    return scale;
  }

  int decimals() {
    return decimals;
  }
}
