package io.scf4j.maven.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionStatusTest {

  @ParameterizedTest
  @CsvSource({
    "Active, true, false, false",
    "Creating, false, true, false",
    "Updating, false, true, false",
    "Publishing, false, true, false",
    "Deleting, false, true, false",
    "CreateFailed, false, false, true",
    "UpdateFailed, false, false, true",
    "PublishFailed, false, false, true",
    "DeleteFailed, false, false, true",
    "SomethingNew, false, false, false"
  })
  void sortsTheStatesOfThePlatform(String name, boolean active, boolean busy, boolean failed) {
    FunctionStatus status = new FunctionStatus(name);
    assertThat(status.isActive()).isEqualTo(active);
    assertThat(status.isBusy()).isEqualTo(busy);
    assertThat(status.isFailed()).isEqualTo(failed);
    assertThat(status).hasToString(name);
  }
}
