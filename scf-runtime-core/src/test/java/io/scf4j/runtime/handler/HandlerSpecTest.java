package io.scf4j.runtime.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the handler is named, and what is a name. */
class HandlerSpecTest {
  private static final String[] NO_ARGUMENTS = {};

  @Test
  void takesTheArgumentThenTheOwnVariableThenTheOneOfScf() throws InvalidHandlerException {
    Map<String, String> both = Map.of("JAVA_HANDLER", "b.B::b", "_HANDLER", "c.C::c");

    assertThat(HandlerSpec.from(new String[] {"a.A::a"}, both)).hasToString("a.A::a");
    assertThat(HandlerSpec.from(new String[] {" "}, both)).hasToString("b.B::b");
    assertThat(HandlerSpec.from(NO_ARGUMENTS, Map.of("JAVA_HANDLER", "", "_HANDLER", " c.C ")))
        .hasToString("c.C");
  }

  @Test
  void explainsTheDefaultOfThePlatform() {
    assertThatThrownBy(
            () -> HandlerSpec.from(NO_ARGUMENTS, Map.of("_HANDLER", "index.main_handler")))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageStartingWith(
            "_HANDLER is index.main_handler, which is what SCF sends when no handler is set, and"
                + " there is no program argument and no JAVA_HANDLER. Write it as"
                + " demo.Hello::handle");
  }

  @Test
  void saysThatNothingIsSet() {
    assertThatThrownBy(() -> HandlerSpec.from(NO_ARGUMENTS, Map.of()))
        .hasMessageStartingWith("No handler is set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"::m", "C::", "a::b::c", "a.B:c", "a..B", ".B", "a.B.", "1a.B", "a.B::c()", "a b"})
  void refusesWhatNamesNoHandler(String text) {
    assertThatThrownBy(() -> HandlerSpec.from(new String[] {text}, Map.of()))
        .hasMessageStartingWith("The first program argument is '" + text + "', which names no");
  }
}
