package io.scf4j.it.bench;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long builds took with the plugin and without it, a pair a round.
 *
 * @param what was built
 * @param limit of the median of the rounds' ratios
 * @param withPlugin seconds
 * @param without seconds, of the same rounds
 */
record BuildTimes(String what, double limit, List<Double> withPlugin, List<Double> without) {

  static BuildTimes of(String what, double limit) {
    return new BuildTimes(what, limit, new ArrayList<>(), new ArrayList<>());
  }

  void add(double withPluginSeconds, double withoutSeconds) {
    withPlugin.add(withPluginSeconds);
    without.add(withoutSeconds);
  }

  Optional<Spread> ratio() {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < withPlugin.size(); round++) {
      ratios.add(withPlugin.get(round) / without.get(round));
    }
    return Spread.of(ratios);
  }

  boolean met() {
    return ratio().filter(spread -> spread.median() <= limit).isPresent();
  }

  JsonObject json() {
    JsonObject json = new Gson().toJsonTree(this).getAsJsonObject();
    json.add("ratio", new Gson().toJsonTree(ratio().orElse(null)));
    json.addProperty("met", met());
    return json;
  }

  static String table(List<BuildTimes> all) {
    Table table =
        new Table("mvn -o package of hello", "With, s", "Without, s", "Ratio", "Target", "Met");
    for (BuildTimes one : all) {
      table.row(
          one.what(),
          text(Spread.of(one.withPlugin())),
          text(Spread.of(one.without())),
          text(one.ratio()),
          String.format(Locale.ROOT, "≤ %.2f", one.limit()),
          one.met() ? "yes" : "no");
    }
    return table.toString();
  }

  private static String text(Optional<Spread> spread) {
    return spread.map(one -> one.text(2)).orElse("–");
  }
}
