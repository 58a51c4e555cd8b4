package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.store.StoredAlias;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredTrigger;
import io.scf4j.maven.local.trigger.EventSink;
import io.scf4j.maven.local.trigger.EventTemplates;
import io.scf4j.maven.local.trigger.TriggerEvent;
import io.scf4j.maven.model.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code scf4j:FireTrigger}, an action that the platform does not have: sends now what a trigger
 * sends when its time, object or message comes, whether it is open or closed.
 *
 * <p>{@code FunctionName}, {@code Namespace}; {@code TriggerName} of one of its triggers, with
 * {@code Type} and {@code Qualifier} where several have that name; or {@code Type} alone for what
 * services bind themselves, such as {@code mps}, which goes to {@code Qualifier}. {@code
 * Parameters} is an object of texts and numbers for the template of the type; {@code Event} is a
 * whole event instead. Types that the platform invokes synchronously are answered with {@code
 * Result} as Invoke is, others with {@code FunctionRequestId}.
 */
final class FireTriggerAction implements Action {
  static final String NAME = "scf4j:FireTrigger";

  private static final Set<String> SYNCHRONOUS = Set.of("http", "apigw", "ckafka", "clb");

  private final Functions functions;
  private final EventTemplates templates;
  private final EventSink events;

  FireTriggerAction(Functions functions, EventTemplates templates, EventSink events) {
    this.functions = functions;
    this.templates = templates;
    this.events = events;
  }

  @Override
  public JsonObject perform(ApiCall call) throws ApiFault, IOException, InterruptedException {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "Namespace",
                "TriggerName",
                "Type",
                "Qualifier",
                "Parameters",
                "Event");
    Key key = FunctionRules.key(parameters);
    StoredFunction function = functions.get(key.namespace(), key.name());
    StoredTrigger trigger = trigger(function, parameters);
    byte[] event = event(function, trigger, parameters);
    boolean awaited = SYNCHRONOUS.contains(trigger.type());
    InvokeActions.checkSize(
        "The event",
        event,
        awaited ? InvokeActions.MAX_EVENT_BYTES : InvokeActions.MAX_ASYNC_EVENT_BYTES);
    JsonObject json = new JsonObject();
    if (awaited) {
      InvocationReport report =
          functions
              .instances()
              .invokeQualifier(
                  key, trigger.qualifier(), call.requestId(), event, TriggerEvent.origin(trigger));
      json.add("Result", InvokeActions.result(report, true));
    } else {
      json.addProperty(
          "FunctionRequestId",
          events.accept(
              key.namespace(),
              key.name(),
              trigger.qualifier(),
              event,
              TriggerEvent.origin(trigger)));
    }
    return json;
  }

  private StoredTrigger trigger(StoredFunction function, Parameters parameters) throws ApiFault {
    Optional<String> name = parameters.text("TriggerName");
    Optional<String> type = parameters.text("Type");
    Optional<String> qualifier = parameters.text("Qualifier");
    if (name.isEmpty()) {
      String wanted = type.orElseThrow(() -> parameters.missing("TriggerName"));
      String bound = qualifier.orElse(StoredAlias.DEFAULT);
      TriggerRules.checkQualifier(function, bound);
      String desc = wanted.equals("cos") ? "{\"event\":\"cos:ObjectCreated:*\"}" : "";
      return new StoredTrigger(wanted, wanted, bound, true, desc, null, "", "", "");
    }
    List<StoredTrigger> named =
        function.run().triggers().stream()
            .filter(trigger -> trigger.name().equals(name.get()))
            .filter(trigger -> type.map(trigger.type()::equals).orElse(true))
            .filter(trigger -> qualifier.map(trigger.qualifier()::equals).orElse(true))
            .toList();
    if (named.isEmpty()) {
      throw new ApiFault(
          "ResourceNotFound.Trigger",
          "The trigger does not exist: "
              + name.get()
              + "; function "
              + function.name()
              + " has "
              + function.run().triggers().stream().map(StoredTrigger::name).toList()
              + ".");
    }
    return named.get(0);
  }

  private byte[] event(StoredFunction function, StoredTrigger trigger, Parameters parameters)
      throws ApiFault {
    Optional<String> whole = parameters.text("Event");
    if (whole.isPresent()) {
      if (StrictJson.parse(whole.get()).isEmpty()) {
        throw new ApiFault(
            "InvalidParameterValue.Param", "Event is not in the standard JSON format.");
      }
      return whole.get().getBytes(StandardCharsets.UTF_8);
    }
    try {
      return TriggerEvent.of(function, trigger, said(parameters), templates);
    } catch (IllegalArgumentException e) {
      throw new ApiFault("InvalidParameterValue", e.getMessage());
    }
  }

  private static Map<String, String> said(Parameters parameters) throws ApiFault {
    Map<String, String> said = new LinkedHashMap<>();
    Optional<JsonElement> given = parameters.value("Parameters");
    if (given.isEmpty()) {
      return said;
    }
    if (given.get() instanceof JsonObject object) {
      for (Map.Entry<String, JsonElement> one : object.entrySet()) {
        if (!(one.getValue() instanceof JsonPrimitive primitive)) {
          throw new ApiFault(
              "InvalidParameter", "Parameters." + one.getKey() + " is neither text nor number.");
        }
        said.put(one.getKey(), primitive.getAsString());
      }
      return said;
    }
    throw new ApiFault("InvalidParameter", "Parameters is not an object.");
  }
}
