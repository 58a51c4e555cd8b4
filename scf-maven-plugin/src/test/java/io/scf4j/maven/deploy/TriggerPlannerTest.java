package io.scf4j.maven.deploy;

import static io.scf4j.maven.testing.Functions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.cloud.ScfCloud.RemoteTrigger;
import io.scf4j.maven.deploy.Change.UpdateTrigger;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.TriggerPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TriggerPlannerTest {
  private static final String DAILY = "0 0 3 * * * *";
  private static final String OPEN =
      "{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableExtranet\":true}}";

  @Test
  void looksAtNoneWhenThePomMentionsNone() {
    assertThat(changes(TriggerPlan.NONE, timer("old", DAILY))).isEmpty();
  }

  @Test
  void createsWhatIsNotThereAndLeavesWhatIs() {
    assertThat(changes(timers(false, timer("a", DAILY), timer("b", DAILY)), read("a", DAILY)))
        .extracting(Change::describe)
        .containsExactly("+ timer 'b' of $DEFAULT: " + DAILY);
  }

  @Test
  void changesWhatIsSetUpOtherwise() {
    Trigger off = new Trigger("timer", "a", "$DEFAULT", false, "0 0 4 * * * *", "hi");
    assertThat(changes(timers(false, off), read("a", DAILY)))
        .extracting(Change::describe)
        .containsExactly(
            "~ timer 'a' of $DEFAULT on → off\n~ timer 'a' of $DEFAULT: "
                + DAILY
                + " → 0 0 4 * * * *\n~ timer 'a' of $DEFAULT argument");
  }

  @Test
  void deletesOthersOnlyWhereTheyAreManagedOrAllAreCleared() {
    Trigger wanted = timer("a", DAILY);
    assertThat(changes(timers(false, wanted), wanted, timer("old", DAILY))).isEmpty();
    assertThat(changes(timers(true, wanted), wanted, timer("old", DAILY)))
        .extracting(Change::describe)
        .containsExactly("- timer 'old' of $DEFAULT");
    TriggerPlan cleared = new TriggerPlan(Setting.clear(), Setting.absent(), false);
    assertThat(changes(cleared, timer("old", DAILY), url("$DEFAULT", "u", OPEN)))
        .extracting(Change::describe)
        .containsExactly("- timer 'old' of $DEFAULT");
  }

  @Test
  void neverTouchesATypeThatThePomCannotName() {
    Trigger cos = new Trigger("cos", "bucket.example.com", "$DEFAULT", true, "{}", "");
    assertThat(changes(timers(true, timer("a", DAILY)), cos))
        .extracting(Change::describe)
        .containsExactly("+ timer 'a' of $DEFAULT: " + DAILY);
  }

  @Test
  void movesATimerToAnotherQualifierByMakingItAnew() {
    Trigger moved = new Trigger("timer", "a", "live", true, DAILY, "");
    assertThat(changes(timers(false, moved), timer("a", DAILY)))
        .extracting(Change::describe)
        .containsExactly("- timer 'a' of $DEFAULT", "+ timer 'a' of live: " + DAILY);
  }

  @Test
  void takesTheFunctionUrlOfAQualifierForTheSameWhateverItsName() {
    Trigger closed = url("$DEFAULT", "mine", OPEN.replace("NONE", "CAM"));
    List<Change> changes = changes(urls(closed), url("$DEFAULT", "hulrzrbh9f", OPEN));
    assertThat(((UpdateTrigger) changes.get(0)).after())
        .isEqualTo(url("$DEFAULT", "hulrzrbh9f", closed.desc()));
    assertThat(changes.get(0).describe())
        .isEqualTo("~ function URL of $DEFAULT: auth NONE, internet → auth CAM, internet");
  }

  @Test
  void comparesAFunctionUrlWithoutItsAddressAndWhateverItsOrder() {
    String told =
        "{\"NetConfig\":{\"ExtranetUrl\":\"https://fn.example.com\",\"EnableExtranet\":true},"
            + "\"AuthType\":\"NONE\"}";
    Trigger there = Trigger.read("http", "any", "$DEFAULT", true, told, "");
    assertThat(changes(urls(url("$DEFAULT", "mine", OPEN)), there)).isEmpty();
    assertThat(Trigger.url(told)).hasValue("https://fn.example.com");
  }

  @Test
  void whatThePlatformTellsBesidesIsNoChangeButAnOpenDoorIs() {
    String more = OPEN.replace("}}", ",\"New\":1},\"CorsConfig\":{\"Enable\":false}}");
    assertThat(changes(urls(url("$DEFAULT", "u", OPEN)), url("$DEFAULT", "u", more))).isEmpty();
    String cors = OPEN.replace("}}", "},\"CorsConfig\":{\"Enable\":true,\"Origins\":[\"*\"]}}");
    assertThat(changes(urls(url("$DEFAULT", "u", OPEN)), url("$DEFAULT", "u", cors)))
        .extracting(Change::describe)
        .containsExactly(
            "~ function URL of $DEFAULT: auth NONE, internet, CORS {\"Origins\":[\"*\"]} → auth"
                + " NONE, internet");
    assertThat(changes(urls(url("$DEFAULT", "u", cors)), url("$DEFAULT", "u", OPEN))).hasSize(1);
  }

  private static Trigger timer(String name, String cron) {
    return new Trigger("timer", name, "$DEFAULT", true, cron, "");
  }

  /** As ListTriggers tells it. */
  private static Trigger read(String name, String cron) {
    return Trigger.read("timer", name, "$DEFAULT", true, "{\"cron\":\"" + cron + "\"}", "");
  }

  private static Trigger url(String qualifier, String name, String desc) {
    return new Trigger("http", name, qualifier, true, desc, "");
  }

  private static TriggerPlan timers(boolean manage, Trigger... timers) {
    return new TriggerPlan(new Setting.Value<>(List.of(timers)), Setting.absent(), manage);
  }

  private static TriggerPlan urls(Trigger... urls) {
    return new TriggerPlan(Setting.absent(), new Setting.Value<>(List.of(urls)), true);
  }

  private static List<Change> changes(TriggerPlan plan, Trigger... there) {
    return new TriggerPlanner(spec(plan))
        .changes(Stream.of(there).map(one -> new RemoteTrigger(one, Optional.empty())).toList());
  }
}
