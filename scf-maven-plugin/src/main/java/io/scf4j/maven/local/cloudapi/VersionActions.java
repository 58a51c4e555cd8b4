package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** PublishVersion, ListVersionByFunction and DeleteFunctionVersion. */
final class VersionActions {
  private final Functions functions;
  private final ApiClock clock;

  VersionActions(Functions functions, ApiClock clock) {
    this.functions = functions;
    this.clock = clock;
  }

  Map<String, Action> byName() {
    return Map.of(
        "PublishVersion", this::publish,
        "ListVersionByFunction", this::list,
        "DeleteFunctionVersion", this::delete);
  }

  private JsonObject publish(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters().allow("FunctionName", "Description", "Namespace", "RunEnvs");
    Key key = FunctionRules.key(parameters);
    String description = FunctionRules.description(parameters).orElse("");
    StoredFunction function =
        functions.states().publish(key, description, clock.now(), call.fault());
    StoredVersion published = function.versions().get(function.versions().size() - 1);
    FunctionConfig config = published.config();
    JsonObject json = new JsonObject();
    json.addProperty("FunctionVersion", published.version());
    json.addProperty("CodeSize", config.codeSize());
    json.addProperty("MemorySize", config.memoryMb());
    json.addProperty("Description", published.description());
    json.addProperty("Handler", config.handler());
    json.addProperty("Timeout", config.timeoutSeconds());
    json.addProperty("Runtime", function.runtime());
    json.addProperty("Namespace", function.namespace());
    return json;
  }

  private JsonObject list(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters().allow("FunctionName", "Namespace", "Offset", "Limit", "Order", "OrderBy");
    Key key = FunctionRules.key(parameters);
    Page page = Page.of(parameters);
    boolean byModification =
        parameters
            .oneOf("OrderBy", "InvalidParameterValue.OrderBy", "AddTime", "ModTime")
            .filter("ModTime"::equals)
            .isPresent();
    boolean ascending = Page.isAscending(parameters, "ASC");
    StoredFunction function = functions.get(key.namespace(), key.name());
    List<StoredVersion> versions = new ArrayList<>(function.versions());
    versions.add(
        0,
        new StoredVersion(
            StoredFunction.LATEST,
            function.latest().description(),
            function.added(),
            function.modified(),
            function.status(),
            function.latest()));
    Comparator<StoredVersion> order =
        Comparator.comparing(byModification ? StoredVersion::modified : StoredVersion::added);
    versions.sort(ascending ? order : order.reversed());
    JsonArray names = new JsonArray();
    JsonArray described = new JsonArray();
    for (StoredVersion version : page.of(versions)) {
      names.add(version.version());
      JsonObject one = new JsonObject();
      one.addProperty("Version", version.version());
      one.addProperty("Description", version.description());
      one.addProperty("AddTime", version.added());
      one.addProperty("ModTime", version.modified());
      one.addProperty("Status", version.status());
      described.add(one);
    }
    JsonObject json = new JsonObject();
    json.add("FunctionVersion", names);
    json.add("Versions", described);
    json.addProperty("TotalCount", versions.size());
    return json;
  }

  private JsonObject delete(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters().allow("FunctionName", "Qualifier", "Namespace", "ForceDelete");
    Key key = FunctionRules.key(parameters);
    boolean force =
        parameters
            .oneOf("ForceDelete", "InvalidParameterValue", "true", "false")
            .filter("true"::equals)
            .isPresent();
    functions.states().deleteVersion(key, parameters.requiredText("Qualifier"), force);
    return new JsonObject();
  }
}
