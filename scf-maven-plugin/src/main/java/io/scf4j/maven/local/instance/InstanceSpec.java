package io.scf4j.maven.local.instance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that an instance is made from: one version of a function, its configuration and its unpacked
 * code.
 *
 * @param namespace namespace of the function
 * @param function name of the function
 * @param version {@code $LATEST} or a number
 * @param region what the function is told in {@code TENCENTCLOUD_REGION}
 * @param handler value of {@code _HANDLER}, as it was sent
 * @param memoryMb memory limit, MB
 * @param timeoutSeconds limit of an invocation, from delivery to result
 * @param initTimeoutSeconds limit of the initialisation, from process start to ready
 * @param environment the function's own variables
 * @param code directory with {@code bootstrap} in it; read-only
 * @param layers unpacked layers in the order they are bound, read-only; of the same path in two of
 *     them the later one counts
 */
public record InstanceSpec(
    String namespace,
    String function,
    String version,
    String region,
    String handler,
    int memoryMb,
    int timeoutSeconds,
    int initTimeoutSeconds,
    Map<String, String> environment,
    Path code,
    List<Path> layers) {

  /** Copies the variables and the list of layers. */
  public InstanceSpec {
    environment = Map.copyOf(environment);
    layers = List.copyOf(layers);
  }

  /** Without layers. */
  public InstanceSpec(
      String namespace,
      String function,
      String version,
      String region,
      String handler,
      int memoryMb,
      int timeoutSeconds,
      int initTimeoutSeconds,
      Map<String, String> environment,
      Path code) {
    this(
        namespace,
        function,
        version,
        region,
        handler,
        memoryMb,
        timeoutSeconds,
        initTimeoutSeconds,
        environment,
        code,
        List.of());
  }

  /** The same with these layers, unpacked, in the order they are bound. */
  public InstanceSpec withLayers(List<Path> directories) {
    return new InstanceSpec(
        namespace,
        function,
        version,
        region,
        handler,
        memoryMb,
        timeoutSeconds,
        initTimeoutSeconds,
        environment,
        code,
        directories);
  }
}
