package io.scf4j.it.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Runs the peers in rounds, each once a round (A B C, A B C, …), so that a minute in which the
 * machine was busy falls on all of them. A peer that fails in the first round is not tried again.
 */
final class Rounds {
  private static final int FEWEST_ROUNDS = 3;

  private final Stub stub;
  private final Settings settings;
  private final PrintStream out;

  Rounds(Stub stub, Settings settings, PrintStream out) {
    this.stub = stub;
    this.settings = settings;
    this.out = out;
  }

  Results run(List<Peer> peers) throws IOException, InterruptedException {
    Results results = new Results();
    for (Load load : settings.loads()) {
      int rounds = settings.roundsOf(load);
      double spent = 0;
      for (int round = 1; round <= rounds && !isOverBudget(load, round, spent); round++) {
        long began = System.nanoTime();
        runRound(load, peers, results);
        double seconds = (System.nanoTime() - began) / 1e9;
        spent += seconds;
        out.println(
            String.format(
                Locale.ROOT,
                "%-18s round %2d of %2d  %5.1f s",
                load.title(),
                round,
                rounds,
                seconds));
      }
    }
    return results;
  }

  /** Whether a round more, as long as those before, would be too much; a median needs three. */
  private boolean isOverBudget(Load load, int round, double spentSeconds) {
    int done = round - 1;
    boolean over =
        settings.hasBudget()
            && done >= FEWEST_ROUNDS
            && spentSeconds * round / done > load.budgetSeconds();
    if (over) {
      out.println(
          load.title()
              + ": no more rounds, this machine is slow or busy (-Dbench.rounds="
              + settings.roundsOf(load)
              + " runs them all)");
    }
    return over;
  }

  private void runRound(Load load, List<Peer> peers, Results results)
      throws IOException, InterruptedException {
    for (Peer peer : peers) {
      if (!peer.loads().contains(load) || results.failure(load, peer).isPresent()) {
        continue;
      }
      Measurement measurement = stub.measure(peer, load);
      results.add(load, peer, measurement);
      if (measurement.failure().isPresent()) {
        out.println("  " + peer.nameWithJdk() + ": " + measurement.failure().get());
      }
    }
  }
}
