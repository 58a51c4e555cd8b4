package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.store.AsyncEvent;
import io.scf4j.maven.local.store.RunSettings;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.model.PlatformRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * What there is to say of asynchronous events: GetAsyncEventStatus, ListAsyncEvents,
 * TerminateAsyncEvent, GetFunctionEventInvokeConfig and UpdateFunctionEventInvokeConfig.
 */
final class AsyncActions {
  /** The API model has names for others, by triggers; what they are is UNVERIFIED. */
  private static final String INVOKE_TYPE = "Invoke";

  private final Functions functions;
  private final AsyncInvocations async;

  AsyncActions(Functions functions, AsyncInvocations async) {
    this.functions = functions;
    this.async = async;
  }

  Map<String, Action> byName() {
    return Map.of(
        "GetAsyncEventStatus", this::status,
        "ListAsyncEvents", this::list,
        "TerminateAsyncEvent", this::terminate,
        "GetFunctionEventInvokeConfig", this::config,
        "UpdateFunctionEventInvokeConfig", this::configure);
  }

  private JsonObject status(ApiCall call) throws ApiFault {
    String id = call.parameters().allow("InvokeRequestId").requiredText("InvokeRequestId");
    AsyncEvent event =
        async
            .find(id)
            .orElseThrow(
                () ->
                    new ApiFault(
                        "ResourceNotFound.AsyncEvent", "There is no such event: " + id + "."));
    JsonObject result = new JsonObject();
    result.addProperty("Status", event.status());
    result.addProperty("StatusCode", event.statusCode());
    result.addProperty("InvokeRequestId", id);
    JsonObject json = new JsonObject();
    json.add("Result", result);
    return json;
  }

  private JsonObject list(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "Namespace",
                "Qualifier",
                "InvokeType",
                "Status",
                "StartTimeInterval",
                "EndTimeInterval",
                "Order",
                "Orderby",
                "Offset",
                "Limit",
                "InvokeRequestId");
    Key key = FunctionRules.key(parameters);
    functions.get(key.namespace(), key.name());
    List<String> status = parameters.texts("Status");
    Optional<String> qualifier = parameters.text("Qualifier").filter(text -> !text.isEmpty());
    Optional<String> id = parameters.text("InvokeRequestId").filter(text -> !text.isEmpty());
    List<String> types = parameters.texts("InvokeType");
    LongPredicate started = interval(parameters, "StartTimeInterval");
    LongPredicate ended = interval(parameters, "EndTimeInterval");
    List<AsyncEvent> wanted = new ArrayList<>(async.of(key));
    wanted.removeIf(
        event ->
            !(status.isEmpty() || status.contains(event.status()))
                || !(types.isEmpty() || types.contains(INVOKE_TYPE))
                || !qualifier.map(event.qualifier()::equals).orElse(true)
                || !id.map(event.requestId()::equals).orElse(true)
                || !started.test(event.acceptedMs())
                || !ended.test(event.endedMs()));
    Comparator<AsyncEvent> order = order(parameters);
    wanted.sort(Page.isAscending(parameters, "DESC") ? order : order.reversed());
    JsonArray listed = new JsonArray();
    for (AsyncEvent event : Page.of(parameters).of(wanted)) {
      JsonObject one = new JsonObject();
      one.addProperty("InvokeRequestId", event.requestId());
      one.addProperty("InvokeType", INVOKE_TYPE);
      one.addProperty("Qualifier", event.qualifier());
      one.addProperty("Status", event.status());
      one.addProperty("StartTime", ApiClock.text(event.acceptedMs()));
      one.addProperty("EndTime", event.endedMs() == 0 ? "" : ApiClock.text(event.endedMs()));
      listed.add(one);
    }
    JsonObject json = new JsonObject();
    json.add("EventList", listed);
    json.addProperty("TotalCount", wanted.size());
    return json;
  }

  private static Comparator<AsyncEvent> order(Parameters parameters) throws ApiFault {
    boolean byEnd =
        parameters
            .oneOf("Orderby", "InvalidParameterValue.OrderBy", "StartTime", "EndTime")
            .filter("EndTime"::equals)
            .isPresent();
    return Comparator.comparing(byEnd ? AsyncEvent::endedMs : AsyncEvent::acceptedMs);
  }

  /** From {@code Start}, included, to {@code End}, not included; anything when it is absent. */
  private static LongPredicate interval(Parameters parameters, String name) throws ApiFault {
    Optional<Parameters> interval = parameters.object(name);
    if (interval.isEmpty()) {
      return ms -> true;
    }
    Parameters given = interval.get().allow("Start", "End");
    long start = ApiClock.read(given, "Start").orElseThrow(() -> given.missing("Start"));
    long end = ApiClock.read(given, "End").orElseThrow(() -> given.missing("End"));
    return ms -> start <= ms && ms < end;
  }

  private JsonObject terminate(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters().allow("FunctionName", "InvokeRequestId", "Namespace", "GraceShutdown");
    Key key = FunctionRules.key(parameters);
    functions.get(key.namespace(), key.name());
    async.abort(key, parameters.requiredText("InvokeRequestId"), parameters.flag("GraceShutdown"));
    return new JsonObject();
  }

  private JsonObject config(ApiCall call) throws ApiFault {
    Parameters parameters = call.parameters().allow("FunctionName", "Namespace", "Qualifier");
    Key key = FunctionRules.key(parameters);
    StoredFunction function = functions.get(key.namespace(), key.name());
    String qualifier = FunctionRules.qualifier(parameters, StoredFunction.LATEST);
    Qualifier.requireSettled(
        function,
        Qualifier.version(function, qualifier, new JsonObject(), () -> 1),
        ApiFault.VERSION_NOT_ACTIVE);
    RunSettings run = function.run();
    JsonObject retry = new JsonObject();
    retry.addProperty("RetryNum", run.retriesOrDefault());
    JsonArray retries = new JsonArray();
    retries.add(retry);
    JsonObject config = new JsonObject();
    config.add("RetryConfig", retries);
    config.addProperty("MsgTTL", run.ttlSecondsOrDefault());
    JsonObject json = new JsonObject();
    json.add("AsyncTriggerConfig", config);
    return json;
  }

  private JsonObject configure(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters().allow("AsyncTriggerConfig", "FunctionName", "Namespace");
    Key key = FunctionRules.key(parameters);
    Parameters config =
        parameters.requiredObject("AsyncTriggerConfig").allow("RetryConfig", "MsgTTL");
    Parameters[] retry = config.objects("RetryConfig");
    if (retry.length != 1) {
      throw new ApiFault(
          "InvalidParameterValue.AsyncTriggerConfig",
          "RetryConfig has one element, with RetryNum.");
    }
    int retries =
        retry[0]
            .allow("RetryNum")
            .number("RetryNum")
            .orElseThrow(() -> retry[0].missing("RetryNum"));
    if (retries < 0 || retries > PlatformRules.MAX_RETRY_NUM) {
      throw new ApiFault(
          "LimitExceeded.RetryNum",
          "RetryNum is " + retries + "; allowed are 0 to " + PlatformRules.MAX_RETRY_NUM + ".");
    }
    int ttl = config.number("MsgTTL").orElseThrow(() -> config.missing("MsgTTL"));
    if (ttl < PlatformRules.MIN_MSG_TTL_S || ttl > PlatformRules.MAX_MSG_TTL_S) {
      throw new ApiFault(
          "LimitExceeded.MsgTTL",
          "MsgTTL is "
              + ttl
              + " seconds; allowed are "
              + PlatformRules.MIN_MSG_TTL_S
              + " to "
              + PlatformRules.MAX_MSG_TTL_S
              + ".");
    }
    functions.change(
        key,
        function -> {
          Qualifier.requireSettled(function, StoredFunction.LATEST, ApiFault.VERSION_NOT_ACTIVE);
          return function.withRun(function.run().withEventInvoke(retries, ttl));
        });
    return new JsonObject();
  }
}
