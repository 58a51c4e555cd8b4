package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.store.StoredNamespace;
import io.scf4j.maven.model.PlatformRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CreateNamespace, UpdateNamespace, DeleteNamespace and ListNamespaces. */
final class NamespaceActions {
  private final Namespaces namespaces;
  private final Functions functions;
  private final ApiClock clock;

  NamespaceActions(Namespaces namespaces, Functions functions, ApiClock clock) {
    this.namespaces = namespaces;
    this.functions = functions;
    this.clock = clock;
  }

  Map<String, Action> byName() {
    return Map.of(
        "CreateNamespace", this::create,
        "UpdateNamespace", this::update,
        "DeleteNamespace", this::delete,
        "ListNamespaces", this::list);
  }

  private static String name(Parameters parameters) throws ApiFault {
    String name = parameters.requiredText("Namespace");
    Optional<String> problem = PlatformRules.namespace(name);
    if (problem.isPresent()) {
      throw new ApiFault("InvalidParameterValue.NamespaceInvalid", problem.get());
    }
    return name;
  }

  private JsonObject create(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = call.parameters().allow("Namespace", "Description", "ResourceEnv");
    String description = FunctionRules.description(parameters).orElse("");
    namespaces.create(name(parameters), description, clock.now());
    return new JsonObject();
  }

  private JsonObject update(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = call.parameters().allow("Namespace", "Description");
    String description = FunctionRules.description(parameters).orElse("");
    namespaces.update(name(parameters), description, clock.now());
    return new JsonObject();
  }

  private JsonObject delete(ApiCall call) throws ApiFault, IOException {
    String name = name(call.parameters().allow("Namespace"));
    int count = functions.all(name).size();
    if (count > 0) {
      throw new ApiFault(
          "ResourceInUse.Namespace",
          "The namespace " + name + " has " + count + " functions; delete them first.");
    }
    namespaces.delete(name);
    return new JsonObject();
  }

  /** All of them must be found. */
  private static boolean matches(Parameters[] searched, StoredNamespace namespace) throws ApiFault {
    for (Parameters one : searched) {
      String key = one.allow("Key", "Value").requiredText("Key");
      String text =
          switch (key) {
            case "Namespace" -> namespace.name();
            case "Description" -> namespace.description();
            default ->
                throw new ApiFault(
                    "InvalidParameterValue.SearchKey",
                    "Key is " + key + "; allowed are Namespace and Description.");
          };
      if (!text.contains(one.requiredText("Value"))) {
        return false;
      }
    }
    return true;
  }

  private JsonObject list(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters().allow("Limit", "Offset", "Orderby", "Order", "SearchKey");
    Page page = Page.of(parameters);
    List<StoredNamespace> all = new ArrayList<>();
    Parameters[] searched = parameters.objects("SearchKey");
    for (StoredNamespace namespace : namespaces.all()) {
      if (matches(searched, namespace)) {
        all.add(namespace);
      }
    }
    Optional<String> by =
        parameters.oneOf("Orderby", "InvalidParameterValue.OrderBy", "Name", "Updatetime");
    boolean ascending = Page.isAscending(parameters, "ASC");
    if (by.isPresent()) {
      Comparator<StoredNamespace> order =
          by.get().equals("Name")
              ? Comparator.comparing(StoredNamespace::name)
              : Comparator.comparing(StoredNamespace::modified);
      all.sort(ascending ? order : order.reversed());
    }
    JsonArray listed = new JsonArray();
    for (StoredNamespace namespace : page.of(all)) {
      JsonObject one = new JsonObject();
      one.addProperty("Name", namespace.name());
      one.addProperty("Description", namespace.description());
      one.addProperty("AddTime", namespace.added());
      one.addProperty("ModTime", namespace.modified());
      one.addProperty("Type", "default");
      listed.add(one);
    }
    JsonObject json = new JsonObject();
    json.add("Namespaces", listed);
    json.addProperty("TotalCount", all.size());
    return json;
  }
}
