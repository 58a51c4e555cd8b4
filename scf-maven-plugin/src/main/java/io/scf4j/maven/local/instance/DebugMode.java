package io.scf4j.maven.local.instance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a function is started with to be debugged: a JDWP port for every JVM that it starts, and
 * time limits that no breakpoint reaches. The generated bootstrap sees the variable and starts
 * without its AOT cache.
 */
final class DebugMode {
  private static final String VARIABLE = "JAVA_TOOL_OPTIONS";
  private static final String AGENT = System.mapLibraryName("jdwp");
  private static final int LIMIT_SECONDS = 4 * 60 * 60;

  private DebugMode() {}

  /** Why a debugger cannot be had: the JVM of such a package would end at once. */
  static Optional<Failure> check(InstanceSpec spec) {
    Path jre = spec.code().resolve("jre").resolve("lib");
    boolean without = Files.exists(jre.resolve("modules")) && !Files.exists(jre.resolve(AGENT));
    return without ? Optional.of(Failure.noDebugger()) : Optional.empty();
  }

  static InstanceSpec of(InstanceSpec spec, int port) {
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.merge(
        VARIABLE,
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port,
        (own, agent) -> own + " " + agent);
    return new InstanceSpec(
        spec.namespace(),
        spec.function(),
        spec.version(),
        spec.region(),
        spec.handler(),
        spec.memoryMb(),
        LIMIT_SECONDS,
        LIMIT_SECONDS,
        environment,
        spec.code(),
        spec.layers());
  }
}
