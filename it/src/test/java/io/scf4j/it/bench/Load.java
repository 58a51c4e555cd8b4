package io.scf4j.it.bench;

/** One way to measure a peer: the event, how many, and where the two processes run. */
enum Load {
  COLD("cold", "Cold start, 1 KB", 1024, 0, 10, Pin.NONE, 15, 120),
  WARM_1_KB("warm-1kb", "Per event, 1 KB", 1024, 15_000, 15_000, Pin.SAME, 5, 120),
  WARM_100_KB("warm-100kb", "Per event, 100 KB", 100 * 1024, 2_000, 800, Pin.SPLIT, 5, 90),
  WARM_5_MB("warm-5mb", "Per event, 5 MB", 5 * 1024 * 1024, 40, 30, Pin.SPLIT, 5, 90);

  /** Where stub and peer may run. */
  enum Pin {
    /** Wherever the system puts them. */
    NONE,
    /** On one CPU: without the cost of waking another one, which differs from run to run. */
    SAME,
    /** On one each: a large body is written and read at the same time, as on the platform. */
    SPLIT
  }

  private final String id;
  private final String title;
  private final int eventBytes;
  private final int warmup;
  private final int events;
  private final Pin pin;
  private final int rounds;
  private final int budgetSeconds;

  Load(
      String id,
      String title,
      int eventBytes,
      int warmup,
      int events,
      Pin pin,
      int rounds,
      int budgetSeconds) {
    this.id = id;
    this.title = title;
    this.eventBytes = eventBytes;
    this.warmup = warmup;
    this.events = events;
    this.pin = pin;
    this.rounds = rounds;
    this.budgetSeconds = budgetSeconds;
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  int eventBytes() {
    return eventBytes;
  }

  int warmup() {
    return warmup;
  }

  int events() {
    return events;
  }

  Pin pin() {
    return pin;
  }

  int rounds() {
    return rounds;
  }

  /** When to stop before the last round, on a machine that is slow or busy. */
  int budgetSeconds() {
    return budgetSeconds;
  }
}
