package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.http.FunctionUrlHandler;
import io.scf4j.maven.local.store.StoredAlias;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredTrigger;
import io.scf4j.maven.model.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * CreateTrigger, ListTriggers, UpdateTrigger, UpdateTriggerStatus and DeleteTrigger. What is read
 * is not quite what was written, as on the platform: OPEN becomes 1, and a cron expression the
 * object {@code {"cron":…}}.
 */
final class TriggerActions {
  private final Functions functions;
  private final ApiClock clock;
  private final IntSupplier port;

  /**
   * With what is needed to say where a function URL is.
   *
   * @param port of this server
   */
  TriggerActions(Functions functions, ApiClock clock, IntSupplier port) {
    this.functions = functions;
    this.clock = clock;
    this.port = port;
  }

  Map<String, Action> byName() {
    return Map.of(
        "CreateTrigger", this::create,
        "ListTriggers", this::list,
        "UpdateTrigger", this::update,
        "UpdateTriggerStatus", this::updateStatus,
        "DeleteTrigger", this::delete);
  }

  private JsonObject create(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "TriggerName",
                "Type",
                "TriggerDesc",
                "Namespace",
                "Qualifier",
                "Enable",
                "CustomArgument",
                "Description");
    Key key = FunctionRules.key(parameters);
    String type = TriggerRules.creatableType(parameters);
    String desc = parameters.text("TriggerDesc").orElse("");
    String now = clock.now();
    StoredTrigger trigger =
        new StoredTrigger(
            type,
            TriggerRules.name(type, parameters),
            FunctionRules.qualifier(parameters, StoredFunction.LATEST),
            TriggerRules.enable(parameters).orElse(true),
            desc,
            TriggerRules.customArgument(type, parameters).orElse(null),
            FunctionRules.description(parameters).orElse(""),
            now,
            now);
    TriggerRules.checkDesc(type, desc);
    StoredFunction changed =
        functions.change(
            key,
            function -> {
              if (!function.canChange()) {
                throw ApiFault.notNow("FailedOperation.CreateTrigger", function);
              }
              TriggerRules.checkQualifier(function, trigger.qualifier());
              TriggerRules.checkRoom(function, trigger);
              TriggerRules.checkCosConflict(functions.all(), trigger);
              List<StoredTrigger> more = new ArrayList<>(function.run().triggers());
              more.add(trigger);
              return function.withRun(function.run().withTriggers(more));
            });
    JsonObject json = new JsonObject();
    json.add("TriggerInfo", json(changed, trigger));
    return json;
  }

  private JsonObject update(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "TriggerName",
                "Type",
                "Enable",
                "Qualifier",
                "Namespace",
                "TriggerDesc",
                "Description",
                "CustomArgument");
    String type = TriggerRules.type(parameters, "timer", "ckafka", "http");
    Optional<Boolean> enable = TriggerRules.enable(parameters);
    Optional<String> argument = TriggerRules.customArgument(type, parameters);
    Optional<String> description = FunctionRules.description(parameters);
    Optional<String> desc = parameters.text("TriggerDesc");
    String now = clock.now();
    replace(
        parameters,
        type,
        old -> {
          String changed = desc.isPresent() ? changedDesc(old, desc.get()) : old.desc();
          TriggerRules.checkDesc(type, changed);
          return new StoredTrigger(
              type,
              old.name(),
              old.qualifier(),
              enable.orElse(old.enabled()),
              changed,
              argument.orElse(old.customArgument()),
              description.orElse(old.description()),
              old.added(),
              now);
        });
    return new JsonObject();
  }

  /** Of a CKafka trigger, what is not sent stays. */
  private static String changedDesc(StoredTrigger old, String desc) {
    if (!old.type().equals("ckafka")
        || !(StrictJson.parse(desc).orElse(null) instanceof JsonObject sent)
        || !(StrictJson.parse(old.desc()).orElse(null) instanceof JsonObject kept)) {
      return desc;
    }
    sent.asMap().forEach(kept::add);
    return kept.toString();
  }

  private JsonObject updateStatus(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow(
                "Enable",
                "FunctionName",
                "TriggerName",
                "Type",
                "Qualifier",
                "Namespace",
                "TriggerDesc");
    String type = TriggerRules.type(parameters, "timer", "cos", "ckafka");
    boolean enable =
        TriggerRules.enable(parameters).orElseThrow(() -> parameters.missing("Enable"));
    String now = clock.now();
    replace(
        parameters,
        type,
        old -> {
          if (old.enabled() == enable) {
            throw new ApiFault(
                "FailedOperation.UpdateTriggerStatus",
                "The trigger " + old.name() + " is " + (enable ? "open" : "closed") + " already.");
          }
          return new StoredTrigger(
              type,
              old.name(),
              old.qualifier(),
              enable,
              old.desc(),
              old.customArgument(),
              old.description(),
              old.added(),
              now);
        });
    return new JsonObject();
  }

  private JsonObject delete(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow("FunctionName", "TriggerName", "Type", "Namespace", "TriggerDesc", "Qualifier");
    String type =
        TriggerRules.type(
            parameters, "timer", "http", "cos", "ckafka", "cls", "cmq", "apigw", "mps", "clb");
    if (type.equals("cos")) {
      parameters.requiredText("TriggerDesc");
    }
    replace(parameters, type, old -> null);
    return new JsonObject();
  }

  /** Makes another trigger of one. */
  @FunctionalInterface
  private interface Replacement {
    /** The new one, or null for none. */
    StoredTrigger of(StoredTrigger old) throws ApiFault;
  }

  private void replace(Parameters parameters, String type, Replacement replacement)
      throws ApiFault, IOException {
    Key key = FunctionRules.key(parameters);
    String name = parameters.requiredText("TriggerName");
    String qualifier = FunctionRules.qualifier(parameters, StoredFunction.LATEST);
    Optional<String> desc =
        parameters.text("TriggerDesc").filter(text -> type.equals("cos") && !text.isEmpty());
    functions.change(
        key,
        function -> {
          StoredTrigger old = find(function, type, name, qualifier, desc);
          StoredTrigger changed = replacement.of(old);
          List<StoredTrigger> triggers = new ArrayList<>();
          for (StoredTrigger known : function.run().triggers()) {
            StoredTrigger kept = known == old ? changed : known;
            if (kept != null) {
              triggers.add(kept);
            }
          }
          return function.withRun(function.run().withTriggers(triggers));
        });
  }

  private static StoredTrigger find(
      StoredFunction function, String type, String name, String qualifier, Optional<String> desc)
      throws ApiFault {
    StoredTrigger elsewhere = null;
    for (StoredTrigger trigger : function.run().triggers()) {
      boolean named = trigger.type().equals(type) && trigger.name().equals(name);
      if (named && desc.map(sent -> TriggerRules.isSameDesc(sent, trigger.desc())).orElse(true)) {
        if (trigger.qualifier().equals(qualifier)) {
          return trigger;
        }
        elsewhere = trigger;
      }
    }
    throw new ApiFault(
        "ResourceNotFound.Trigger",
        "The trigger does not exist: "
            + name
            + " of type "
            + type
            + " for "
            + qualifier
            + (elsewhere == null
                ? "."
                : "; there is one for "
                    + elsewhere.qualifier()
                    + ", which Qualifier must name (it is $LATEST when it is not sent)."));
  }

  private JsonObject list(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters()
            .allow("FunctionName", "Namespace", "Offset", "Limit", "OrderBy", "Order", "Filters");
    Key key = FunctionRules.key(parameters);
    Page page = Page.of(parameters);
    boolean byAddition =
        parameters
            .oneOf("OrderBy", "InvalidParameterValue.OrderBy", "add_time", "mod_time")
            .filter("add_time"::equals)
            .isPresent();
    boolean ascending = Page.isAscending(parameters, "DESC");
    Predicate<StoredTrigger> filter = filter(parameters.objects("Filters"));
    StoredFunction function = functions.get(key.namespace(), key.name());
    List<StoredTrigger> wanted =
        new ArrayList<>(function.run().triggers().stream().filter(filter).toList());
    Comparator<StoredTrigger> order =
        Comparator.comparing(byAddition ? StoredTrigger::added : StoredTrigger::modified);
    wanted.sort(ascending ? order : order.reversed());
    JsonArray triggers = new JsonArray();
    page.of(wanted).forEach(trigger -> triggers.add(json(function, trigger)));
    JsonObject json = new JsonObject();
    json.addProperty("TotalCount", wanted.size());
    json.add("Triggers", triggers);
    return json;
  }

  private static Predicate<StoredTrigger> filter(Parameters[] filters) throws ApiFault {
    Predicate<StoredTrigger> all = trigger -> true;
    for (Parameters filter : filters) {
      List<String> values = filter.allow("Name", "Values").texts("Values");
      String name = filter.requiredText("Name");
      all =
          all.and(
              switch (name) {
                case "Qualifier" -> trigger -> values.contains(trigger.qualifier());
                case "TriggerName" -> trigger -> values.contains(trigger.name());
                // In no document of the API, but deploy tools filter by it.
                case "Type" -> trigger -> values.contains(trigger.type());
                case "Description" ->
                    trigger -> values.stream().anyMatch(trigger.description()::contains);
                default ->
                    throw new ApiFault(
                        "InvalidParameterValue.Filters",
                        "Filter "
                            + name
                            + " is not one of Qualifier, TriggerName, Type and Description.");
              });
    }
    return all;
  }

  /** All of a function, as GetFunction shows them. */
  JsonArray json(StoredFunction function) {
    JsonArray triggers = new JsonArray();
    function.run().triggers().forEach(trigger -> triggers.add(json(function, trigger)));
    return triggers;
  }

  private JsonObject json(StoredFunction function, StoredTrigger trigger) {
    JsonObject json = new JsonObject();
    json.addProperty("Enable", trigger.enabled() ? 1 : 0);
    json.addProperty("Qualifier", trigger.qualifier());
    json.addProperty("TriggerName", trigger.name());
    json.addProperty("Type", trigger.type());
    json.addProperty("TriggerDesc", desc(function, trigger));
    json.addProperty("AvailableStatus", "Available");
    json.addProperty(
        "CustomArgument", trigger.customArgument() == null ? "" : trigger.customArgument());
    json.addProperty("AddTime", trigger.added());
    json.addProperty("ModTime", trigger.modified());
    json.addProperty("ResourceId", "");
    json.addProperty("BindStatus", "");
    json.addProperty("TriggerAttribute", "");
    json.addProperty("Description", trigger.description());
    json.add("BoundResources", JsonNull.INSTANCE);
    return json;
  }

  private String desc(StoredFunction function, StoredTrigger trigger) {
    if (trigger.type().equals("timer")) {
      JsonObject cron = new JsonObject();
      cron.addProperty("cron", trigger.desc());
      return cron.toString();
    }
    Optional<JsonElement> desc = StrictJson.parse(trigger.desc());
    if (!trigger.type().equals("http") || !(desc.orElse(null) instanceof JsonObject http)) {
      return trigger.desc();
    }
    JsonObject net = http.get("NetConfig") instanceof JsonObject given ? given : new JsonObject();
    net.addProperty("ExtranetUrl", url(function, trigger));
    net.addProperty("IntranetUrl", url(function, trigger));
    http.add("NetConfig", net);
    return http.toString();
  }

  private String url(StoredFunction function, StoredTrigger trigger) {
    String qualifier =
        trigger.qualifier().equals(StoredAlias.DEFAULT) ? "" : ":" + trigger.qualifier();
    return "http://127.0.0.1:"
        + port.getAsInt()
        + FunctionUrlHandler.URL
        + function.namespace()
        + "/"
        + function.name()
        + qualifier
        + "/";
  }
}
