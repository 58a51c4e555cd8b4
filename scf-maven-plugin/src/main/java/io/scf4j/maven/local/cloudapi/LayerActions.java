package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.store.CodePackage;
import io.scf4j.maven.local.store.LayerVersion;
import io.scf4j.maven.local.store.StoredLayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PublishLayerVersion, GetLayerVersion, DeleteLayerVersion, ListLayers and ListLayerVersions. A
 * version that a function uses cannot be deleted.
 */
final class LayerActions {
  private static final Pattern NAME = Pattern.compile("[A-Za-z]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?");

  private final Layers layers;
  private final Functions functions;
  private final Downloads downloads;
  private final CodeSource codes;
  private final ApiClock clock;

  LayerActions(Layers layers, Functions functions, Downloads downloads, ApiClock clock) {
    this.layers = layers;
    this.functions = functions;
    this.downloads = downloads;
    this.codes = new CodeSource(functions.buckets());
    this.clock = clock;
  }

  Map<String, Action> byName() {
    return Map.of(
        "PublishLayerVersion", this::publish,
        "GetLayerVersion", this::get,
        "DeleteLayerVersion", this::delete,
        "ListLayers", this::list,
        "ListLayerVersions", this::listVersions);
  }

  private JsonObject publish(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow(
                "LayerName",
                "CompatibleRuntimes",
                "Content",
                "Description",
                "LicenseInfo",
                "Tags",
                "Src",
                "Stamp");
    String name = parameters.requiredText("LayerName");
    if (!NAME.matcher(name).matches()) {
      throw new ApiFault(
          "InvalidParameterValue.LayerName",
          "LayerName is '"
              + name
              + "': 1 to 64 letters, digits, '_' or '-', from a letter to a letter or digit.");
    }
    List<String> runtimes = parameters.texts("CompatibleRuntimes");
    if (runtimes.isEmpty()) {
      throw parameters.missing("CompatibleRuntimes");
    }
    CodePackage code = codes.ofObject(parameters.requiredObject("Content"));
    StoredLayer layer =
        layers.publish(
            name,
            FunctionRules.description(parameters).orElse(""),
            parameters.text("LicenseInfo").orElse(""),
            runtimes,
            clock.now(),
            code);
    JsonObject json = new JsonObject();
    json.addProperty("LayerVersion", layer.version());
    return json;
  }

  private StoredLayer required(Parameters parameters) throws ApiFault {
    String name = parameters.requiredText("LayerName");
    int version =
        parameters.number("LayerVersion").orElseThrow(() -> parameters.missing("LayerVersion"));
    return layers
        .find(name, version)
        .orElseThrow(
            () ->
                new ApiFault(
                    "ResourceNotFound.LayerVersion",
                    "The layer version does not exist: " + name + ", " + version + "."));
  }

  private JsonObject get(ApiCall call) throws ApiFault, IOException {
    StoredLayer layer = required(call.parameters().allow("LayerName", "LayerVersion"));
    JsonObject json = json(layer);
    json.addProperty("CodeSha256", layer.codeSha256());
    json.addProperty("Location", downloads.url(layers.zip(layer)));
    return json;
  }

  private JsonObject delete(ApiCall call) throws ApiFault, IOException {
    StoredLayer layer = required(call.parameters().allow("LayerName", "LayerVersion"));
    Optional<String> user = functions.userOf(new LayerVersion(layer.name(), layer.version()));
    if (user.isPresent()) {
      throw new ApiFault(
          "ResourceInUse.LayerVersion",
          "The layer version is used by function " + user.get() + ".");
    }
    layers.remove(layer);
    return new JsonObject();
  }

  private JsonObject list(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters().allow("CompatibleRuntime", "Offset", "Limit", "SearchKey");
    Page page = Page.of(parameters);
    Optional<String> runtime = parameters.text("CompatibleRuntime").filter(text -> !text.isEmpty());
    String search = parameters.text("SearchKey").orElse("");
    Map<String, StoredLayer> newest = new LinkedHashMap<>();
    layers.all().stream()
        .filter(layer -> layer.name().contains(search))
        .filter(layer -> runtime.map(layer.runtimes()::contains).orElse(true))
        .forEach(layer -> newest.put(layer.name(), layer));
    JsonArray listed = new JsonArray();
    page.of(new ArrayList<>(newest.values())).forEach(layer -> listed.add(json(layer)));
    JsonObject json = new JsonObject();
    json.add("Layers", listed);
    json.addProperty("TotalCount", newest.size());
    return json;
  }

  private JsonObject listVersions(ApiCall call) throws ApiFault {
    Parameters parameters = call.parameters().allow("LayerName", "CompatibleRuntime");
    String name = parameters.requiredText("LayerName");
    List<String> runtimes = parameters.texts("CompatibleRuntime");
    JsonArray listed = new JsonArray();
    layers.all().stream()
        .filter(layer -> layer.name().equals(name))
        .filter(
            layer -> runtimes.isEmpty() || layer.runtimes().stream().anyMatch(runtimes::contains))
        .forEach(layer -> listed.add(json(layer)));
    JsonObject json = new JsonObject();
    json.add("LayerVersions", listed);
    return json;
  }

  static JsonObject json(StoredLayer layer) {
    JsonArray runtimes = new JsonArray();
    layer.runtimes().forEach(runtimes::add);
    JsonObject json = new JsonObject();
    json.addProperty("LayerName", layer.name());
    json.addProperty("LayerVersion", layer.version());
    json.addProperty("Description", layer.description());
    json.addProperty("LicenseInfo", layer.license());
    json.add("CompatibleRuntimes", runtimes);
    json.addProperty("AddTime", layer.added());
    json.addProperty("Status", "Active");
    return json;
  }
}
