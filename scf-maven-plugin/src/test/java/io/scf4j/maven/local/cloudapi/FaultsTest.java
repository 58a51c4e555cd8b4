package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls a fault hits, and what reaches the action. */
class FaultsTest {
  private final Faults faults = new Faults();
  private final List<FaultRule> reached = new ArrayList<>();

  private static ApiCall call(String json) throws ApiFault {
    return new ApiCall(
        "id",
        "ap-guangzhou",
        Parameters.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private void set(String rules) throws Exception {
    new FaultActions(faults)
        .byName()
        .get("scf4j:SetFaults")
        .perform(call("{'Rules':" + rules + "}"));
  }

  private JsonArray rules() throws Exception {
    return new FaultActions(faults)
        .byName()
        .get("scf4j:GetFaults")
        .perform(call("{}"))
        .getAsJsonArray("Rules");
  }

  private String outcome(String action, String function) throws Exception {
    Action faulty =
        new FaultyAction(
            action,
            call -> {
              reached.add(call.fault());
              return new JsonObject();
            },
            faults);
    try {
      faulty.perform(call("{'FunctionName':'" + function + "'}"));
      return "ok";
    } catch (ApiFault e) {
      return e.code();
    } catch (FaultyAction.ConnectionCut e) {
      return "cut";
    }
  }

  @Test
  void hitsTheFirstCallsOnly() throws Exception {
    set("[{'Action':'Invoke','First':2,'ErrorCode':'RequestLimitExceeded'}]");
    assertThat(outcome("GetFunction", "f")).isEqualTo("ok");
    assertThat(outcome("Invoke", "f")).isEqualTo("RequestLimitExceeded");
    assertThat(outcome("Invoke", "f")).isEqualTo("RequestLimitExceeded");
    assertThat(outcome("Invoke", "f")).isEqualTo("ok");
    assertThat(rules().get(0).getAsJsonObject().get("Calls").getAsInt()).isEqualTo(3);
    assertThat(rules().get(0).getAsJsonObject().get("Hits").getAsInt()).isEqualTo(2);
  }

  @Test
  void hitsEachNthCallAsOftenAsItShall() throws Exception {
    set("[{'EveryNth':2,'First':2,'ErrorCode':'InternalError'}]");
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      outcomes.add(outcome("Invoke", "f"));
    }
    assertThat(outcomes).containsExactly("ok", "InternalError", "ok", "InternalError", "ok", "ok");
  }

  @Test
  void concernsOneFunctionWhenItIsNamed() throws Exception {
    set("[{'FunctionName':'f','ErrorCode':'InternalError'}]");
    assertThat(outcome("Invoke", "g")).isEqualTo("ok");
    assertThat(outcome("GetFunction", "f")).isEqualTo("InternalError");
  }

  @Test
  void letsTheFirstRuleThatHitsDecide() throws Exception {
    set("[{'First':1,'ErrorCode':'A'},{'First':2,'ErrorCode':'B'}]");
    assertThat(outcome("Invoke", "f")).isEqualTo("A");
    assertThat(outcome("Invoke", "f")).isEqualTo("B");
    assertThat(outcome("Invoke", "f")).isEqualTo("ok");
  }

  @Test
  void cutsBeforeOrAfterTheActionIsPerformed() throws Exception {
    set("[{'First':1,'Cut':'Before'},{'First':2,'Cut':'After'}]");
    assertThat(outcome("Invoke", "f")).isEqualTo("cut");
    assertThat(reached).isEmpty();
    assertThat(outcome("Invoke", "f")).isEqualTo("cut");
    assertThat(reached).hasSize(1);
  }

  @Test
  void handsTheRestOfTheRuleToTheAction() throws Exception {
    set("[{'First':1,'StateDelayMs':1500,'CreateFailed':'no room','LoseInstances':true}]");
    assertThat(outcome("CreateFunction", "f")).isEqualTo("ok");
    assertThat(outcome("CreateFunction", "f")).isEqualTo("ok");
    assertThat(reached.get(0).stateDelayMs()).isEqualTo(1500);
    assertThat(reached.get(0).createFailed()).isEqualTo("no room");
    assertThat(reached.get(0).loseInstances()).isTrue();
    assertThat(reached.get(1)).isEqualTo(FaultRule.NONE);
  }

  @Test
  void replacesAllRules() throws Exception {
    set("[{'ErrorCode':'A'},{'DelayMs':1}]");
    assertThat(rules()).hasSize(2);
    set("[]");
    assertThat(rules()).isEmpty();
    assertThat(outcome("Invoke", "f")).isEqualTo("ok");
  }

  @Test
  void tellsTheRulesAsTheyWereSet() throws Exception {
    set(
        "[{'Action':'Invoke','FunctionName':'f','EveryNth':3,'First':4,'ErrorCode':'E',"
            + "'ErrorMessage':'m','DelayMs':5,'Cut':'After','StateDelayMs':6,'CreateFailed':'r',"
            + "'LoseInstances':true}]");
    assertThat(rules().get(0))
        .isEqualTo(
            JsonParser.parseString(
                "{'Action':'Invoke','FunctionName':'f','EveryNth':3,'First':4,'ErrorCode':'E',"
                    + "'ErrorMessage':'m','DelayMs':5,'Cut':'After','StateDelayMs':6,"
                    + "'CreateFailed':'r','LoseInstances':true,'Calls':0,'Hits':0}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[{}]                                 | InvalidParameterValue",
        "[{'Action':'Invoke'}]                | InvalidParameterValue",
        "[{'ErrorCode':'A','First':0}]        | InvalidParameterValue",
        "[{'ErrorCode':'A','EveryNth':0}]     | InvalidParameterValue",
        "[{'DelayMs':600001}]                 | InvalidParameterValue",
        "[{'DelayMs':-1}]                     | InvalidParameterValue",
        "[{'Cut':'Sometimes'}]                | InvalidParameterValue",
        "[{'LoseInstances':'true'}]           | InvalidParameter",
        "[{'errorCode':'A'}]                  | UnknownParameter",
        "{}                                   | InvalidParameter",
      })
  void refusesRulesThatMakeNoSense(String rules, String code) {
    assertThat(catchThrowableOfType(ApiFault.class, () -> set(rules)).code()).isEqualTo(code);
  }
}
