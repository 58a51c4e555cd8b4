package io.scf4j.maven.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * How a function URL is set up: the description of a {@link Trigger} of type {@code http}.
 *
 * @param auth who may call: {@code NONE} for everybody, {@code CAM} for signed requests
 * @param extranet whether it is reached from the internet
 * @param intranet whether it is reached from the platform's own network
 * @param cors which pages of other sites may call it from a browser
 */
public record FunctionUrlDesc(
    String auth, boolean extranet, boolean intranet, Optional<CorsRule> cors) {

  /**
   * What a browser is told.
   *
   * @param enable whether it is told anything
   * @param origins sites, such as {@code https://example.com}, or {@code *}
   * @param methods HTTP methods, or {@code *}
   * @param headers request headers, or {@code *}
   * @param exposeHeaders headers of the answer that the page may see, or {@code *}
   * @param maxAge for how long it remembers this, seconds
   * @param credentials whether cookies are sent
   */
  public record CorsRule(
      boolean enable,
      List<String> origins,
      List<String> methods,
      List<String> headers,
      List<String> exposeHeaders,
      Optional<Integer> maxAge,
      boolean credentials) {

    private JsonObject json() {
      JsonObject json = new JsonObject();
      json.addProperty("Enable", enable);
      json.add("Origins", array(origins));
      json.add("Methods", array(methods));
      json.add("Headers", array(headers));
      json.add("ExposeHeaders", array(exposeHeaders));
      maxAge.ifPresent(seconds -> json.addProperty("MaxAge", seconds));
      json.addProperty("Credentials", credentials);
      return json;
    }

    private static JsonArray array(List<String> texts) {
      JsonArray array = new JsonArray();
      texts.forEach(array::add);
      return array;
    }
  }

  /** As the API takes it for {@code TriggerDesc}. */
  public String json() {
    JsonObject desc = new JsonObject();
    desc.addProperty("AuthType", auth);
    JsonObject net = new JsonObject();
    net.addProperty("EnableIntranet", intranet);
    net.addProperty("EnableExtranet", extranet);
    desc.add("NetConfig", net);
    cors.ifPresent(rule -> desc.add("CorsConfig", rule.json()));
    return desc.toString();
  }
}
