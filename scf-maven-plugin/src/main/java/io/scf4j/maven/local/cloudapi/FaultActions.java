package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.FaultRule.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code scf4j:SetFaults} and {@code scf4j:GetFaults}: actions that the platform does not have,
 * signed like any other, by which a test orders what shall go wrong. {@code Rules} replaces all
 * rules there are; an empty array ends them. For example, the first two invocations are throttled:
 *
 * <pre>{@code
 * {"Rules":[{"Action":"Invoke","First":2,"ErrorCode":"RequestLimitExceeded"}]}
 * }</pre>
 *
 * Fields of a rule: {@code Action}, {@code FunctionName}, {@code EveryNth}, {@code First}, {@code
 * ErrorCode}, {@code ErrorMessage}, {@code DelayMs}, {@code Cut} ({@code Before} or {@code After}
 * the action is performed), {@code StateDelayMs}, {@code CreateFailed} (the reason), {@code
 * LoseInstances}; see {@link FaultRule}.
 */
final class FaultActions {
  private static final int MAX_RULES = 100;
  private static final int MAX_DELAY_MS = 600_000;

  private final Faults faults;

  FaultActions(Faults faults) {
    this.faults = faults;
  }

  Map<String, Action> byName() {
    return Map.of("scf4j:SetFaults", this::set, "scf4j:GetFaults", this::get);
  }

  private JsonObject set(ApiCall call) throws ApiFault {
    Parameters[] given = call.parameters().allow("Rules").objects("Rules");
    if (given.length > MAX_RULES) {
      throw invalid("Rules has " + given.length + " rules; the most is " + MAX_RULES);
    }
    List<FaultRule> rules = new ArrayList<>();
    for (Parameters rule : given) {
      rules.add(rule(rule));
    }
    faults.set(rules);
    return new JsonObject();
  }

  private static FaultRule rule(Parameters rule) throws ApiFault {
    rule.allow(
        "Action",
        "FunctionName",
        "EveryNth",
        "First",
        "ErrorCode",
        "ErrorMessage",
        "DelayMs",
        "Cut",
        "StateDelayMs",
        "CreateFailed",
        "LoseInstances");
    FaultRule read =
        new FaultRule(
            rule.text("Action").orElse(""),
            rule.text("FunctionName").orElse(""),
            inRange(rule, "EveryNth", 1, 1, Integer.MAX_VALUE),
            inRange(rule, "First", 0, 1, Integer.MAX_VALUE),
            rule.text("ErrorCode").orElse(""),
            rule.text("ErrorMessage").orElse("A fault of the local SCF, set by scf4j:SetFaults."),
            inRange(rule, "DelayMs", 0, 0, MAX_DELAY_MS),
            cut(rule.text("Cut").orElse("")),
            inRange(rule, "StateDelayMs", 0, 0, MAX_DELAY_MS),
            rule.text("CreateFailed").orElse(""),
            rule.flag("LoseInstances"));
    boolean idle =
        read.errorCode().isEmpty()
            && read.delayMs() == 0
            && read.cut() == Cut.NEVER
            && read.stateDelayMs() == 0
            && read.createFailed().isEmpty()
            && !read.loseInstances();
    if (idle) {
      throw invalid(
          "A rule does nothing: give it ErrorCode, DelayMs, Cut, StateDelayMs, CreateFailed or"
              + " LoseInstances");
    }
    return read;
  }

  private static int inRange(Parameters rule, String name, int absent, int least, int most)
      throws ApiFault {
    int value = rule.number(name).orElse(absent);
    if (rule.has(name) && (value < least || value > most)) {
      throw invalid(name + " is " + value + "; allowed are " + least + " to " + most);
    }
    return value;
  }

  private static Cut cut(String text) throws ApiFault {
    return switch (text) {
      case "" -> Cut.NEVER;
      case "Before" -> Cut.BEFORE;
      case "After" -> Cut.AFTER;
      default -> throw invalid("Cut is " + text + "; allowed are Before and After");
    };
  }

  private static ApiFault invalid(String problem) {
    return new ApiFault("InvalidParameterValue", problem + ".");
  }

  private JsonObject get(ApiCall call) throws ApiFault {
    call.parameters().allow();
    JsonArray rules = new JsonArray();
    for (Faults.Counted counted : faults.rules()) {
      FaultRule rule = counted.rule();
      JsonObject json = new JsonObject();
      json.addProperty("Action", rule.action());
      json.addProperty("FunctionName", rule.functionName());
      json.addProperty("EveryNth", rule.everyNth());
      json.addProperty("First", rule.first());
      json.addProperty("ErrorCode", rule.errorCode());
      json.addProperty("ErrorMessage", rule.errorMessage());
      json.addProperty("DelayMs", rule.delayMs());
      json.addProperty("Cut", text(rule.cut()));
      json.addProperty("StateDelayMs", rule.stateDelayMs());
      json.addProperty("CreateFailed", rule.createFailed());
      json.addProperty("LoseInstances", rule.loseInstances());
      json.addProperty("Calls", counted.calls());
      json.addProperty("Hits", counted.hits());
      rules.add(json);
    }
    JsonObject response = new JsonObject();
    response.add("Rules", rules);
    return response;
  }

  private static String text(Cut cut) {
    return switch (cut) {
      case NEVER -> "";
      case BEFORE -> "Before";
      case AFTER -> "After";
    };
  }
}
