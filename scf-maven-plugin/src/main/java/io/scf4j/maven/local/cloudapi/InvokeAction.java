package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.instance.InvocationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Invoke: {@code ClientContext} is the event itself. A function that fails is still a call that
 * succeeds; the failure is in {@code Result}, with the same text in {@code RetMsg} and {@code
 * ErrMsg} and {@code InvokeResult} -1.
 */
final class InvokeAction implements Action {
  private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;
  private static final int TAIL_BYTES = 4096;

  private final Functions functions;

  InvokeAction(Functions functions) {
    this.functions = functions;
  }

  @Override
  public JsonObject perform(ApiCall call) throws ApiFault, IOException, InterruptedException {
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
    String name = FunctionRules.name(parameters);
    String namespace = FunctionRules.namespace(parameters);
    FunctionRules.qualifier(parameters);
    String type = parameters.text("InvocationType").orElse("RequestResponse");
    if (type.equals("Event")) {
      throw new ApiFault(
          "UnsupportedOperation", "The local SCF invokes synchronously only; use RequestResponse.");
    }
    if (!type.equals("RequestResponse")) {
      throw new ApiFault(
          "InvalidParameterValue.InvokeType",
          "InvocationType is " + type + "; allowed are RequestResponse and Event.");
    }
    boolean tail = parameters.text("LogType").filter("Tail"::equals).isPresent();
    InvocationReport report =
        functions.invoke(namespace, name, call.requestId(), event(parameters));
    JsonObject result = new JsonObject();
    result.addProperty("Log", tail ? tail(report.log()) : "");
    result.addProperty("RetMsg", report.result());
    result.addProperty("ErrMsg", report.failed() ? report.result() : "");
    result.addProperty("MemUsage", report.memoryBytes());
    result.addProperty("Duration", report.durationMs());
    result.addProperty("BillDuration", report.billedMs());
    result.addProperty("FunctionRequestId", report.requestId());
    result.addProperty("InvokeResult", report.failed() ? -1 : 0);
    JsonObject json = new JsonObject();
    json.add("Result", result);
    return json;
  }

  /** The event, byte for byte as it was sent; an invocation without one gets an empty object. */
  private static byte[] event(Parameters parameters) throws ApiFault {
    String text = parameters.text("ClientContext").orElse("{}");
    byte[] event = text.getBytes(StandardCharsets.UTF_8);
    if (event.length > MAX_EVENT_BYTES) {
      throw new ApiFault(
          "InvalidParameter.RequestTooLarge",
          "ClientContext is " + event.length + " bytes; the most is 6 MB.");
    }
    if (Parameters.parseJson(text).isEmpty()) {
      throw new ApiFault(
          "InvalidParameterValue.Param", "ClientContext is not in the standard JSON format.");
    }
    return event;
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
