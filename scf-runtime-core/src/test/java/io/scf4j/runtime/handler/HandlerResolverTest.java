package io.scf4j.runtime.handler;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.runtime.fake.LoaderWithout;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a handler that cannot be used. */
class HandlerResolverTest {

  private static Invoker resolve(String handler) throws Throwable {
    HandlerSpec spec = HandlerSpec.from(new String[] {handler}, Map.of());
    return new HandlerResolver(LoaderWithout.jsonLibraries()).resolve(spec);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere.Hello::echo | there is no class nowhere.Hello on the class path",
        "nowhere.Hello | there is no class nowhere.Hello on the class path",
        "example.Hello::ecco | example.Hello has no public method ecco. Its public methods are any(",
        "example.Hello.ecco | example.Hello has no public method ecco",
        "example.Hello | implements none of ScfHandler, ScfStreamHandler, Function, Supplier and"
            + " Consumer, and has no method mainHandler or handleRequest. Name a method of it, as"
            + " example.Hello::method.",
        "example.Interfaces.Two | implements Supplier and Consumer. Name the method",
        "example.Faulty::ambiguous | it is not clear which of ambiguous(java.lang.String),"
            + " ambiguous(java.util.Map) is meant",
        "example.Faulty::order | takes example.Faulty$Order. To read it from JSON add"
            + " jackson-databind (2 or 3) or gson to the function's dependencies, provide an"
            + " io.scf4j.runtime.EventCodec, or take String, byte[], InputStream or Map instead.",
        "example.Faulty::orders | takes java.util.Map<java.lang.String, example.Faulty$Order>",
        "example.Interfaces.OrderHandler | takes example.Faulty$Order",
        "example.Faulty::toOrder | returns example.Faulty$Order. To write it as JSON add",
        "example.Faulty.Private::echo | has a constructor without parameters that is not public",
        "example.Faulty.Both | the class has both mainHandler and handleRequest. Name the one",
        "example.Faulty::contextFirst | does not have parameters that an event fits. Accepted are"
            + " (), (event), (event, ScfContext)",
        "example.Faulty::copyAndReturn | returns int as well. Make it void.",
        "example.Faulty.NeedsArgument::echo | has no public constructor without parameters",
        "example.Faulty.Unfinished::echo | is abstract, so no instance can be made",
        "example.Faulty.Inner::echo | is an inner class",
        "example.Faulty.Hidden::echo | example.Faulty$Hidden is not public",
        "example.Interfaces.HiddenGreeter::greet | example.Interfaces$HiddenGreeting is not public",
        "java.util.function.Supplier::get | is an interface",
        "java.lang.Thread.State::name | is an enum",
      })
  void saysWhatIsWrongAndWhatToDo(String handler, String message) {
    assertThatThrownBy(() -> resolve(handler))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageContaining(message);
  }

  @Test
  void letsThroughWhatAConstructorThrows() {
    assertThatThrownBy(() -> resolve("example.Faulty.Broken::echo"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no database");
  }

  @Test
  void runsStaticInitialisersAndLetsThroughWhatTheyThrow() {
    assertThatThrownBy(() -> resolve("example.Faulty.BrokenStatic::echo"))
        .isInstanceOf(NumberFormatException.class);
  }
}
