package io.scf4j.maven.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingTest {

  @Test
  void anUpdateLeavesWhatIsAbsentSetsAValueAndClearsTheRest() {
    assertThat(Setting.<Integer>absent().asUpdate(mb -> "set " + mb, "cleared")).isEmpty();
    assertThat(new Setting.Value<>(64).asUpdate(mb -> "set " + mb, "cleared")).hasValue("set 64");
    assertThat(Setting.<Integer>clear().asUpdate(mb -> "set " + mb, "cleared")).hasValue("cleared");
  }

  @Test
  void aCreateFillsInTheDefaultForAllButAValue() {
    assertThat(Setting.<Integer>absent().orDefault(256)).isEqualTo(256);
    assertThat(Setting.<Integer>clear().orDefault(256)).isEqualTo(256);
    assertThat(new Setting.Value<>(64).orDefault(256)).isEqualTo(64);
  }

  @Test
  void aNullParameterIsAbsent() {
    assertThat(Setting.ofNullable(null)).isEqualTo(Setting.absent());
    assertThat(Setting.ofNullable(64)).isEqualTo(new Setting.Value<>(64));
  }
}
