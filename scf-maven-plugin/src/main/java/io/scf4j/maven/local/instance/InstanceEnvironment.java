package io.scf4j.maven.local.instance;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of an instance: exactly the platform's documented variables and the function's
 * own, nothing of the host. Some differ from the platform's:
 *
 * <ul>
 *   <li>{@code USER_CODE_ROOT} and {@code PWD} are the unpacked code instead of {@code /var/user};
 *   <li>{@code TMPDIR}, not set there, stands in for the instance's own {@code /tmp} where {@link
 *       MountNamespace} cannot give it one;
 *   <li>{@code SCF4J_OPT}, not set there, is where the layers are that cannot be at {@code /opt}
 *       without a mount namespace;
 *   <li>{@code JAVA_HOME}, not set there, is the Java that the local SCF runs on: it stands in for
 *       a layer with a JRE, and a package with its own {@code jre/} does not look at it;
 *   <li>the locale is {@code C.UTF-8}, since few machines have {@code en_US.UTF8} and every bash
 *       would complain about it in the log;
 *   <li>{@code TRIGGER_SRC}, the credentials of a Role and {@code SHLVL} are not set: an instance
 *       serves the events of every trigger, there are no roles, and a shell counts by itself.
 * </ul>
 */
public final class InstanceEnvironment {
  private InstanceEnvironment() {}

  /**
   * All variables of an instance.
   *
   * @param tmpdir stands in for an own {@code /tmp}, where it has none
   */
  public static Map<String, String> of(
      InstanceSpec spec, String instanceId, String apiHost, int apiPort, Optional<Path> tmpdir) {
    return of(spec, instanceId, apiHost, apiPort, tmpdir, Optional.empty());
  }

  /** With {@code opt} to stand in for layers at {@code /opt}, where they cannot be there. */
  static Map<String, String> of(
      InstanceSpec spec,
      String instanceId,
      String apiHost,
      int apiPort,
      Optional<Path> tmpdir,
      Optional<Path> opt) {
    String code = spec.code().toString();
    Map<String, String> env = new LinkedHashMap<>(spec.environment());
    // Custom Runtime's own.
    env.put("SCF_RUNTIME_API", apiHost);
    env.put("SCF_RUNTIME_API_PORT", Integer.toString(apiPort));
    env.put("_HANDLER", spec.handler());
    // Of every function.
    env.put("SCF_FUNCTIONNAME", spec.function());
    env.put("SCF_FUNCTIONVERSION", spec.version());
    env.put("SCF_NAMESPACE", spec.namespace());
    env.put("SCF_RUNTIME", "CustomRuntime");
    env.put("TENCENTCLOUD_RUNENV", "SCF");
    env.put("TENCENTCLOUD_REGION", spec.region());
    env.put("TENCENTCLOUD_APPID", "1250000000");
    env.put("TENCENTCLOUD_UIN", "100000000001");
    env.put("TENCENTCLOUD_TZ", "UTC");
    env.put("_SCF_SERVER_PORT", "28902");
    env.put("USER_CODE_ROOT", code + "/");
    // What the platform's container is set up with; a function may set these itself.
    env.putIfAbsent("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    env.putIfAbsent("LD_LIBRARY_PATH", code + ":/opt");
    env.putIfAbsent("LANG", "C.UTF-8");
    env.putIfAbsent("LC_ALL", "C.UTF-8");
    env.putIfAbsent("HOME", "/home/qcloud");
    env.putIfAbsent("USER", "qcloud");
    env.putIfAbsent("LOGNAME", "qcloud");
    env.putIfAbsent("SHELL", "/bin/bash");
    env.putIfAbsent("HOSTNAME", instanceId);
    tmpdir.ifPresent(tmp -> env.putIfAbsent("TMPDIR", tmp.toString()));
    opt.ifPresent(layers -> env.putIfAbsent("SCF4J_OPT", layers.toString()));
    env.putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    env.put("PWD", code);
    return env;
  }
}
