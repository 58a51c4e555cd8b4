package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.store.AsyncEvent;
import io.scf4j.maven.local.store.InvocationRecord;
import io.scf4j.maven.local.store.StoredFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** GetFunctionLogs and GetRequestStatus, from the history of invocations. */
final class LogActions {
  private static final int MAX_OFFSET = 10_000;
  private static final long MAX_RANGE_MS = Duration.ofDays(1).toMillis();

  /** How far GetRequestStatus looks back unless it is told. */
  private static final long STATUS_RANGE_MS = Duration.ofMinutes(15).toMillis();

  private static final int TIMED_OUT = 433;
  private static final int NO_ROOM = 432;
  private static final int REPORTED = 430;

  private final Functions functions;
  private final AsyncInvocations async;
  private final ApiClock clock;

  LogActions(Functions functions, AsyncInvocations async, ApiClock clock) {
    this.functions = functions;
    this.clock = clock;
    this.async = async;
  }

  Map<String, Action> byName() {
    return Map.of("GetFunctionLogs", this::logs, "GetRequestStatus", this::status);
  }

  private JsonObject logs(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "Offset",
                "Limit",
                "Order",
                "OrderBy",
                "Filter",
                "Namespace",
                "Qualifier",
                "FunctionRequestId",
                "StartTime",
                "EndTime",
                "SearchContext");
    Key key = FunctionRules.key(parameters);
    StoredFunction function = functions.get(key.namespace(), key.name());
    Page page = Page.of(parameters);
    if ((long) page.offset() + page.limit() > MAX_OFFSET) {
      throw new ApiFault(
          "LimitExceeded.Offset", "Offset and Limit come to more than " + MAX_OFFSET + ".");
    }
    Optional<Parameters> filter = parameters.object("Filter");
    String retCode =
        filter.isEmpty() ? "" : filter.get().allow("RetCode").text("RetCode").orElse("");
    String qualifier = FunctionRules.qualifier(parameters, "");
    String version =
        qualifier.isEmpty()
            ? ""
            : Qualifier.version(function, qualifier, new JsonObject(), () -> 1);
    List<InvocationRecord> wanted = new ArrayList<>();
    for (InvocationRecord invocation : within(parameters, key, OptionalLong.empty())) {
      if (passes(retCode, invocation.statusCode())
          && (version.isEmpty() || invocation.version().equals(version))) {
        wanted.add(invocation);
      }
    }
    Comparator<InvocationRecord> order = order(parameters);
    wanted.sort(Page.isAscending(parameters, "DESC") ? order : order.reversed());
    JsonArray listed = new JsonArray();
    page.of(wanted).forEach(invocation -> listed.add(log(key, invocation)));
    JsonObject json = new JsonObject();
    json.add("Data", listed);
    json.addProperty("TotalCount", wanted.size());
    return json;
  }

  /**
   * Those of a time.
   *
   * @param earliest where they begin when the call does not say it, ms since 1970
   */
  private List<InvocationRecord> within(Parameters parameters, Key key, OptionalLong earliest)
      throws ApiFault, IOException {
    String id = parameters.text("FunctionRequestId").orElse("");
    OptionalLong given = ApiClock.read(parameters, "StartTime");
    OptionalLong from = given.isPresent() ? given : earliest;
    OptionalLong to = ApiClock.read(parameters, "EndTime");
    if (from.isPresent() && to.isPresent()) {
      long rangeMs = to.getAsLong() - from.getAsLong();
      if (rangeMs < 0 || rangeMs > MAX_RANGE_MS) {
        throw new ApiFault(
            "InvalidParameterValue.StartTimeOrEndTime",
            rangeMs < 0
                ? "StartTime is later than EndTime."
                : "StartTime and EndTime are more than a day apart.");
      }
    }
    return functions.history().of(key.namespace(), key.name()).stream()
        .filter(invocation -> id.isEmpty() || invocation.requestId().equals(id))
        .filter(invocation -> from.isEmpty() || invocation.startedMs() >= from.getAsLong())
        .filter(invocation -> to.isEmpty() || invocation.startedMs() <= to.getAsLong() + 999)
        .toList();
  }

  private static Comparator<InvocationRecord> order(Parameters parameters) throws ApiFault {
    String by =
        parameters
            .oneOf(
                "OrderBy",
                "InvalidParameterValue.OrderBy",
                "function_name",
                "duration",
                "mem_usage",
                "start_time")
            .orElse("start_time");
    return switch (by) {
      case "duration" -> Comparator.comparing(InvocationRecord::durationMs);
      case "mem_usage" -> Comparator.comparing(InvocationRecord::memoryBytes);
      default -> Comparator.comparing(InvocationRecord::startedMs);
    };
  }

  private static boolean passes(String retCode, int status) throws ApiFault {
    return switch (retCode) {
      case "" -> true;
      case "is0" -> status == 200;
      case "not0" -> status != 200;
      case "TimeLimitExceeded" -> status == TIMED_OUT;
      case "ResourceLimitExceeded" -> status == NO_ROOM;
      case "UserCodeException" -> status == REPORTED;
      default ->
          throw new ApiFault(
              "InvalidParameterValue.RetCode",
              "RetCode is "
                  + retCode
                  + "; allowed are is0, not0, TimeLimitExceeded, ResourceLimitExceeded,"
                  + " UserCodeException.");
    };
  }

  private static JsonObject log(Key key, InvocationRecord invocation) {
    JsonObject json = new JsonObject();
    json.addProperty("FunctionName", key.name());
    json.addProperty("RetMsg", invocation.result());
    json.addProperty("RequestId", invocation.requestId());
    json.addProperty("StartTime", ApiClock.text(invocation.startedMs()));
    json.addProperty("RetCode", invocation.statusCode() == 200 ? 0 : -1);
    json.addProperty("InvokeFinished", 1);
    json.addProperty("Duration", invocation.durationMs());
    json.addProperty("BillDuration", invocation.billedMs());
    json.addProperty("MemUsage", invocation.memoryBytes());
    json.addProperty("Log", invocation.log());
    json.addProperty("Level", "");
    json.addProperty("Source", "");
    json.addProperty("RetryNum", invocation.retry());
    return json;
  }

  private JsonObject status(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow("FunctionName", "FunctionRequestId", "Namespace", "StartTime", "EndTime");
    Key key = FunctionRules.key(parameters);
    String id = parameters.requiredText("FunctionRequestId");
    functions.get(key.namespace(), key.name());
    JsonArray data = new JsonArray();
    OptionalLong lately = OptionalLong.of(clock.millis() - STATUS_RANGE_MS);
    for (InvocationRecord invocation : within(parameters, key, lately)) {
      JsonObject one = new JsonObject();
      one.addProperty("FunctionName", key.name());
      one.addProperty("RetMsg", invocation.result());
      one.addProperty("RequestId", id);
      one.addProperty("StartTime", ApiClock.text(invocation.startedMs()));
      one.addProperty("RetCode", invocation.statusCode() == 200 ? 0 : -1);
      one.addProperty("Duration", invocation.durationMs());
      one.addProperty("MemUsage", invocation.memoryBytes() / 1024.0 / 1024.0);
      one.addProperty("RetryNum", invocation.retry());
      data.add(one);
    }
    Optional<AsyncEvent> waiting =
        async.find(id).filter(event -> data.isEmpty() && !event.isOver());
    waiting.ifPresent(event -> data.add(running(key, event)));
    JsonObject json = new JsonObject();
    json.add("Data", data);
    json.addProperty("TotalCount", data.size());
    return json;
  }

  private static JsonObject running(Key key, AsyncEvent event) {
    JsonObject one = new JsonObject();
    one.addProperty("FunctionName", key.name());
    one.addProperty("RetMsg", "");
    one.addProperty("RequestId", event.requestId());
    one.addProperty("StartTime", ApiClock.text(event.acceptedMs()));
    one.addProperty("RetCode", 1);
    one.addProperty("Duration", 0);
    one.addProperty("MemUsage", 0);
    one.addProperty("RetryNum", event.tries());
    return one;
  }
}
