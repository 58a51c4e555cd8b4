package io.scf4j.maven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.TriggerPlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a POM says counts more than a serverless.yml, part by part. */
class ElementsTest {
  private static final Release FILE =
      new Release(true, "of the file", Optional.of("live"), 1, OptionalInt.empty());

  @Test
  void theFilesReleaseIsTakenWhereThePomSaysNothing() {
    assertThat(Elements.release(null, null, null, 1, null, List.of(), FILE)).isEqualTo(FILE);
    assertThat(Elements.release(null, null, null, 1, null, List.of(), Release.NONE))
        .isEqualTo(Release.NONE);
  }

  @Test
  void partsOfThePomsReleaseReplaceThoseOfTheFile() {
    assertThat(Elements.release(null, "of the POM", "canary", 0.1, 5, List.of(), FILE))
        .isEqualTo(new Release(true, "of the POM", Optional.of("canary"), 0.1, OptionalInt.of(5)));
    assertThat(Elements.release(true, null, null, 1, null, List.of(), FILE)).isEqualTo(FILE);
    assertThat(Elements.release(null, null, "", 1, null, List.of(), FILE).alias()).isEmpty();
  }

  @Test
  void aPomThatDoesNotPublishLeavesOutTheFilesAlias() {
    assertThat(Elements.release(false, null, null, 1, null, List.of(), FILE))
        .isEqualTo(Release.NONE);
  }

  @Test
  void timersAndUrlsOfThePomEachReplaceThoseOfTheFile() {
    Setting<List<Trigger>> timers =
        new Setting.Value<>(
            List.of(new Trigger("timer", "of-the-file", "$DEFAULT", true, "0 0 3 * * * *", "")));
    Setting<List<Trigger>> urls =
        new Setting.Value<>(List.of(new Trigger("http", "url", "$DEFAULT", true, "{}", "")));
    TriggerPlan file = new TriggerPlan(timers, urls, false);

    assertThat(Elements.triggers(null, null, "ignore").over(file)).isEqualTo(file);
    assertThat(Elements.triggers(null, null, "manage").over(file))
        .isEqualTo(new TriggerPlan(timers, urls, true));
    assertThat(Elements.triggers(List.of(), null, "ignore").over(file))
        .isEqualTo(new TriggerPlan(Setting.clear(), urls, false));
    assertThat(Elements.triggers(null, List.of(), "ignore").over(file))
        .isEqualTo(new TriggerPlan(timers, Setting.clear(), false));
  }
}
