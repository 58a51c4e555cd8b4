package io.scf4j.it.bench;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two figures that are taken side by side, a pair a round.
 *
 * @param what is judged
 * @param against what it is divided by
 * @param unit of both
 * @param limit of the median of the rounds' ratios
 * @param atLeast whether the ratio shall be that or more, not that or less
 * @param figures of what is judged
 * @param references of the same rounds
 */
record Comparison(
    String what,
    String against,
    String unit,
    double limit,
    boolean atLeast,
    List<Double> figures,
    List<Double> references) {

  static Comparison atMost(double limit, String what, String against, String unit) {
    return new Comparison(what, against, unit, limit, false, new ArrayList<>(), new ArrayList<>());
  }

  static Comparison atLeast(double limit, String what, String against, String unit) {
    return new Comparison(what, against, unit, limit, true, new ArrayList<>(), new ArrayList<>());
  }

  void add(double figure, double reference) {
    figures.add(figure);
    references.add(reference);
  }

  Optional<Spread> ratio() {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < figures.size(); round++) {
      ratios.add(figures.get(round) / references.get(round));
    }
    return Spread.of(ratios);
  }

  boolean met() {
    return ratio()
        .filter(spread -> atLeast ? spread.median() >= limit : spread.median() <= limit)
        .isPresent();
  }

  JsonObject json() {
    JsonObject json = new Gson().toJsonTree(this).getAsJsonObject();
    json.add("ratio", new Gson().toJsonTree(ratio().orElse(null)));
    json.addProperty("met", met());
    return json;
  }

  static String table(List<Comparison> all) {
    Table table = new Table("What", "Figure", "against", "Figure", "Ratio", "Target", "Met");
    for (Comparison one : all) {
      table.row(
          one.what(),
          text(one.figures(), one.unit()),
          one.against(),
          text(one.references(), one.unit()),
          one.ratio().map(spread -> spread.text(2)).orElse("–"),
          String.format(Locale.ROOT, "%s %.2f", one.atLeast() ? "≥" : "≤", one.limit()),
          one.met() ? "yes" : "no");
    }
    return table.toString();
  }

  private static String text(List<Double> values, String unit) {
    return Spread.of(values).map(spread -> spread.text(0) + " " + unit).orElse("–");
  }
}
