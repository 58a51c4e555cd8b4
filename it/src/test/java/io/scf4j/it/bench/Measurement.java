package io.scf4j.it.bench;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the stub printed about one run of one peer.
 *
 * @param json as printed
 */
record Measurement(JsonObject json) {

  static Measurement failed(String why) {
    JsonObject json = new JsonObject();
    json.addProperty("ok", false);
    json.addProperty("failure", why);
    return new Measurement(json);
  }

  /** Why there are no figures, if there are none. */
  Optional<String> failure() {
    return json.get("ok").getAsBoolean()
        ? Optional.empty()
        : Optional.of(json.get("failure").getAsString());
  }

  /** In the unit of the metric; of a failed run nothing counts. */
  OptionalDouble value(Metric metric) {
    if (failure().isPresent() || !json.has(metric.key())) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(json.get(metric.key()).getAsDouble() * metric.scale());
  }
}
