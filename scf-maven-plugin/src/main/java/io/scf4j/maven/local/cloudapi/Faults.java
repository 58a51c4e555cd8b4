package io.scf4j.maven.local.cloudapi;

import java.util.List;

/** The faults in force and what they have met. They are forgotten when the process ends. */
final class Faults {

  /**
   * A rule and its count.
   *
   * @param calls calls that it concerned
   * @param hits those of them that it hit
   */
  record Counted(FaultRule rule, long calls, long hits) {}

  private List<Counted> rules = List.of();

  /** Replaces all rules; counts begin anew. */
  synchronized void set(List<FaultRule> rules) {
    this.rules = rules.stream().map(rule -> new Counted(rule, 0, 0)).toList();
  }

  synchronized List<Counted> rules() {
    return rules;
  }

  /** Counts a call and returns the rule that hits it, or {@link FaultRule#NONE}. */
  synchronized FaultRule meet(String action, String functionName) {
    FaultRule met = FaultRule.NONE;
    if (rules.isEmpty()) {
      return met;
    }
    Counted[] after = rules.toArray(new Counted[0]);
    for (int i = 0; i < after.length; i++) {
      FaultRule rule = after[i].rule();
      if (rule.concerns(action, functionName)) {
        long calls = after[i].calls() + 1;
        boolean hit = met == FaultRule.NONE && rule.hits(calls);
        after[i] = new Counted(rule, calls, after[i].hits() + (hit ? 1 : 0));
        met = hit ? rule : met;
      }
    }
    rules = List.of(after);
    return met;
  }
}
