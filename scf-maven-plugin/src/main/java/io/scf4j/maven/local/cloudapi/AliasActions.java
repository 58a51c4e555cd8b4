package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.store.StoredAlias;
import io.scf4j.maven.local.store.StoredAlias.AdditionalVersion;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredTrigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * CreateAlias, GetAlias, UpdateAlias, DeleteAlias and ListAliases. {@code $DEFAULT} is always there
 * and can only be changed.
 */
final class AliasActions {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private final Functions functions;
  private final ApiClock clock;

  AliasActions(Functions functions, ApiClock clock) {
    this.functions = functions;
    this.clock = clock;
  }

  Map<String, Action> byName() {
    return Map.of(
        "CreateAlias", this::create,
        "GetAlias", this::get,
        "UpdateAlias", this::update,
        "DeleteAlias", this::delete,
        "ListAliases", this::list);
  }

  private JsonObject create(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = allowed(call);
    Key key = FunctionRules.key(parameters);
    String name = parameters.requiredText("Name");
    if (!NAME.matcher(name).matches()) {
      throw new ApiFault(
          "InvalidParameterValue.Name",
          "Name is '" + name + "': 1 to 64 letters, digits, '_' or '-', starting with a letter.");
    }
    String version = parameters.requiredText("FunctionVersion");
    AdditionalVersion additional = additional(parameters).orElse(null);
    String description = FunctionRules.description(parameters).orElse("");
    String now = clock.now();
    functions.change(
        key,
        function -> {
          if (function.alias(name).isPresent()) {
            throw new ApiFault("ResourceInUse.Alias", "The alias already exists: " + name + ".");
          }
          require(function, version, additional);
          return function.withAlias(
              new StoredAlias(name, version, description, additional, now, now));
        });
    return new JsonObject();
  }

  private JsonObject update(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = allowed(call);
    Key key = FunctionRules.key(parameters);
    String name = parameters.requiredText("Name");
    String version = parameters.requiredText("FunctionVersion");
    Optional<AdditionalVersion> additional = additional(parameters);
    boolean hasRouting = parameters.has("RoutingConfig");
    Optional<String> description = FunctionRules.description(parameters);
    String now = clock.now();
    functions.change(
        key,
        function -> {
          StoredAlias old = function.alias(name).orElseThrow(() -> notFound(name));
          AdditionalVersion kept =
              hasRouting ? additional.orElse(null) : without(old.additional(), version);
          require(function, version, kept);
          return function.withAlias(
              new StoredAlias(
                  name, version, description.orElse(old.description()), kept, old.added(), now));
        });
    return new JsonObject();
  }

  /** An alias whose version becomes its second one's has no second one any more. */
  private static AdditionalVersion without(AdditionalVersion additional, String version) {
    return additional != null && additional.version().equals(version) ? null : additional;
  }

  private static Parameters allowed(ApiCall call) throws ApiFault {
    return call.parameters()
        .allow(
            "Name", "FunctionName", "FunctionVersion", "Namespace", "RoutingConfig", "Description");
  }

  private static ApiFault notFound(String name) {
    // Clients tell this case by the platform's own words.
    return new ApiFault(
        "ResourceNotFound.Alias", "未找到指定的Alias，请创建后再试。 The alias does not exist: " + name + ".");
  }

  private static void require(StoredFunction function, String version, AdditionalVersion additional)
      throws ApiFault {
    requireVersion(function, version);
    if (additional == null) {
      return;
    }
    requireVersion(function, additional.version());
    if (additional.version().equals(version)) {
      throw new ApiFault(
          "InvalidParameterValue.AdditionalVersionWeights",
          "The additional version is the alias' own version, " + version + ".");
    }
  }

  private static void requireVersion(StoredFunction function, String version) throws ApiFault {
    if (!version.equals(StoredFunction.LATEST) && function.version(version).isEmpty()) {
      throw new ApiFault(
          "ResourceNotFound.FunctionVersion", "The version does not exist: " + version + ".");
    }
  }

  /** The second version that {@code RoutingConfig} names. */
  private static Optional<AdditionalVersion> additional(Parameters parameters) throws ApiFault {
    Optional<Parameters> routing = parameters.object("RoutingConfig");
    if (routing.isEmpty()) {
      return Optional.empty();
    }
    Parameters[] weights =
        routing
            .get()
            .allow("AdditionalVersionWeights", "AddtionVersionMatchs")
            .objects("AdditionalVersionWeights");
    Parameters[] matches = routing.get().objects("AddtionVersionMatchs");
    if (weights.length + matches.length > 1) {
      throw new ApiFault(
          "InvalidParameter.RoutingConfig",
          "RoutingConfig names "
              + (weights.length + matches.length)
              + " additional versions; an alias has one at most, by weight or by match.");
    }
    if (weights.length == 1) {
      return Optional.of(weight(weights[0].allow("Version", "Weight")));
    }
    return matches.length == 1
        ? Optional.of(match(matches[0].allow("Version", "Key", "Method", "Expression")))
        : Optional.empty();
  }

  private static AdditionalVersion weight(Parameters parameters) throws ApiFault {
    double weight = parameters.decimal("Weight").orElseThrow(() -> parameters.missing("Weight"));
    if (weight < 0 || weight > 1) {
      throw new ApiFault(
          "InvalidParameterValue.AdditionalVersionWeights",
          "Weight is " + weight + "; it is the share of the additional version, 0 to 1.");
    }
    return new AdditionalVersion(parameters.requiredText("Version"), weight, null, null, null);
  }

  private static AdditionalVersion match(Parameters parameters) throws ApiFault {
    String method = parameters.requiredText("Method");
    String expression = parameters.requiredText("Expression");
    boolean range = method.equals("range");
    if (!range && !method.equals("exact")) {
      throw new ApiFault(
          "InvalidParameter.RoutingConfig",
          "Method is " + method + "; allowed are exact and range.");
    }
    if (range && !Qualifier.isRange(expression)) {
      throw new ApiFault(
          "InvalidParameter.RoutingConfig",
          "Expression is '" + expression + "'; a range is like (a,b) or [a,b], with numbers.");
    }
    return new AdditionalVersion(
        parameters.requiredText("Version"),
        null,
        parameters.requiredText("Key"),
        method,
        expression);
  }

  private JsonObject get(ApiCall call) throws ApiFault {
    Parameters parameters = call.parameters().allow("FunctionName", "Name", "Namespace");
    Key key = FunctionRules.key(parameters);
    String name = parameters.requiredText("Name");
    return json(
        functions.get(key.namespace(), key.name()).alias(name).orElseThrow(() -> notFound(name)));
  }

  private JsonObject delete(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = call.parameters().allow("FunctionName", "Name", "Namespace");
    Key key = FunctionRules.key(parameters);
    String name = parameters.requiredText("Name");
    if (name.equals(StoredAlias.DEFAULT)) {
      throw new ApiFault(
          "InvalidParameterValue.Alias",
          "The default alias cannot be deleted. Please check and try again.");
    }
    functions.change(
        key,
        function -> {
          StoredAlias alias = function.alias(name).orElseThrow(() -> notFound(name));
          Optional<StoredTrigger> trigger = function.run().triggerOf(name);
          if (trigger.isPresent()) {
            throw new ApiFault( // which code the platform has for it is UNVERIFIED
                "FailedOperation.DeleteAlias",
                "The trigger " + trigger.get().name() + " is for " + name + "; delete it first.");
          }
          return function.withAliases(
              function.aliases().stream().filter(known -> known != alias).toList());
        });
    return new JsonObject();
  }

  private JsonObject list(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters().allow("FunctionName", "Namespace", "FunctionVersion", "Offset", "Limit");
    Key key = FunctionRules.key(parameters);
    StoredFunction function = functions.get(key.namespace(), key.name());
    List<StoredAlias> all = new ArrayList<>();
    function.alias(StoredAlias.DEFAULT).ifPresent(all::add);
    function.aliases().stream()
        .filter(alias -> !alias.name().equals(StoredAlias.DEFAULT))
        .forEach(all::add);
    Optional<String> version = parameters.text("FunctionVersion").filter(text -> !text.isEmpty());
    List<StoredAlias> wanted =
        all.stream().filter(alias -> version.map(alias::leadsTo).orElse(true)).toList();
    // Here, and here only, the API's model has them as texts.
    Page page = Page.of(parameters.numberText("Offset", 0), parameters.numberText("Limit", 20));
    JsonArray aliases = new JsonArray();
    page.of(wanted).forEach(alias -> aliases.add(json(alias)));
    JsonObject json = new JsonObject();
    json.add("Aliases", aliases);
    json.addProperty("TotalCount", wanted.size());
    return json;
  }

  private static JsonObject json(StoredAlias alias) {
    JsonArray weights = new JsonArray();
    JsonArray matches = new JsonArray();
    AdditionalVersion additional = alias.additional();
    if (additional != null) {
      JsonObject one = new JsonObject();
      one.addProperty("Version", additional.version());
      if (additional.weight() != null) {
        one.addProperty("Weight", additional.weight());
        weights.add(one);
      } else {
        one.addProperty("Key", additional.key());
        one.addProperty("Method", additional.method());
        one.addProperty("Expression", additional.expression());
        matches.add(one);
      }
    }
    JsonObject routing = new JsonObject();
    routing.add("AdditionalVersionWeights", weights);
    routing.add("AddtionVersionMatchs", matches);
    JsonObject json = new JsonObject();
    json.addProperty("FunctionVersion", alias.version());
    json.addProperty("Name", alias.name());
    json.add("RoutingConfig", additional == null ? JsonNull.INSTANCE : routing);
    json.addProperty("Description", alias.description());
    json.addProperty("AddTime", alias.added());
    json.addProperty("ModTime", alias.modified());
    return json;
  }
}
