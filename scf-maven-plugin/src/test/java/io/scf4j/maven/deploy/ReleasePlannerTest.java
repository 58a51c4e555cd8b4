package io.scf4j.maven.deploy;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static io.scf4j.maven.testing.Functions.DELIVERY;
import static io.scf4j.maven.testing.Functions.HANDLER;
import static io.scf4j.maven.testing.Functions.HELLO;
import static io.scf4j.maven.testing.Functions.active;
import static io.scf4j.maven.testing.Functions.remote;
import static io.scf4j.maven.testing.Functions.spec;
import static io.scf4j.maven.testing.Functions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.cloud.ScfCloud.RemoteTrigger;
import io.scf4j.maven.deploy.Snapshot.Published;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.AliasRoute.Share;
import io.scf4j.maven.model.Expectations;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionSettings;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.SmokeEvent;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.TriggerPlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Versions, aliases and traffic, planned. The code is there unless a test says otherwise. */
class ReleasePlannerTest {
  private static final String CODE_LINE = "↑ code, hello.zip (2 KB)\n";

  @Test
  void publishesWhatIsNoVersionYet() {
    assertThat(plan(publish(), there("c0de"))).isEqualTo("+ version 'build 7'");
  }

  @Test
  void publishesNothingWhenTheNewestVersionIsWhatIsThere() {
    assertThat(plan(publish(), there("c0de", published("3", active(), "c0de"))))
        .isEqualTo("Nothing to change.");
  }

  @Test
  void publishesAfterAnyChange() {
    assertThat(plan(publish(), there("old", published("3", active(), "old"))))
        .isEqualTo(CODE_LINE + "+ version 'build 7'");
  }

  @Test
  void publishesWhenTheNewestVersionHasOtherCodeOrSettings() {
    RemoteFunction larger = with(FunctionValues.NONE.with(FunctionFields.MEMORY_SIZE, 512));
    assertThat(plan(publish(), there("c0de", published("3", larger, "c0de"))))
        .isEqualTo("+ version 'build 7'");
    assertThat(plan(publish(), there("c0de", published("3", active(), "old"))))
        .isEqualTo("+ version 'build 7'");
  }

  @Test
  void theDescriptionOfAVersionMakesNoOtherVersion() {
    RemoteFunction described =
        with(FunctionValues.NONE.with(FunctionFields.DESCRIPTION, "build 6"));
    assertThat(plan(publish(), there("c0de", published("3", described, "c0de"))))
        .isEqualTo("Nothing to change.");
  }

  @Test
  void makesAnAliasThatIsNotThereAndSaysThatItHasNoShares() {
    DeployPlan plan = planned(alias("live", 0.1), there("c0de"));
    assertThat(plan.asText())
        .isEqualTo(
            """
            + version 'build 7'
            + alias live → the new version
            = alias live is new and leads to one version, whatever <weight> says.""");
  }

  @Test
  void goesOnWithTheAliasWhereADeployWasKilledAfterItHadPublished() {
    Snapshot there = there("c0de", published("3", active(), "c0de"), AliasRoute.to("live", "2"));
    assertThat(plan(alias("live", 1), there)).isEqualTo("~ alias live 2 → 3");
  }

  @Test
  void givesTheNewVersionItsShareAndLeavesTheRestWhereItWas() {
    Snapshot there = there("old", published("2", active(), "old"), AliasRoute.to("live", "2"));
    assertThat(plan(alias("live", 0.1), there))
        .isEqualTo(
            CODE_LINE + "+ version 'build 7'\n~ alias live 2 → 2 (90 %), the new version (10 %)");
  }

  @Test
  void raisesTheShareOfAVersionThatHasOne() {
    AliasRoute canary = canary("2", "3", 0.1);
    Snapshot there = there("c0de", published("3", active(), "c0de"), canary);
    assertThat(plan(alias("live", 0.5), there))
        .isEqualTo("~ alias live 2 (90 %), 3 (10 %) → 2 (50 %), 3 (50 %)");
    assertThat(plan(alias("live", 1), there)).isEqualTo("~ alias live 2 (90 %), 3 (10 %) → 3");
    assertThat(plan(alias("live", 0.1), there)).isEqualTo("Nothing to change.");
  }

  @Test
  void doesNotTakeEventsAwayFromAVersionThatHasThemAll() {
    Snapshot there = there("c0de", published("3", active(), "c0de"), AliasRoute.to("live", "3"));
    assertThat(plan(alias("live", 0.1), there))
        .isEqualTo("Nothing to change.\n= alias live leads to version 3 already: 3.");
  }

  @Test
  void takesTheDefaultAliasForOneThatIsAlwaysThere() {
    assertThat(plan(alias("$DEFAULT", 1), Snapshot.without(true, Optional.empty())).lines())
        .contains("~ alias $DEFAULT $LATEST → the new version");
  }

  @Test
  void replacesARouteByTheContentOfRequests() {
    AliasRoute matching = new AliasRoute("live", "2", Optional.empty(), Set.of("1"));
    Snapshot there = there("c0de", published("2", active(), "c0de"), matching);
    assertThat(plan(alias("live", 1), there)).isEqualTo("~ alias live 2, by the request 1 → 2");
  }

  @Test
  void keepsSoManyVersionsAndThoseThatAnAliasLeadsTo() {
    AliasRoute pinned = new AliasRoute("pinned", "1", Optional.of(new Share("2", 0.5)), Set.of());
    Snapshot there =
        new Snapshot(
            true,
            Optional.of(active()),
            Optional.of("old"),
            false,
            Optional.empty(),
            Optional.empty(),
            versions("10", "9", "3", "2", "1"),
            List.of(pinned, AliasRoute.to("live", "3")),
            List.of());
    Release keepTwo = new Release(true, "", Optional.of("live"), 1, OptionalInt.of(2));
    assertThat(plan(keepTwo, there).lines())
        .contains("~ alias live 3 → the new version", "- version 9")
        .doesNotContain("- version 10", "- version 3", "- version 2", "- version 1");
  }

  @Test
  void keepsVersionsThatARequestOrATriggerLeadsTo() {
    AliasRoute matching = new AliasRoute("beta", "9", Optional.empty(), Set.of("2"));
    Trigger timer = new Trigger("timer", "daily", "1", true, "0 0 3 * * * *", "");
    Snapshot there =
        new Snapshot(
            true,
            Optional.of(active()),
            Optional.of("old"),
            false,
            Optional.empty(),
            Optional.empty(),
            versions("9", "3", "2", "1"),
            List.of(matching),
            List.of(new RemoteTrigger(timer, Optional.empty())));
    Release keepOne = new Release(true, "", Optional.empty(), 1, OptionalInt.of(1));
    assertThat(plan(keepOne, there).lines())
        .contains("- version 3")
        .doesNotContain("- version 9", "- version 2", "- version 1");
  }

  @Test
  void deletesNothingWhereNothingIsNew() {
    Snapshot there =
        new Snapshot(
            true,
            Optional.of(active()),
            Optional.of("c0de"),
            false,
            Optional.of(published("2", active(), "c0de")),
            Optional.empty(),
            versions("1", "2"),
            List.of(AliasRoute.to("live", "2")),
            List.of());
    Release keepOne = new Release(true, "", Optional.of("live"), 1, OptionalInt.of(1));
    assertThat(plan(keepOne, there)).isEqualTo("Nothing to change.");
  }

  @Test
  void doesNotTakeAVersionWhosePublicationFailedForTheOneToBePublished() {
    Published failed = published("3", remote("PublishFailed"), "c0de");
    assertThat(plan(publish(), there("c0de", failed))).isEqualTo("+ version 'build 7'");
  }

  @Test
  void refusesAShareOfEventsThatAllGetTheNewCode() {
    Snapshot there = there("old", null, AliasRoute.to("live", "$LATEST"));
    assertThatFailure(() -> plan(alias("live", 0.1), there))
        .hasMessageStartingWith("Alias live leads to $LATEST, which gets the new code before")
        .hasMessageContaining("Deploy once without <weight>");
  }

  @Test
  void saysWhenTriggersGoPastTheAlias() {
    Trigger timer = new Trigger("timer", "daily", "$DEFAULT", true, "0 0 3 * * * *", "");
    TriggerPlan triggers =
        new TriggerPlan(new Setting.Value<>(List.of(timer)), Setting.absent(), false);
    FunctionSpec spec =
        new FunctionSpec(HELLO, HANDLER, FunctionSettings.NONE, alias("live", 1), triggers);
    assertThat(
            new DeployPlanner(DeployOptions.CAREFUL)
                .plan(spec, DELIVERY, Snapshot.without(true, Optional.empty()))
                .notes())
        .containsExactly(
            "triggers of $DEFAULT do not go through alias live: <qualifier>live</qualifier> makes"
                + " them.");
  }

  @Test
  void aShareIsAsPreciseAsTheApi() {
    assertThat(new Share("3", 1 / 3.0).weight()).isEqualTo(0.33333334);
    assertThat(new Share("3", 0.1).weight()).isEqualTo(0.1);
  }

  @Test
  void countsNoNewVersionWhereNoneIsPublished() {
    Snapshot there =
        new Snapshot(
            true,
            Optional.of(active()),
            Optional.of("c0de"),
            false,
            Optional.empty(),
            Optional.empty(),
            versions("1", "2", "3"),
            List.of(),
            List.of());
    Release keepTwo = new Release(false, "", Optional.empty(), 1, OptionalInt.of(2));
    assertThat(plan(keepTwo, there)).isEqualTo("- version 1");
  }

  @Test
  void verifiesWhatIsPublishedBeforeTheAliasMoves() {
    Snapshot there = there("old", published("2", active(), "old"), AliasRoute.to("live", "2"));
    assertThat(plan(verified(alias("live", 1)), there))
        .isEqualTo(
            CODE_LINE
                + "+ version 'build 7'\n"
                + "? verify 1 smoke event against the new version\n"
                + "~ alias live 2 → the new version");
  }

  @Test
  void verifiesAVersionAgainThatNoAliasLeadsToYet() {
    Snapshot there = there("c0de", published("3", active(), "c0de"), AliasRoute.to("live", "2"));
    assertThat(plan(verified(alias("live", 0.1)), there))
        .isEqualTo("? verify 1 smoke event against version 3\n~ alias live 2 → 2 (90 %), 3 (10 %)");
    assertThat(plan(verified(alias("other", 1)), there))
        .isEqualTo("? verify 1 smoke event against version 3\n+ alias other → 3");
  }

  @Test
  void verifiesNothingWhereNothingIsPublishedAndNoAliasMoves() {
    Published newest = published("3", active(), "c0de");
    assertThat(plan(verified(alias("live", 1)), there("c0de", newest, AliasRoute.to("live", "3"))))
        .isEqualTo("Nothing to change.");
    assertThat(plan(verified(publish()), there("c0de", newest))).isEqualTo("Nothing to change.");
    assertThat(plan(verified(Release.NONE), there("c0de"))).isEqualTo("Nothing to change.");
  }

  @Test
  void verifiesLatestAfterItsChangesWhereNothingIsPublished() {
    assertThat(plan(verified(Release.NONE), there("old")))
        .isEqualTo(CODE_LINE + "? verify 1 smoke event against $LATEST");
  }

  @Test
  void verifiesBeforeATriggerIsMade() {
    Trigger timer = new Trigger(Trigger.TIMER, "daily", "live", true, "0 0 3 * * * *", "");
    TriggerPlan triggers =
        new TriggerPlan(new Setting.Value<>(List.of(timer)), Setting.absent(), false);
    FunctionSpec spec =
        new FunctionSpec(
            HELLO, HANDLER, FunctionSettings.NONE, verified(alias("live", 1)), triggers);
    assertThat(
            new DeployPlanner(DeployOptions.CAREFUL)
                .plan(spec, DELIVERY, there("c0de")).changes().stream()
                    .map(change -> change.getClass().getSimpleName()))
        .containsExactly("PublishVersion", "Verify", "CreateAlias", "CreateTrigger");
  }

  private static Release verified(Release release) {
    return new Release(
        release.publish(),
        release.description(),
        release.alias(),
        release.weight(),
        release.keepVersions(),
        List.of(new SmokeEvent("greets", "{}", Expectations.NONE)));
  }

  private static List<RemoteVersion> versions(String... numbers) {
    return Stream.of(numbers).map(number -> new RemoteVersion(number, "")).toList();
  }

  private static Release publish() {
    return new Release(true, "build 7", Optional.empty(), 1, OptionalInt.empty());
  }

  private static Release alias(String name, double weight) {
    return new Release(true, "build 7", Optional.of(name), weight, OptionalInt.empty());
  }

  private static AliasRoute canary(String version, String second, double weight) {
    return new AliasRoute("live", version, Optional.of(new Share(second, weight)), Set.of());
  }

  private static Published published(String version, RemoteFunction function, String sha256) {
    return new Published(version, function, Optional.of(sha256));
  }

  private static Snapshot there(String sha256) {
    return there(sha256, null);
  }

  private static Snapshot there(String sha256, Published newest, AliasRoute... aliases) {
    return new Snapshot(
        true,
        Optional.of(active()),
        Optional.of(sha256),
        false,
        Optional.ofNullable(newest),
        Optional.empty(),
        newest == null ? List.of() : versions(newest.version()),
        List.of(aliases),
        List.of());
  }

  private static String plan(Release release, Snapshot there) {
    return planned(release, there).asText();
  }

  private static DeployPlan planned(Release release, Snapshot there) {
    return new DeployPlanner(DeployOptions.CAREFUL).plan(spec(release), DELIVERY, there);
  }
}
