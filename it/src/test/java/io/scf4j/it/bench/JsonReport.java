package io.scf4j.it.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The results for programs: every run of every round, and the targets. */
final class JsonReport {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Settings settings;
  private final Machine machine;
  private final Results results;
  private final List<PackageSize> packages;
  private final List<BuildTimes> builds;
  private final List<Comparison> deploys;
  private final List<Comparison> local;

  JsonReport(
      Settings settings,
      Machine machine,
      Results results,
      List<PackageSize> packages,
      List<BuildTimes> builds,
      List<Comparison> deploys,
      List<Comparison> local) {
    this.packages = packages;
    this.builds = builds;
    this.deploys = deploys;
    this.local = local;
    this.settings = settings;
    this.machine = machine;
    this.results = results;
  }

  /** One file for each load that was run, and one for the targets. */
  void write(Instant ended) throws IOException {
    for (Load load : settings.loads()) {
      JsonObject json = head(ended);
      json.addProperty("load", load.title());
      json.addProperty("eventBytes", load.eventBytes());
      json.addProperty("pin", load.pin().name());
      json.add("peers", peers(load));
      write(json, load.id());
    }
    JsonObject json = head(ended);
    json.add("targets", targets());
    json.add("packages", GSON.toJsonTree(packages));
    json.add("builds", builds());
    json.add("deploys", comparisons(deploys));
    json.add("local", comparisons(local));
    write(json, "targets");
  }

  private JsonObject head(Instant ended) {
    JsonObject json = new JsonObject();
    json.addProperty("ended", ended.toString());
    json.addProperty("quick", settings.quick());
    json.addProperty("machine", machine.text());
    json.addProperty("versions", settings.versions());
    json.addProperty("loadAverageBefore", machine.busyBefore());
    return json;
  }

  private JsonArray peers(Load load) {
    JsonArray peers = new JsonArray();
    for (Peer peer : results.peers(load)) {
      JsonObject json = new JsonObject();
      json.addProperty("name", peer.name());
      if (peer.jdk() > 0) {
        json.addProperty("jdk", peer.jdk());
      }
      JsonArray rounds = new JsonArray();
      results.of(load, peer).forEach(measurement -> rounds.add(measurement.json()));
      json.add("rounds", rounds);
      peers.add(json);
    }
    return peers;
  }

  private JsonArray builds() {
    JsonArray json = new JsonArray();
    builds.forEach(one -> json.add(one.json()));
    return json;
  }

  private static JsonArray comparisons(List<Comparison> all) {
    JsonArray json = new JsonArray();
    all.forEach(one -> json.add(one.json()));
    return json;
  }

  private JsonArray targets() {
    JsonArray targets = new JsonArray();
    for (Target target : Targets.all()) {
      for (int jdk : machine.jdks().keySet()) {
        if (jdk < target.fromJdk()) {
          continue;
        }
        Optional<Spread> measured = target.measured(results, jdk);
        JsonObject json = new JsonObject();
        json.addProperty("what", target.what());
        json.addProperty("peer", target.peer());
        json.addProperty("reference", target.against());
        json.addProperty("jdk", jdk);
        measured.ifPresent(spread -> json.add("ratio", GSON.toJsonTree(spread)));
        target.limit().ifPresent(limit -> json.addProperty("limit", limit));
        if (measured.isPresent() && target.limit().isPresent()) {
          json.addProperty("met", target.verdict(measured).equals("yes"));
        }
        targets.add(json);
      }
    }
    return targets;
  }

  private void write(JsonObject json, String name) throws IOException {
    Path file = settings.work().resolve(name + ".json");
    Files.writeString(file, GSON.toJson(json) + "\n");
  }
}
