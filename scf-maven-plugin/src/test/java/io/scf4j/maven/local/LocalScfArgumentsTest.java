package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LocalScfArgumentsTest {

  @Test
  void haveDefaults() {
    LocalScfArguments arguments = LocalScfArguments.parse(List.of("--store", "/store"));
    assertThat(arguments.options()).isEqualTo(LocalScf.Options.of(Path.of("/store"), 0));
    assertThat(arguments.options().debugPort()).isEmpty();
    assertThat(arguments.options().strict()).isFalse();
    assertThat(arguments.advertised()).isEmpty();
    assertThat(arguments.tell()).isFalse();
    assertThat(LocalScfArguments.parse(List.of("--tell", "--store", "/store")).tell()).isTrue();
  }

  @Test
  void carryWhatTheGoalsAreTold() {
    LocalScf.Options options =
        LocalScfArguments.parse(
                List.of(
                    "--strict",
                    "--debug",
                    "5005",
                    "--instances",
                    "12",
                    "--port",
                    "9080",
                    "--store",
                    "/store"))
            .options();
    assertThat(options.instanceLimit()).isEqualTo(12);
    assertThat(options.port()).isEqualTo(9080);
    assertThat(options.debugPort()).isEqualTo(OptionalInt.of(5005));
    assertThat(options.strict()).isTrue();
  }

  @Test
  void advertiseInTheStoreWhatIsAdvertisedElsewhere() {
    assertThat(
            LocalScfArguments.parse(
                    List.of("--advertise", "/copy.json", "--store", "/store", "--advertise", "/b"))
                .advertised())
        .containsExactly(Path.of("/store/local.json"), Path.of("/copy.json"), Path.of("/b"));
    assertThat(
            LocalScfArguments.parse(List.of("--store", "/s", "--advertise", "/s/local.json"))
                .advertised())
        .containsExactly(Path.of("/s/local.json"));
  }

  @Test
  void areRefusedWhenTheyMakeNoSense() {
    assertRefused("--store is missing");
    assertRefused("--store has no value", "--store");
    assertRefused("unknown argument --wrong", "--store", "/s", "--wrong");
    assertRefused("For input string: \"many\"", "--store", "/s", "--port", "many");
  }

  private static void assertRefused(String message, String... arguments) {
    assertThatThrownBy(() -> LocalScfArguments.parse(List.of(arguments)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
