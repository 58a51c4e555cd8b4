package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import java.io.IOException;

/**
 * An action as its callers meet it: what the {@link Faults} have for a call happens around it, and
 * the rest of the rule goes on to the action with the call.
 */
final class FaultyAction implements Action {

  /** The connection is to be closed without an answer. */
  static final class ConnectionCut extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectionCut() {
      super("cut on purpose");
    }
  }

  private final String name;
  private final Action action;
  private final Faults faults;

  FaultyAction(String name, Action action, Faults faults) {
    this.name = name;
    this.action = action;
    this.faults = faults;
  }

  @Override
  public JsonObject perform(ApiCall call) throws ApiFault, IOException, InterruptedException {
    FaultRule rule = faults.meet(name, call.parameters().text("FunctionName").orElse(""));
    if (rule.delayMs() > 0) {
      Thread.sleep(rule.delayMs());
    }
    if (rule.cut() == FaultRule.Cut.BEFORE) {
      throw new ConnectionCut();
    }
    if (!rule.errorCode().isEmpty()) {
      throw new ApiFault(rule.errorCode(), rule.errorMessage());
    }
    JsonObject response =
        action.perform(new ApiCall(call.requestId(), call.region(), call.parameters(), rule));
    if (rule.cut() == FaultRule.Cut.AFTER) {
      throw new ConnectionCut();
    }
    return response;
  }
}
