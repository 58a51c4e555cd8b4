package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.store.CodePackage;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.StoredFunction;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * CreateFunction, GetFunction, UpdateFunctionCode, UpdateFunctionConfiguration and DeleteFunction.
 * Parameter names are those of the platform's API model; the ones that make no difference on one
 * machine are accepted and have no effect.
 */
final class FunctionActions {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String DEFAULT_HANDLER = "index.main_handler";

  private final Functions functions;
  private final InstantSource clock;

  FunctionActions(Functions functions, InstantSource clock) {
    this.functions = functions;
    this.clock = clock;
  }

  Map<String, Action> byName() {
    return Map.of(
        "CreateFunction", this::create,
        "GetFunction", this::get,
        "UpdateFunctionCode", this::updateCode,
        "UpdateFunctionConfiguration", this::updateConfiguration,
        "DeleteFunction", this::delete);
  }

  private JsonObject create(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "Code",
                "Handler",
                "Description",
                "MemorySize",
                "Timeout",
                "Environment",
                "Runtime",
                "VpcConfig",
                "Namespace",
                "Role",
                "InstallDependency",
                "ClsLogsetId",
                "ClsTopicId",
                "Type",
                "CodeSource",
                "Layers",
                "DeadLetterConfig",
                "PublicNetConfig",
                "CfsConfig",
                "InitTimeout",
                "Tags",
                "AsyncRunEnable",
                "TraceEnable",
                "AutoDeployClsTopicIndex",
                "AutoCreateClsTopic",
                "ProtocolType",
                "ProtocolParams",
                "InstanceConcurrencyConfig",
                "DnsCache",
                "IntranetConfig",
                "IgnoreSysLog",
                "DeployMode",
                "L5Enable",
                "DiskSize",
                "NodeType",
                "NodeSpec");
    String name = FunctionRules.name(parameters);
    String namespace = FunctionRules.namespace(parameters);
    FunctionRules.runtime(parameters);
    FunctionRules.unsupported(parameters);
    String handler = handler(parameters).orElse(DEFAULT_HANDLER);
    String description = FunctionRules.description(parameters).orElse("");
    int memory = FunctionRules.memory(parameters, 128);
    int timeout = FunctionRules.timeout(parameters, 3);
    int initTimeout = FunctionRules.initTimeout(parameters, 65);
    Map<String, String> environment = FunctionRules.environment(parameters).orElse(Map.of());
    CodePackage code = FunctionRules.code(codeObject(parameters.requiredObject("Code")));
    String now = TIME.format(clock.instant());
    functions.create(
        new StoredFunction(
            namespace,
            name,
            "lam-" + UUID.randomUUID().toString().substring(0, 8),
            call.region(),
            "CustomRuntime",
            "Event",
            now,
            now,
            "Creating",
            null,
            new FunctionConfig(
                handler,
                description,
                memory,
                timeout,
                initTimeout,
                environment,
                parameters.text("Role").orElse(null),
                code.sha256(),
                code.size()),
            null),
        code);
    return new JsonObject();
  }

  private static Parameters codeObject(Parameters code) throws ApiFault {
    return code.allow(
        "CosBucketName",
        "CosObjectName",
        "ZipFile",
        "CosBucketRegion",
        "DemoId",
        "TempCosObjectName",
        "ImageConfig");
  }

  private static Optional<String> handler(Parameters parameters) throws ApiFault {
    return parameters.text("Handler").filter(handler -> !handler.isEmpty());
  }

  private JsonObject updateCode(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "Handler",
                "CosBucketName",
                "CosObjectName",
                "ZipFile",
                "Namespace",
                "CosBucketRegion",
                "InstallDependency",
                "EnvId",
                "Publish",
                "Code",
                "CodeSource",
                "TempCosObjectName");
    String namespace = FunctionRules.namespace(parameters);
    String name = FunctionRules.name(parameters);
    notPublish(parameters);
    Optional<String> handler = handler(parameters);
    Optional<Parameters> nested = parameters.object("Code");
    CodePackage code =
        FunctionRules.code(nested.isPresent() ? codeObject(nested.get()) : parameters);
    functions.update(
        namespace,
        name,
        code,
        old ->
            new FunctionConfig(
                handler.orElse(old.handler()),
                old.description(),
                old.memoryMb(),
                old.timeoutSeconds(),
                old.initTimeoutSeconds(),
                old.environment(),
                old.role(),
                code.sha256(),
                code.size()),
        TIME.format(clock.instant()),
        "FailedOperation.UpdateFunctionCode");
    return new JsonObject();
  }

  private JsonObject updateConfiguration(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "Description",
                "MemorySize",
                "Timeout",
                "Runtime",
                "Environment",
                "Namespace",
                "VpcConfig",
                "Role",
                "InstallDependency",
                "ClsLogsetId",
                "ClsTopicId",
                "Publish",
                "L5Enable",
                "Layers",
                "DeadLetterConfig",
                "PublicNetConfig",
                "CfsConfig",
                "InitTimeout",
                "ProtocolParams",
                "InstanceConcurrencyConfig",
                "DnsCache",
                "IntranetConfig",
                "IgnoreSysLog",
                "DiskSize");
    String namespace = FunctionRules.namespace(parameters);
    String name = FunctionRules.name(parameters);
    notPublish(parameters);
    FunctionRules.unsupported(parameters);
    if (parameters.has("Runtime")) {
      FunctionRules.runtime(parameters);
    }
    FunctionConfig present = functions.get(namespace, name).latest();
    Optional<String> description = FunctionRules.description(parameters);
    int memory = FunctionRules.memory(parameters, present.memoryMb());
    int timeout = FunctionRules.timeout(parameters, present.timeoutSeconds());
    int initTimeout = FunctionRules.initTimeout(parameters, present.initTimeoutSeconds());
    Optional<Map<String, String>> environment = FunctionRules.environment(parameters);
    Optional<String> role = parameters.text("Role");
    functions.update(
        namespace,
        name,
        null,
        old ->
            new FunctionConfig(
                old.handler(),
                description.orElse(old.description()),
                memory,
                timeout,
                initTimeout,
                environment.orElse(old.environment()),
                role.orElse(old.role()),
                old.codeSha256(),
                old.codeSize()),
        TIME.format(clock.instant()),
        "FailedOperation.UpdateFunctionConfiguration");
    return new JsonObject();
  }

  private static void notPublish(Parameters parameters) throws ApiFault {
    if (parameters.text("Publish").filter("TRUE"::equals).isPresent()) {
      throw new ApiFault(
          "UnsupportedOperation", "The local SCF has no versions; leave Publish out.");
    }
  }

  private JsonObject delete(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = call.parameters().allow("FunctionName", "Namespace", "Qualifier");
    String name = FunctionRules.name(parameters);
    FunctionRules.qualifier(parameters);
    functions.delete(FunctionRules.namespace(parameters), name);
    return new JsonObject();
  }

  private JsonObject get(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters()
            .allow("FunctionName", "Namespace", "Qualifier", "ShowCode", "ShowTriggers");
    String name = FunctionRules.name(parameters);
    FunctionRules.qualifier(parameters);
    StoredFunction function = functions.get(FunctionRules.namespace(parameters), name);
    FunctionConfig config = function.next() == null ? function.latest() : function.next();
    JsonObject json = new JsonObject();
    json.addProperty("FunctionName", function.name());
    json.addProperty("FunctionId", function.id());
    json.addProperty("FunctionVersion", "$LATEST");
    json.addProperty("Qualifier", "$LATEST");
    json.addProperty("Namespace", function.namespace());
    json.addProperty("Runtime", function.runtime());
    json.addProperty("Type", function.type());
    json.addProperty("Handler", config.handler());
    json.addProperty("Description", config.description());
    json.addProperty("MemorySize", config.memoryMb());
    json.addProperty("Timeout", config.timeoutSeconds());
    json.addProperty("InitTimeout", config.initTimeoutSeconds());
    json.add("Environment", environment(config.environment()));
    json.addProperty("Role", config.role() == null ? "" : config.role());
    json.addProperty("CodeSize", config.codeSize());
    json.addProperty("CodeInfo", "");
    json.addProperty("CodeResult", "success");
    json.addProperty("CodeError", "");
    json.addProperty("ErrNo", 0);
    json.addProperty("AddTime", function.added());
    json.addProperty("ModTime", function.modified());
    json.addProperty("Status", function.status());
    json.addProperty("StatusDesc", function.reason() == null ? "" : function.reason());
    json.add("StatusReasons", reasons(function));
    json.addProperty("AvailableStatus", "Available");
    json.addProperty("InstallDependency", "FALSE");
    json.addProperty("UseGpu", "FALSE");
    json.addProperty("L5Enable", "FALSE");
    json.addProperty("OnsEnable", "FALSE");
    json.addProperty("AsyncRunEnable", "FALSE");
    json.addProperty("TraceEnable", "FALSE");
    json.addProperty("DnsCache", "FALSE");
    json.addProperty("ClsLogsetId", "");
    json.addProperty("ClsTopicId", "");
    json.add("Triggers", new JsonArray());
    json.add("Tags", new JsonArray());
    json.add("Layers", new JsonArray());
    json.add("ImageConfig", JsonNull.INSTANCE);
    return json;
  }

  private static JsonObject environment(Map<String, String> environment) {
    JsonArray variables = new JsonArray();
    environment.forEach(
        (key, value) -> {
          JsonObject pair = new JsonObject();
          pair.addProperty("Key", key);
          pair.addProperty("Value", value);
          variables.add(pair);
        });
    JsonObject json = new JsonObject();
    json.add("Variables", variables);
    return json;
  }

  private static JsonArray reasons(StoredFunction function) {
    JsonArray reasons = new JsonArray();
    if (function.reason() != null) {
      JsonObject reason = new JsonObject();
      reason.addProperty("ErrorCode", "InternalError");
      reason.addProperty("ErrorMessage", function.reason());
      reasons.add(reason);
    }
    return reasons;
  }
}
