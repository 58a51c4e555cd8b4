package io.scf4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.fake.FunctionProcess;
import io.scf4j.runtime.value.MiniJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What GraalVM is told about the core: names that nobody would miss before a native image fails.
 */
class NativeImageMetadataTest {
  private static final String FOLDER = "/META-INF/native-image/io.scf4j/scf-runtime-core/";

  /** Not on the tests' class path, because the bridge to Jackson 2 has to work without them. */
  private static final String ADDITIONAL_MODULES = "com.fasterxml.jackson.datatype.";

  private static Object read(String file) throws IOException {
    try (InputStream in = NativeImageMetadataTest.class.getResourceAsStream(FOLDER + file)) {
      return MiniJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> reflection() throws IOException {
    return (List<Map<String, Object>>) read("reflect-config.json");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, List<String>>> proxies() throws IOException {
    return (List<Map<String, List<String>>>) read("proxy-config.json");
  }

  @Test
  void namesClassesAndMethodsThatExist() throws Exception {
    for (Map<String, Object> entry : reflection()) {
      String name = (String) entry.get("name");
      if (name.startsWith(ADDITIONAL_MODULES)) {
        continue;
      }
      Class<?> type = Class.forName(name);
      for (Object method : (List<?>) entry.getOrDefault("methods", List.of())) {
        Map<?, ?> wanted = (Map<?, ?>) method;
        Class<?>[] parameters = {String.class, String.class};
        int count = ((List<?>) wanted.get("parameterTypes")).size();
        Method found =
            type.getMethod((String) wanted.get("name"), java.util.Arrays.copyOf(parameters, count));
        assertThat(found.getParameterCount()).isEqualTo(count);
      }
    }
    for (Map<String, List<String>> proxy : proxies()) {
      assertThat(Class.forName(proxy.get("interfaces").get(0))).isInterface();
    }
  }

  @Test
  void namesEveryClassThatTheCoreLooksUpByName() throws Exception {
    List<String> named = new ArrayList<>();
    for (Map<String, Object> entry : reflection()) {
      named.add((String) entry.get("name"));
    }
    for (Map<String, List<String>> proxy : proxies()) {
      named.addAll(proxy.get("interfaces"));
    }
    String constants = constantsOfTheCore();

    assertThat(named)
        .contains("org.slf4j.MDC", "com.google.gson.Gson")
        .allMatch(name -> constants.contains(name) || name.endsWith(".LambdaLogger"));
  }

  @Test
  void includesTheServiceFileOfCodecs() throws Exception {
    assertThat(read("resource-config.json").toString())
        .contains("META-INF/services/" + EventCodec.class.getName());
  }

  /** All class files as text; names in them are plain ASCII. */
  private static String constantsOfTheCore() throws Exception {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of(FunctionProcess.classPath(Main.class)))) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .forEach(
              file -> {
                try {
                  all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return all.toString();
  }
}
