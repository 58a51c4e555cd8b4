package io.scf4j.maven.model;

import io.scf4j.maven.model.FunctionField.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every setting that CreateFunction and the update calls take for an event function, with the names
 * that the platform's {@code serverless.yml} has for them.
 */
public final class FunctionFields {
  /** Memory, MB. */
  public static final FunctionField<Integer> MEMORY_SIZE =
      FunctionField.<Integer>of("memorySize", Sent.WITH_CONFIGURATION)
          .judgedBy(PlatformRules::memorySize);

  /** Limit of one invocation, seconds. */
  public static final FunctionField<Integer> TIMEOUT =
      FunctionField.<Integer>of("timeout", Sent.WITH_CONFIGURATION);

  /** Limit from the start of {@code bootstrap} to ready, seconds. */
  public static final FunctionField<Integer> INIT_TIMEOUT =
      FunctionField.<Integer>of("initTimeout", Sent.WITH_CONFIGURATION)
          .judgedBy(PlatformRules::initTimeout);

  /** Free text. */
  public static final FunctionField<String> DESCRIPTION =
      text("description", Sent.WITH_CONFIGURATION).judgedBy(PlatformRules::description);

  /**
   * Variables of the function's process; replaced as a whole, and never shown with their values.
   */
  public static final FunctionField<Map<String, String>> ENVIRONMENT =
      FunctionField.<Map<String, String>>of("environment", Sent.WITH_CONFIGURATION)
          .clearedBy(Map.of())
          .judgedByAll(PlatformRules::environment)
          .hiddenBy(FunctionFields::environmentLines);

  /** Name of the role that the function runs as; empty for none. */
  public static final FunctionField<String> ROLE = text("role", Sent.WITH_CONFIGURATION);

  /** The network that it is in. */
  public static final FunctionField<VpcConfig> VPC =
      FunctionField.<VpcConfig>of("vpcConfig", Sent.WITH_CONFIGURATION)
          .clearedBy(VpcConfig.NONE)
          .judgedByAll(VpcConfig::problems);

  /** Layers, in their order: a later one covers an earlier one. */
  public static final FunctionField<List<LayerRef>> LAYERS =
      FunctionField.<List<LayerRef>>of("layers", Sent.WITH_CONFIGURATION)
          .clearedBy(List.of())
          .judgedByAll(LayerRef::problems);

  /** Whether it reaches the internet. */
  public static final FunctionField<Boolean> PUBLIC_ACCESS =
      FunctionField.of("publicAccess", Sent.WITH_CONFIGURATION);

  /** Whether it does so from a fixed address. */
  public static final FunctionField<Boolean> EIP = FunctionField.of("eip", Sent.WITH_CONFIGURATION);

  /** Whether its address in its network is fixed. */
  public static final FunctionField<Boolean> INTRANET_IP =
      FunctionField.of("intranetIp", Sent.WITH_CONFIGURATION);

  /** Where its logs go. */
  public static final FunctionField<ClsTarget> CLS =
      FunctionField.<ClsTarget>of("cls", Sent.WITH_CONFIGURATION)
          .clearedBy(ClsTarget.NONE)
          .judgedByAll(ClsTarget::problems);

  /** Where events go that failed for good. */
  public static final FunctionField<DeadLetter> DEAD_LETTER =
      FunctionField.<DeadLetter>of("deadLetter", Sent.WITH_CONFIGURATION)
          .clearedBy(DeadLetter.NONE)
          .judgedByAll(DeadLetter::problems);

  /** File systems that it mounts. */
  public static final FunctionField<List<CfsMount>> CFS =
      FunctionField.<List<CfsMount>>of("cfs", Sent.WITH_CONFIGURATION)
          .clearedBy(List.of())
          .judgedByAll(CfsMount::problems);

  /** Whether names are cached. */
  public static final FunctionField<Boolean> DNS_CACHE =
      FunctionField.of("dnsCache", Sent.WITH_CONFIGURATION);

  /** Whether an asynchronous event may run for up to a day. */
  public static final FunctionField<Boolean> ASYNC_RUN =
      FunctionField.of("asyncRunEnable", Sent.ON_CREATE_ONLY);

  /** Whether the status of asynchronous events is traced. */
  public static final FunctionField<Boolean> TRACE =
      FunctionField.of("traceEnable", Sent.ON_CREATE_ONLY);

  /** Tags of CreateFunction. */
  public static final FunctionField<Map<String, String>> TAGS =
      FunctionField.<Map<String, String>>of("tags", Sent.ON_CREATE_ONLY)
          .clearedBy(Map.of())
          .shownBy((before, after) -> List.of("~ tags " + sorted(before) + " → " + sorted(after)));

  /** For how long an asynchronous event is tried, seconds. */
  public static final FunctionField<Integer> MSG_TTL =
      FunctionField.<Integer>of("msgTTL", Sent.WITH_EVENT_INVOKE_CONFIG)
          .judgedBy(PlatformRules::msgTtl);

  /** How often an asynchronous event that failed is tried again. */
  public static final FunctionField<Integer> RETRY_NUM =
      FunctionField.<Integer>of("retryNum", Sent.WITH_EVENT_INVOKE_CONFIG)
          .judgedBy(PlatformRules::retryNum);

  /** All of them, in the order in which a plan shows them. */
  public static final List<FunctionField<?>> ALL =
      List.of(
          MEMORY_SIZE,
          TIMEOUT,
          INIT_TIMEOUT,
          DESCRIPTION,
          ENVIRONMENT,
          ROLE,
          LAYERS,
          VPC,
          PUBLIC_ACCESS,
          EIP,
          INTRANET_IP,
          DNS_CACHE,
          CFS,
          CLS,
          DEAD_LETTER,
          ASYNC_RUN,
          TRACE,
          TAGS,
          MSG_TTL,
          RETRY_NUM);

  private FunctionFields() {}

  private static FunctionField<String> text(String name, Sent sent) {
    return FunctionField.<String>of(name, sent)
        .clearedBy("")
        .shownBy((before, after) -> List.of("~ " + name + " '" + before + "' → '" + after + "'"));
  }

  private static List<String> environmentLines(
      Map<String, String> before, Map<String, String> after) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(after).entrySet()) {
      String old = before.get(entry.getKey());
      if (!entry.getValue().equals(old)) {
        lines.add((old == null ? "+" : "~") + " environment." + entry.getKey());
      }
    }
    for (String key : new TreeMap<>(before).keySet()) {
      if (!after.containsKey(key)) {
        lines.add("- environment." + key);
      }
    }
    return lines;
  }

  private static Map<String, String> sorted(Map<String, String> map) {
    return new TreeMap<>(map);
  }
}
