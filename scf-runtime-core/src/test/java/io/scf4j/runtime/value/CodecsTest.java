package io.scf4j.runtime.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import example.Orders.Express;
import example.Orders.Line;
import example.Orders.Order;
import io.scf4j.runtime.EventCodec;
import io.scf4j.runtime.fake.LoaderWithout;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Types that need a library, with each of the libraries a function may have. */
class CodecsTest {

  /** One library each: the others are hidden from the function. */
  enum Library {
    JACKSON_3("com.fasterxml.jackson.databind.", "com.google.gson."),
    JACKSON_2("tools.jackson.", "com.google.gson."),
    GSON("tools.jackson.", "com.fasterxml.");

    private final String[] hidden;

    Library(String... hidden) {
      this.hidden = hidden;
    }

    Values ofFunction() {
      return new Values(new LoaderWithout(hidden));
    }
  }

  @TempDir Path directory;

  private static final Type LINES = typeOf("lines");
  private static final Type MAP = typeOf("map");
  private static final Type OPTIONAL = typeOf("optional");

  @SuppressWarnings("unused")
  private static final class Types {
    List<Line> lines;
    Map<String, Line> map;
    Optional<Line> optional;
  }

  private static Type typeOf(String field) {
    try {
      return Types.class.getDeclaredField(field).getGenericType();
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private static Object read(Values values, String event, Type type) throws Exception {
    return values.reader(type).read(event.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertWrites(Values values, Object result, Type type, String json)
      throws Exception {
    String written = new String(values.writer(type).write(result), StandardCharsets.UTF_8);
    assertThat(JsonParser.parseString(written)).isEqualTo(JsonParser.parseString(json));
  }

  @ParameterizedTest
  @EnumSource
  void readsAndWritesBeans(Library library) throws Exception {
    Values values = library.ofFunction();

    Order order = (Order) read(values, "{\"item\":\"中😀\",\"count\":3}", Order.class);
    assertThat(order.getItem()).isEqualTo("中😀");
    assertThat(order.getCount()).isEqualTo(3);
    assertWrites(values, order, Order.class, "{\"item\":\"中😀\",\"count\":3}");
  }

  @ParameterizedTest
  @EnumSource
  void readsAndWritesRecordsAndCollectionsOfThem(Library library) throws Exception {
    Values values = library.ofFunction();

    assertThat(read(values, "{\"item\":\"a\",\"count\":1}", Line.class))
        .isEqualTo(new Line("a", 1));
    assertThat(read(values, "[{\"item\":\"a\",\"count\":1}]", LINES))
        .isEqualTo(List.of(new Line("a", 1)));
    assertThat(read(values, "{\"x\":{\"item\":\"a\",\"count\":1}}", MAP))
        .isEqualTo(Map.of("x", new Line("a", 1)));
    assertWrites(values, List.of(new Line("a", 1)), LINES, "[{\"item\":\"a\",\"count\":1}]");
    assertWrites(
        values, Map.of("x", new Line("a", 1)), MAP, "{\"x\":{\"item\":\"a\",\"count\":1}}");
  }

  @ParameterizedTest
  @EnumSource
  void ignoresUnknownPropertiesAndTakesNothingForNull(Library library) throws Exception {
    Values values = library.ofFunction();

    assertThat(read(values, "{\"item\":\"a\",\"more\":{\"b\":[1]}}", Line.class))
        .isEqualTo(new Line("a", 0));
    assertThat(read(values, "", Line.class)).isNull();
    assertThat(read(values, "null", Line.class)).isNull();
    assertWrites(values, null, Line.class, "null");
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNotTheType(Library library) {
    Values values = library.ofFunction();

    for (String event : List.of("{\"count\":\"x\"}", "{\"item\":", "[1]", "{} {}", "\u0000")) {
      assertThatThrownBy(() -> read(values, event, Line.class)).isInstanceOf(Exception.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesASubtypeWithAllItHas(Library library) throws Exception {
    assertWrites(
        library.ofFunction(),
        new Express("a", 1, 24),
        Order.class,
        "{\"item\":\"a\",\"count\":1,\"hours\":24}");
  }

  @ParameterizedTest
  @EnumSource
  void writesUndeclaredBeansWhereverTheyAre(Library library) throws Exception {
    Values values = library.ofFunction();

    assertWrites(values, new Line("a", 1), Object.class, "{\"item\":\"a\",\"count\":1}");
    assertWrites(
        values,
        Map.of("x", List.of(new Line("a", 1))),
        Map.class,
        "{\"x\":[{\"item\":\"a\",\"count\":1}]}");
  }

  @Test
  void prefersJackson3ToJackson2ToGson() {
    ClassLoader all = getClass().getClassLoader();

    assertThat(Codecs.find(all)).isInstanceOf(Jackson3Codec.class);
    assertThat(Codecs.find(new LoaderWithout("tools.jackson."))).isInstanceOf(Jackson2Codec.class);
    assertThat(Codecs.find(new LoaderWithout("tools.jackson.", "com.fasterxml.")))
        .isInstanceOf(GsonCodec.class);
    assertThat(Codecs.find(LoaderWithout.jsonLibraries())).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void writesAnOptionalAsItsValueOrNull(Library library) throws Exception {
    Values values = library.ofFunction();

    assertWrites(values, Optional.of(new Line("a", 1)), OPTIONAL, "{\"item\":\"a\",\"count\":1}");
    assertWrites(values, Optional.empty(), OPTIONAL, "null");
  }

  @Test
  void asksTheCodecForNothingThatIsEmptyOrNull() throws Exception {
    Values values = new Values(withServices(Own.class));
    Own.seen.clear();

    assertThat(read(values, "", Line.class)).isNull();
    assertThat(values.writer(Line.class).write(null)).asString().isEqualTo("null");
    assertThat(values.writer(OPTIONAL).write(Optional.empty())).asString().isEqualTo("null");
    assertThat(Own.seen).isEmpty();
  }

  @Test
  void looksForNoCodecWhileTheTypesNeedNone() throws Exception {
    ClassLoader none =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) {
            throw new AssertionError("asked for " + name);
          }
        };
    Values values = new Values(none);

    assertThat(values.reader(String.class).read("a".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("a");
    assertThat(values.writer(Object.class).write(Map.of("a", 1))).asString().isEqualTo("{\"a\":1}");
  }

  private ClassLoader withServices(Class<?>... codecs) throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    List<String> names = java.util.Arrays.stream(codecs).map(Class::getName).toList();
    Files.write(services.resolve(EventCodec.class.getName()), names);
    return new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
  }

  @Test
  void usesTheCodecTheFunctionBringsBeforeAnyLibrary() throws Exception {
    Values values = new Values(withServices(Own.class));

    assertThat(read(values, "x", Line.class)).isEqualTo(new Line("x", Own.prepared.size()));
    assertThat(values.writer(Line.class).write(new Line("y", 0))).asString().isEqualTo("own y");
    assertThat(Own.prepared).contains(Line.class);
  }

  @Test
  void readsTheSampleEventBeforeTheFirstOne() throws Exception {
    Files.writeString(sample(), "a sample");
    Own.seen.clear();
    withTheSample(
        () -> {
          Values values = new Values(withServices(Own.class));
          values.reader(Line.class);
          values.writer(Line.class);
        });
    assertThat(Own.seen).containsExactly("read a sample");
  }

  @Test
  void startsWithoutASampleThatIsMissing() throws Exception {
    Own.seen.clear();
    withTheSample(() -> new Values(withServices(Own.class)).reader(Line.class));
    assertThat(Own.seen).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void startsWithASampleThatIsOfAnotherType(Library library) throws Exception {
    Files.writeString(sample(), "[]");
    withTheSample(
        () -> {
          Values values = library.ofFunction();
          assertThat(read(values, "{\"item\":\"a\",\"count\":1}", Line.class))
              .isEqualTo(new Line("a", 1));
          assertThat(values.writer(Line.class).write(new Line("b", 2)))
              .asString()
              .isEqualTo("{\"item\":\"b\",\"count\":2}");
        });
  }

  @Test
  void startsWithASampleThatNeedsAClassThatIsMissing() throws Exception {
    Files.writeString(sample(), Own.UNLINKED);
    withTheSample(
        () -> {
          EventReader reader = new Values(withServices(Own.class)).reader(Line.class);
          assertThat(reader.read(new byte[0])).isNull();
        });
  }

  @Test
  void readsNoSampleUnlessItIsToldTo() throws Exception {
    Own.seen.clear();
    new Values(withServices(Own.class)).reader(Line.class);
    assertThat(Own.seen).isEmpty();
  }

  private Path sample() {
    return directory.resolve("sample.json");
  }

  private void withTheSample(ThrowingCallable test) throws Exception {
    System.setProperty(CodecValues.SAMPLE, sample().toString());
    try {
      test.call();
    } catch (Throwable failed) {
      throw new AssertionError(failed);
    } finally {
      System.clearProperty(CodecValues.SAMPLE);
    }
  }

  @Test
  void refusesTwoCodecsAndNamesBoth() throws Exception {
    Values values = new Values(withServices(Own.class, Other.class));

    assertThatThrownBy(() -> values.reader(Line.class))
        .hasMessage(
            "There are two codecs on the class path, "
                + Own.class.getName()
                + " and "
                + Other.class.getName()
                + ". Leave one in META-INF/services/io.scf4j.runtime.EventCodec.");
  }

  @Test
  void saysWhyACodecCannotBeMade() throws Exception {
    Values values = new Values(withServices(Throwing.class));

    assertThatThrownBy(() -> values.reader(Line.class))
        .hasMessageStartingWith("The function's codec cannot be used: ")
        .hasMessageContaining(Throwing.class.getName())
        .hasMessageEndingWith("(java.lang.IllegalStateException: no key)")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void saysWhichTypeACodecRefuses() throws Exception {
    Values values = new Values(withServices(Refusing.class));

    assertThatThrownBy(() -> values.reader(Line.class))
        .hasMessage(
            "It is refused by "
                + Refusing.class.getName()
                + ": java.lang.IllegalArgumentException: no schema for class example.Orders$Line");
  }

  /** A codec of a function's own. */
  public static class Own implements EventCodec {
    static final String UNLINKED = "of a type that is missing";
    static final List<Type> prepared = new java.util.concurrent.CopyOnWriteArrayList<>();
    static final List<String> seen = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Override
    public void prepare(Type type) {
      prepared.add(type);
    }

    @Override
    public Object read(byte[] event, Type type) {
      if (new String(event, StandardCharsets.UTF_8).equals(UNLINKED)) {
        throw new NoClassDefFoundError("absent/Type");
      }
      seen.add("read " + new String(event, StandardCharsets.UTF_8));
      return new Line(new String(event, StandardCharsets.UTF_8), prepared.size());
    }

    @Override
    public byte[] write(Object result, Type type) {
      seen.add("write " + ((Line) result).item());
      return ("own " + ((Line) result).item()).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A second one. */
  public static class Other extends Own {}

  /** One that cannot be made. */
  public static class Throwing extends Own {
    public Throwing() {
      throw new IllegalStateException("no key");
    }
  }

  /** One that knows no type. */
  public static class Refusing extends Own {
    @Override
    public void prepare(Type type) {
      throw new IllegalArgumentException("no schema for " + type);
    }
  }
}
