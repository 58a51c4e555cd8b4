package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.store.AsyncEvent;
import io.scf4j.maven.local.store.InvocationRecord;
import io.scf4j.maven.local.store.StoredFunction;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** GetFunctionLogs and GetRequestStatus, from the history of invocations. */
final class LogActions {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final int MAX_OFFSET = 10_000;
  private static final int TIMED_OUT = 433;
  private static final int NO_ROOM = 432;
  private static final int REPORTED = 430;

  private final Functions functions;
  private final AsyncInvocations async;

  LogActions(Functions functions, AsyncInvocations async) {
    this.functions = functions;
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
    for (InvocationRecord invocation : within(parameters, key)) {
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

  private List<InvocationRecord> within(Parameters parameters, Key key)
      throws ApiFault, IOException {
    String id = parameters.text("FunctionRequestId").orElse("");
    OptionalLong from = time(parameters, "StartTime");
    OptionalLong to = time(parameters, "EndTime");
    if (from.isPresent() && to.isPresent() && from.getAsLong() > to.getAsLong()) {
      throw new ApiFault(
          "InvalidParameterValue.StartTimeOrEndTime", "StartTime is later than EndTime.");
    }
    return functions.history().of(key.namespace(), key.name()).stream()
        .filter(invocation -> id.isEmpty() || invocation.requestId().equals(id))
        .filter(invocation -> from.isEmpty() || invocation.startedMs() >= from.getAsLong())
        .filter(invocation -> to.isEmpty() || invocation.startedMs() <= to.getAsLong() + 999)
        .toList();
  }

  private static OptionalLong time(Parameters parameters, String name) throws ApiFault {
    Optional<String> text = parameters.text(name).filter(value -> !value.isEmpty());
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          LocalDateTime.parse(text.get(), TIME).toInstant(ZoneOffset.UTC).toEpochMilli());
    } catch (DateTimeException e) {
      throw new ApiFault(
          "InvalidParameterValue.DateTime",
          name + " is '" + text.get() + "'; it is written as 2017-05-16 20:00:00.");
    }
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
    json.addProperty("StartTime", TIME.format(Instant.ofEpochMilli(invocation.startedMs())));
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
    for (InvocationRecord invocation : within(parameters, key)) {
      JsonObject one = new JsonObject();
      one.addProperty("FunctionName", key.name());
      one.addProperty("RetMsg", invocation.result());
      one.addProperty("RequestId", id);
      one.addProperty("StartTime", TIME.format(Instant.ofEpochMilli(invocation.startedMs())));
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
    one.addProperty("StartTime", TIME.format(Instant.ofEpochMilli(event.acceptedMs())));
    one.addProperty("RetCode", 1);
    one.addProperty("Duration", 0);
    one.addProperty("MemUsage", 0);
    one.addProperty("RetryNum", event.tries());
    return one;
  }
}
