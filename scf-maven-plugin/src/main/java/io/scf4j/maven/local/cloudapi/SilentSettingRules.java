package io.scf4j.maven.local.cloudapi;

import java.util.List;

/**
 * What the {@link SilentSettings} may be. They make no difference here, but in the cloud a wrong
 * one is refused, so it is refused here too: names and types by the API's model (SDK 3.1), words
 * and ranges by the CreateFunction page, codes by the SDK's list of errors. Where that has no code
 * of its own for a setting it is the bare one.
 */
final class SilentSettingRules {
  private static final String INVALID = "InvalidParameterValue";
  private static final List<String> TEXTS =
      List.of("Role", "ClsLogsetId", "ClsTopicId", "DeployMode", "NodeType", "NodeSpec");
  private static final List<String> FLAGS =
      List.of(
          "InstallDependency",
          "L5Enable",
          "DnsCache",
          "AutoDeployClsTopicIndex",
          "AutoCreateClsTopic");
  private static final int MAX_CONCURRENCY = 100;
  private static final int MAX_IDLE_TIME_S = 1800;

  private SilentSettingRules() {}

  /** Those that the call has. */
  static void check(Parameters parameters) throws ApiFault {
    for (String name : TEXTS) {
      parameters.text(name);
    }
    for (String name : FLAGS) {
      flag(parameters, name, INVALID);
    }
    flag(parameters, "AsyncRunEnable", INVALID + ".AsyncRunEnable");
    flag(parameters, "TraceEnable", INVALID + ".TraceEnable");
    parameters.flag("IgnoreSysLog");
    parameters.number("DiskSize");
    parameters.oneOf("ProtocolType", INVALID + ".ProtocolType", "WS");
    Parameters vpc = part(parameters, "VpcConfig", "VpcId", "SubnetId");
    vpc.text("VpcId");
    vpc.text("SubnetId");
    onOrOff(part(parameters, "IntranetConfig", "IpFixed"), "IpFixed", INVALID);
    for (Parameters tag : parameters.objects("Tags")) {
      tag.allow("Key", "Value").requiredText("Key");
      tag.text("Value");
    }
    publicNetwork(part(parameters, "PublicNetConfig", "PublicNetStatus", "EipConfig"));
    deadLetter(part(parameters, "DeadLetterConfig", "Type", "Name", "FilterType"));
    webFunctions(parameters);
  }

  private static Parameters part(Parameters parameters, String name, String... names)
      throws ApiFault {
    return parameters.object(name).orElse(Parameters.NONE).allow(names);
  }

  private static void flag(Parameters parameters, String name, String code) throws ApiFault {
    parameters.oneOf(name, code, "TRUE", "FALSE");
  }

  private static void onOrOff(Parameters parameters, String name, String code) throws ApiFault {
    parameters.oneOf(name, code, "ENABLE", "DISABLE");
  }

  private static void publicNetwork(Parameters network) throws ApiFault {
    onOrOff(network, "PublicNetStatus", INVALID + ".PublicNetConfig");
    onOrOff(part(network, "EipConfig", "EipStatus"), "EipStatus", INVALID + ".EipConfig");
  }

  /** Clients take it away by empty texts. */
  private static void deadLetter(Parameters letter) throws ApiFault {
    String code = INVALID + ".DeadLetterConfig";
    boolean hasType =
        letter.oneOf("Type", code, "CMQ-TOPIC", "CMQ-QUEUE", "topic", "queue").isPresent();
    boolean hasName = letter.text("Name").filter(name -> !name.isEmpty()).isPresent();
    letter.text("FilterType");
    if (hasType != hasName) {
      throw new ApiFault(code, "DeadLetterConfig has both a Type and a Name, or neither.");
    }
  }

  /** What only functions of Type HTTP use; event functions may have it all the same. */
  private static void webFunctions(Parameters parameters) throws ApiFault {
    Parameters concurrency =
        part(
            parameters,
            "InstanceConcurrencyConfig",
            "DynamicEnabled",
            "MaxConcurrency",
            "InstanceIsolationEnabled",
            "Type",
            "MixNodeConfig",
            "SessionConfig");
    flag(concurrency, "DynamicEnabled", INVALID + ".DynamicEnabled");
    flag(concurrency, "InstanceIsolationEnabled", INVALID + ".InstanceConcurrencyConfig");
    concurrency.text("Type");
    for (Parameters node : concurrency.objects("MixNodeConfig")) {
      node.allow("NodeSpec", "Num").text("NodeSpec");
      node.number("Num");
    }
    concurrency.object("SessionConfig");
    range(concurrency, "MaxConcurrency", MAX_CONCURRENCY, INVALID + ".MaxConcurrency");
    Parameters sockets =
        part(part(parameters, "ProtocolParams", "WSParams"), "WSParams", "IdleTimeOut");
    range(sockets, "IdleTimeOut", MAX_IDLE_TIME_S, INVALID + ".IdleTimeOut");
  }

  private static void range(Parameters parameters, String name, int most, String code)
      throws ApiFault {
    int value = parameters.number(name).orElse(1);
    if (value < 1 || value > most) {
      throw new ApiFault(code, name + " is " + value + "; allowed are 1 to " + most + ".");
    }
  }
}
