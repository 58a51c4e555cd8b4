package io.scf4j.runtime.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes that handlers may be in, and class files that cannot be loaded. */
class HandlerKindsTest {

  private static Invoker resolve(String handler, ClassLoader loader) throws Throwable {
    return new HandlerResolver(loader).resolve(HandlerSpec.from(new String[] {handler}, Map.of()));
  }

  private static String call(String handler) throws Throwable {
    byte[] event = "x".getBytes(StandardCharsets.UTF_8);
    return new String(
        resolve(handler, HandlerKindsTest.class.getClassLoader()).invoke(event, null),
        StandardCharsets.UTF_8);
  }

  @Test
  void callsNoConstructorForAStaticMethod() throws Throwable {
    assertThat(call("example.Odd.StaticOnly::echo")).isEqualTo("static x");
  }

  @ParameterizedTest
  @CsvSource({
    "example.Odd.With$Dollar::echo",
    "example.Odd$With$Dollar::echo",
    "example.Odd.With$Dollar.echo",
  })
  void findsClassesWithADollarSignInTheirName(String handler) throws Throwable {
    assertThat(call(handler)).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.Odd.Point::echo | example.Odd$Point is a record, which is made from its components",
        "java.lang.Override::toString | java.lang.Override is an interface",
        "example.Odd::threeParameters | does not have parameters that an event fits",
        "example.Odd::twoEvents | does not have parameters that an event fits. Accepted are (), ",
        "example.Odd::kept | example.Odd has no public method kept",
      })
  void refusesWhatCannotBeMadeOrCalled(String handler, String message) {
    assertThatThrownBy(() -> call(handler))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageContaining(message);
  }

  /** The classes of the test, with one of them missing or damaged. */
  private static final class Patched extends ClassLoader {
    private final String name;
    private final int majorVersion;

    Patched(String name, int majorVersion) {
      super(HandlerKindsTest.class.getClassLoader());
      this.name = name;
      this.majorVersion = majorVersion;
    }

    @Override
    protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
      if (!wanted.startsWith("example.") && !wanted.equals(name)) {
        return super.loadClass(wanted, resolve);
      }
      Class<?> loaded = findLoadedClass(wanted);
      if (loaded != null) {
        return loaded;
      }
      try (InputStream in = getResourceAsStream(wanted.replace('.', '/') + ".class")) {
        if (in == null || (wanted.equals(name) && majorVersion == 0)) {
          throw new ClassNotFoundException(wanted);
        }
        byte[] bytes = in.readAllBytes();
        if (wanted.equals(name)) {
          bytes[7] = (byte) majorVersion;
        }
        return defineClass(wanted, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(wanted, e);
      }
    }
  }

  @Test
  void letsThroughThatALibraryIsMissing() {
    ClassLoader loader = new Patched("example.Odd$Library", 0);

    assertThatThrownBy(() -> resolve("example.Odd.NeedsLibrary::echo", loader))
        .isInstanceOf(NoClassDefFoundError.class)
        .hasMessage("example/Odd$Library");
  }

  @Test
  void saysWhichClassOfAnotherRuntimeIsMissing() {
    ClassLoader loader = new Patched("com.qcloud.scf.runtime.Context", 0);

    assertThatThrownBy(() -> resolve("example.Foreign.BuiltIn::mainHandler", loader))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessage(
            "Handler example.Foreign.BuiltIn::mainHandler: the methods of example.Foreign$BuiltIn"
                + " name the class com.qcloud.scf.runtime.Context, which is not on the class path."
                + " Add its library to the function's dependencies, not with the scope 'provided'.");
  }

  @Test
  void saysBothVersionsOfAClassThatIsTooNewAndWhatToDo() {
    ClassLoader loader = new Patched("example.Odd$NeedsLibrary", 99);

    assertThatThrownBy(() -> resolve("example.Odd.NeedsLibrary::echo", loader))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageContaining("example/Odd$NeedsLibrary")
        .hasMessageContaining("class file version 99.0")
        .hasMessageContaining("up to ")
        .hasMessageContaining("Lower <maven.compiler.release>");
  }
}
