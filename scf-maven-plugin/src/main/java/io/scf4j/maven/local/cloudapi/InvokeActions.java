package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.store.StoredAlias;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.model.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Invoke and InvokeFunction: {@code ClientContext}, or {@code Event}, is the event itself. A
 * function that fails is still a call that succeeds; the failure is in {@code Result}, with the
 * same text in {@code RetMsg} and {@code ErrMsg} and {@code InvokeResult} -1.
 */
final class InvokeActions {
  static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;
  static final int MAX_ASYNC_EVENT_BYTES = 128 * 1024;
  private static final int MAX_ROUTING_KEY_BYTES = 1024;
  private static final int TAIL_BYTES = 4096;

  private final Functions functions;
  private final AsyncInvocations async;

  InvokeActions(Functions functions, AsyncInvocations async) {
    this.functions = functions;
    this.async = async;
  }

  Map<String, Action> byName() {
    return Map.of("Invoke", this::invoke, "InvokeFunction", this::invokeFunction);
  }

  private JsonObject invoke(ApiCall call) throws ApiFault, IOException, InterruptedException {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "InvocationType",
                "Qualifier",
                "ClientContext",
                "LogType",
                "Namespace",
                "RoutingKey");
    String type = parameters.text("InvocationType").orElse("RequestResponse");
    if (type.equals("Event")) {
      return accept(call);
    }
    if (!type.equals("RequestResponse")) {
      throw new ApiFault(
          "InvalidParameterValue.InvokeType",
          "InvocationType is " + type + "; allowed are RequestResponse and Event.");
    }
    return invoke(call, "ClientContext", StoredFunction.LATEST);
  }

  private JsonObject accept(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = call.parameters();
    Key key = FunctionRules.key(parameters);
    byte[] event = event(parameters, "ClientContext", MAX_ASYNC_EVENT_BYTES);
    JsonObject routingKey = routingKey(parameters);
    String qualifier = FunctionRules.qualifier(parameters, StoredFunction.LATEST);
    StoredFunction function = functions.get(key.namespace(), key.name());
    Qualifier.version(function, qualifier, routingKey, () -> 1); // it is there
    if (!function.serves()) {
      throw ApiFault.notNow(ApiFault.NOT_ACTIVE, function);
    }
    if (call.fault().loseInstances()) {
      functions.instances().lose(key);
    }
    async.accept(
        key,
        qualifier,
        routingKey,
        call.requestId(),
        new String(event, StandardCharsets.UTF_8),
        Occasion.API_EVENT);
    InvocationReport nothingYet = new InvocationReport(call.requestId(), 200, "", "", 0, 0, 0);
    JsonObject json = new JsonObject();
    json.add("Result", result(nothingYet, false));
    return json;
  }

  private JsonObject invokeFunction(ApiCall call)
      throws ApiFault, IOException, InterruptedException {
    call.parameters()
        .allow("FunctionName", "Qualifier", "Event", "LogType", "Namespace", "RoutingKey");
    return invoke(call, "Event", StoredAlias.DEFAULT);
  }

  private JsonObject invoke(ApiCall call, String eventParameter, String defaultQualifier)
      throws ApiFault, IOException, InterruptedException {
    Parameters parameters = call.parameters();
    Key key = FunctionRules.key(parameters);
    boolean tail =
        parameters
            .oneOf("LogType", "InvalidParameterValue", "None", "Tail")
            .filter("Tail"::equals)
            .isPresent();
    byte[] event = event(parameters, eventParameter, MAX_EVENT_BYTES);
    String qualifier = FunctionRules.qualifier(parameters, defaultQualifier);
    String version = functions.instances().version(key, qualifier, routingKey(parameters));
    if (call.fault().loseInstances()) {
      functions.instances().lose(key);
    }
    InvocationReport report =
        functions
            .instances()
            .invoke(key, version, call.requestId(), event, Occasion.of(Occasion.API, qualifier));
    JsonObject json = new JsonObject();
    json.add("Result", result(report, tail));
    return json;
  }

  /** How an invocation went. */
  static JsonObject result(InvocationReport report, boolean tail) {
    JsonObject result = new JsonObject();
    result.addProperty("Log", tail ? tail(report.log()) : "");
    result.addProperty("RetMsg", report.result());
    result.addProperty("ErrMsg", report.failed() ? report.result() : "");
    result.addProperty("MemUsage", report.memoryBytes());
    result.addProperty("Duration", report.durationMs());
    result.addProperty("BillDuration", report.billedMs());
    result.addProperty("FunctionRequestId", report.requestId());
    result.addProperty("InvokeResult", report.failed() ? -1 : 0);
    return result;
  }

  /** A JSON object as a text, by which an alias may choose a version. */
  private static JsonObject routingKey(Parameters parameters) throws ApiFault {
    String text = parameters.text("RoutingKey").orElse("");
    if (text.isBlank()) {
      return new JsonObject();
    }
    JsonElement key = StrictJson.parse(text).orElse(null);
    if (key == null || !key.isJsonObject()) {
      throw new ApiFault(
          "InvalidParameterValue.Param", "RoutingKey is not a JSON object of names and texts.");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_ROUTING_KEY_BYTES) {
      throw new ApiFault(
          "InvalidParameterValue.Param", "RoutingKey is over " + MAX_ROUTING_KEY_BYTES + " bytes.");
    }
    for (Map.Entry<String, JsonElement> pair : key.getAsJsonObject().entrySet()) {
      if (!(pair.getValue() instanceof JsonPrimitive value && value.isString())) {
        throw new ApiFault(
            "InvalidParameterValue.Param", "RoutingKey has no text for " + pair.getKey() + ".");
      }
    }
    return key.getAsJsonObject();
  }

  /** The event, byte for byte as it was sent; an invocation without one gets an empty object. */
  private static byte[] event(Parameters parameters, String name, int most) throws ApiFault {
    String text = parameters.text(name).orElse("{}");
    byte[] event = text.getBytes(StandardCharsets.UTF_8);
    checkSize(name, event, most);
    if (StrictJson.parse(text).isEmpty()) {
      throw new ApiFault(
          "InvalidParameterValue.Param", name + " is not in the standard JSON format.");
    }
    return event;
  }

  static void checkSize(String name, byte[] event, int most) throws ApiFault {
    if (event.length > most) {
      throw new ApiFault(
          "InvalidParameter.RequestTooLarge",
          name + " is " + event.length + " bytes; the most is " + most + ".");
    }
  }

  /** The last 4 KB, beginning with a whole character. */
  private static String tail(String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, bytes.length - TAIL_BYTES);
    while (from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
      from++;
    }
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }
}
