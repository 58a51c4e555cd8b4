package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.ConcurrencyQuota;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredNamespace;
import io.scf4j.maven.model.PlatformRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** ListFunctions, GetFunctionAddress and GetAccount: what only looks. */
final class FunctionQueries {
  private static final String TAG = "tag-";

  private final Functions functions;
  private final Namespaces namespaces;
  private final Downloads downloads;

  FunctionQueries(Functions functions, Namespaces namespaces, Downloads downloads) {
    this.functions = functions;
    this.namespaces = namespaces;
    this.downloads = downloads;
  }

  Map<String, Action> byName() {
    return Map.of(
        "ListFunctions", this::list,
        "GetFunctionAddress", this::address,
        "GetAccount", this::account);
  }

  private JsonObject list(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters()
            .allow(
                "Order",
                "Orderby",
                "Offset",
                "Limit",
                "SearchKey",
                "Namespace",
                "Description",
                "Filters");
    String namespace = FunctionRules.namespace(parameters);
    namespaces.require(namespace);
    Page page = Page.of(parameters);
    String search = parameters.text("SearchKey").orElse("");
    Optional<String> description = parameters.text("Description").filter(text -> !text.isEmpty());
    Parameters[] filters = parameters.objects("Filters");
    List<StoredFunction> wanted = new ArrayList<>();
    for (StoredFunction function : functions.all(namespace)) {
      if (function.name().contains(search)
          && description.map(function.latest().description()::contains).orElse(true)
          && passes(filters, function)) {
        wanted.add(function);
      }
    }
    Comparator<StoredFunction> order = order(parameters);
    wanted.sort(Page.isAscending(parameters, "DESC") ? order : order.reversed());
    JsonArray listed = new JsonArray();
    page.of(wanted).forEach(function -> listed.add(json(function)));
    JsonObject json = new JsonObject();
    json.add("Functions", listed);
    json.addProperty("TotalCount", wanted.size());
    return json;
  }

  private static Comparator<StoredFunction> order(Parameters parameters) throws ApiFault {
    String by =
        parameters
            .oneOf("Orderby", "InvalidParameterValue.OrderBy", "AddTime", "ModTime", "FunctionName")
            .orElse("ModTime");
    return switch (by) {
      case "AddTime" -> Comparator.comparing(StoredFunction::added);
      case "FunctionName" -> Comparator.comparing(StoredFunction::name);
      default -> Comparator.comparing(StoredFunction::modified);
    };
  }

  /** Filters by the names of the API model, and {@code tag-<key>}. */
  private static boolean passes(Parameters[] filters, StoredFunction function) throws ApiFault {
    for (Parameters filter : filters) {
      List<String> values = filter.allow("Name", "Values").texts("Values");
      String name = filter.requiredText("Name");
      boolean found =
          name.startsWith(TAG)
              ? tagged(function, name.substring(TAG.length()), values)
              : values.contains(filtered(function, name));
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private static String filtered(StoredFunction function, String name) throws ApiFault {
    JsonObject settings = new JsonObject();
    SilentSettings.addTo(settings, function.latest().others());
    return switch (name) {
      case "FunctionName" -> function.name();
      case "Runtime" -> function.runtime();
      case "Status" -> function.status();
      case "Type" -> function.type();
      case "Role" -> Objects.requireNonNullElse(function.latest().role(), "");
      case "AsyncRunEnable", "TraceEnable", "ClsTopicId", "ClsLogsetId" ->
          settings.get(name).getAsString();
      case "VpcId", "SubnetId" ->
          settings.get("VpcConfig") instanceof JsonObject vpc
                  && vpc.get(name) instanceof JsonPrimitive id
              ? id.getAsString()
              : "";
      default ->
          throw new ApiFault(
              "InvalidParameterValue.Filters",
              "Filter "
                  + name
                  + " is not one that the local SCF has: FunctionName, Runtime, Status, Type,"
                  + " Role, AsyncRunEnable, TraceEnable, ClsTopicId, ClsLogsetId, VpcId,"
                  + " SubnetId, tag-<key>.");
    };
  }

  private static boolean tagged(StoredFunction function, String key, List<String> values) {
    JsonObject settings = function.latest().others();
    if (settings.get("Tags") instanceof JsonArray tags) {
      for (JsonElement tag : tags) {
        if (tag instanceof JsonObject pair
            && pair.get("Key") instanceof JsonPrimitive name
            && name.getAsString().equals(key)
            && pair.get("Value") instanceof JsonPrimitive value
            && values.contains(value.getAsString())) {
          return true;
        }
      }
    }
    return false;
  }

  private static JsonObject json(StoredFunction function) {
    JsonObject json = new JsonObject();
    json.addProperty("FunctionName", function.name());
    json.addProperty("FunctionId", function.id());
    json.addProperty("Namespace", function.namespace());
    json.addProperty("Runtime", function.runtime());
    json.addProperty("Type", function.type());
    json.addProperty("Description", function.latest().description());
    json.addProperty("AddTime", function.added());
    json.addProperty("ModTime", function.modified());
    json.addProperty("Status", function.status());
    json.addProperty("StatusDesc", function.reason() == null ? "" : function.reason());
    json.add("StatusReasons", FunctionActions.reasons(function));
    JsonObject settings = new JsonObject();
    SilentSettings.addTo(settings, function.latest().others());
    for (String name : List.of("Tags", "AsyncRunEnable", "TraceEnable")) {
      json.add(name, settings.get(name));
    }
    json.addProperty("TotalProvisionedConcurrencyMem", provisionedMb(function));
    json.addProperty("ReservedConcurrencyMem", reservedMb(function));
    return json;
  }

  private JsonObject address(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = call.parameters().allow("FunctionName", "Qualifier", "Namespace");
    Key key = FunctionRules.key(parameters);
    String qualifier = FunctionRules.qualifier(parameters, StoredFunction.LATEST);
    StoredFunction function = functions.get(key.namespace(), key.name());
    String version = Qualifier.version(function, qualifier, new JsonObject(), () -> 1);
    Qualifier.requireSettled(function, version, ApiFault.NOT_ACTIVE);
    FunctionConfig config = FunctionActions.shown(function, version).config();
    JsonObject json = new JsonObject();
    json.addProperty("Url", downloads.url(functions.zip(function, config)));
    json.addProperty("CodeSha256", config.codeSha256());
    return json;
  }

  private static int provisionedMb(StoredFunction function) {
    int mb = 0;
    for (Map.Entry<String, Integer> entry : function.run().provisioned().entrySet()) {
      int memory = function.version(entry.getKey()).map(one -> one.config().memoryMb()).orElse(0);
      mb += memory * entry.getValue();
    }
    return mb;
  }

  private static int reservedMb(StoredFunction function) {
    return Objects.requireNonNullElse(function.run().reservedMb(), 0);
  }

  private JsonObject account(ApiCall call) throws ApiFault {
    call.parameters().allow();
    ConcurrencyQuota quota = functions.instances().quota();
    JsonArray used = new JsonArray();
    JsonArray limits = new JsonArray();
    for (StoredNamespace namespace : namespaces.all()) {
      List<StoredFunction> all = functions.all(namespace.name());
      JsonArray names = new JsonArray();
      all.forEach(function -> names.add(function.name()));
      JsonObject usage = new JsonObject();
      usage.addProperty("Namespace", namespace.name());
      usage.add("Functions", names);
      usage.addProperty("FunctionsCount", all.size());
      usage.addProperty("TotalConcurrencyMem", quota.total());
      usage.addProperty(
          "TotalAllocatedConcurrencyMem", all.stream().mapToInt(FunctionQueries::reservedMb).sum());
      usage.addProperty(
          "TotalAllocatedProvisionedMem",
          all.stream().mapToInt(FunctionQueries::provisionedMb).sum());
      used.add(usage);
      limits.add(limit(namespace.name()));
    }
    JsonObject usage = new JsonObject();
    usage.addProperty("NamespacesCount", used.size());
    usage.add("Namespace", used);
    usage.addProperty("TotalConcurrencyMem", quota.total());
    usage.addProperty("TotalAllocatedConcurrencyMem", quota.total() - quota.unreserved());
    usage.addProperty("UserConcurrencyMemLimit", ConcurrencyQuota.REGION_MB);
    JsonObject limit = new JsonObject();
    limit.addProperty("NamespacesCount", Namespaces.LIMIT);
    limit.add("Namespace", limits);
    JsonObject json = new JsonObject();
    json.add("AccountUsage", usage);
    json.add("AccountLimit", limit);
    return json;
  }

  private static JsonObject limit(String namespace) {
    JsonObject triggers = new JsonObject();
    for (String type : List.of("Cos", "Timer", "Cmq", "Ckafka", "Apigw", "Cls", "Clb", "Mps")) {
      triggers.addProperty(type, PlatformRules.MAX_TRIGGERS_OF_A_TYPE);
    }
    JsonObject limit = new JsonObject();
    limit.addProperty("Namespace", namespace);
    limit.addProperty("FunctionsCount", FunctionRules.MAX_OF_A_NAMESPACE);
    limit.add("Trigger", triggers);
    limit.addProperty("TimeoutLimit", 900);
    limit.addProperty("InitTimeoutLimit", 300);
    limit.addProperty("RetryNumLimit", 2);
    limit.addProperty("MinMsgTTL", 60);
    limit.addProperty("MaxMsgTTL", 21_600);
    return limit;
  }
}
