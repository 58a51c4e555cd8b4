package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.store.CodePackage;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.LayerVersion;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CreateFunction, GetFunction, UpdateFunctionCode, UpdateFunctionConfiguration and DeleteFunction.
 * Parameter names are those of the platform's API model; the ones that make no difference on one
 * machine are accepted and have no effect.
 */
final class FunctionActions {
  private final Functions functions;
  private final TriggerActions triggers;
  private final CodeSource codes;
  private final ApiClock clock;

  FunctionActions(Functions functions, TriggerActions triggers, ApiClock clock) {
    this.functions = functions;
    this.triggers = triggers;
    this.codes = new CodeSource(functions.buckets());
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
    Key key = FunctionRules.key(parameters);
    FunctionRules.newKey(key.name(), key.namespace());
    functions.namespaces().require(key.namespace());
    FunctionRules.runtime(parameters);
    FunctionRules.unsupported(parameters);
    SilentSettingRules.check(parameters);
    String handler = handler(parameters).orElse(FunctionRules.DEFAULTS.handler());
    String description = FunctionRules.description(parameters).orElse("");
    int memory = FunctionRules.memory(parameters, FunctionRules.DEFAULTS.memoryMb());
    int timeout = FunctionRules.timeout(parameters, FunctionRules.DEFAULTS.timeoutSeconds());
    int initTimeout =
        FunctionRules.initTimeout(parameters, FunctionRules.DEFAULTS.initTimeoutSeconds());
    Map<String, String> environment = FunctionRules.environment(parameters).orElse(Map.of());
    CodePackage code = codes.ofObject(FunctionRules.code(parameters));
    List<LayerVersion> layers = FunctionRules.layers(parameters).orElse(List.of());
    functions.layers().require(layers);
    FunctionConfig config =
        new FunctionConfig(
            handler,
            description,
            memory,
            timeout,
            initTimeout,
            environment,
            parameters.text("Role").orElse(null),
            layers,
            SilentSettings.merged(new JsonObject(), parameters),
            code.sha256(),
            code.size());
    functions
        .states()
        .create(
            StoredFunction.creating(
                key.namespace(),
                key.name(),
                FunctionRules.newId(),
                call.region(),
                clock.now(),
                config),
            code,
            false,
            call.fault());
    return new JsonObject();
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
    Key key = FunctionRules.key(parameters);
    Optional<String> handler = handler(parameters);
    String publish = publish(parameters);
    Optional<Parameters> nested = parameters.object("Code");
    CodePackage code = nested.isPresent() ? codes.ofObject(nested.get()) : codes.of(parameters);
    functions
        .states()
        .update(
            key,
            new FunctionStates.Update(
                code,
                old -> old.withCode(handler.orElse(old.handler()), code),
                publish,
                clock.now(),
                "FailedOperation.UpdateFunctionCode",
                call.fault()));
    return new JsonObject();
  }

  /** The description of the version to publish after an update, or null for none. */
  private static String publish(Parameters parameters) throws ApiFault {
    return FunctionRules.flag(parameters, "Publish") ? "" : null;
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
    Key key = FunctionRules.key(parameters);
    String publish = publish(parameters);
    FunctionRules.unsupported(parameters);
    SilentSettingRules.check(parameters);
    if (parameters.has("Runtime")) {
      FunctionRules.runtime(parameters);
    }
    FunctionConfig present = functions.get(key.namespace(), key.name()).latest();
    Optional<String> description = FunctionRules.description(parameters);
    int memory = FunctionRules.memory(parameters, present.memoryMb());
    int timeout = FunctionRules.timeout(parameters, present.timeoutSeconds());
    int initTimeout = FunctionRules.initTimeout(parameters, present.initTimeoutSeconds());
    Optional<Map<String, String>> environment = FunctionRules.environment(parameters);
    Optional<String> role = parameters.text("Role");
    Optional<List<LayerVersion>> layers = FunctionRules.layers(parameters);
    functions.layers().require(layers.orElse(List.of()));
    functions
        .states()
        .update(
            key,
            new FunctionStates.Update(
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
                        layers.orElse(old.layers()),
                        SilentSettings.merged(old.others(), parameters),
                        old.codeSha256(),
                        old.codeSize()),
                publish,
                clock.now(),
                "FailedOperation.UpdateFunctionConfiguration",
                call.fault()));
    return new JsonObject();
  }

  private JsonObject delete(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = call.parameters().allow("FunctionName", "Namespace", "Qualifier");
    Key key = FunctionRules.key(parameters);
    String qualifier = FunctionRules.qualifier(parameters, "");
    if (qualifier.isEmpty()) {
      functions.states().delete(key, clock.now(), call.fault());
    } else {
      functions.states().deleteVersion(key, qualifier, false);
    }
    return new JsonObject();
  }

  private JsonObject get(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters()
            .allow("FunctionName", "Namespace", "Qualifier", "ShowCode", "ShowTriggers");
    Key key = FunctionRules.key(parameters);
    String qualifier = FunctionRules.qualifier(parameters, StoredFunction.LATEST);
    FunctionRules.flag(parameters, "ShowCode");
    StoredFunction function = functions.get(key.namespace(), key.name());
    String version = Qualifier.version(function, qualifier, new JsonObject(), () -> 1);
    JsonArray shownTriggers =
        FunctionRules.flag(parameters, "ShowTriggers") ? triggers.json(function) : new JsonArray();
    return json(function, qualifier, shown(function, version), shownTriggers);
  }

  /** A version as it is, or as what is under way will make it. */
  static StoredVersion shown(StoredFunction function, String version) throws ApiFault {
    return version.equals(StoredFunction.LATEST)
        ? new StoredVersion(
            version,
            "",
            function.added(),
            function.modified(),
            function.status(),
            function.next() == null ? function.latest() : function.next())
        : function.version(version).orElseThrow(() -> ApiFault.versionNotFound(version));
  }

  private JsonObject json(
      StoredFunction function, String qualifier, StoredVersion version, JsonArray triggers) {
    FunctionConfig config = version.config();
    JsonObject json = new JsonObject();
    json.addProperty("FunctionName", function.name());
    json.addProperty("FunctionId", function.id());
    json.addProperty("FunctionVersion", version.version());
    json.addProperty("Qualifier", qualifier);
    json.addProperty("Namespace", function.namespace());
    json.addProperty("Runtime", function.runtime());
    json.addProperty("Type", function.type());
    json.addProperty("Handler", config.handler());
    boolean published = !version.version().equals(StoredFunction.LATEST);
    json.addProperty("Description", published ? version.description() : config.description());
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
    json.addProperty("AddTime", version.added());
    json.addProperty("ModTime", version.modified());
    json.addProperty("Status", version.status());
    json.addProperty("StatusDesc", function.reason() == null ? "" : function.reason());
    json.add("StatusReasons", reasons(function));
    json.addProperty("AvailableStatus", "Available");
    json.addProperty("UseGpu", "FALSE");
    json.addProperty("OnsEnable", "FALSE");
    json.add("Triggers", triggers);
    json.add("Layers", layers(config.layers()));
    for (String none : List.of("ImageConfig", "EipConfig", "AccessInfo", "CfsConfig")) {
      json.add(none, JsonNull.INSTANCE);
    }
    SilentSettings.addTo(json, config.others());
    return json;
  }

  private JsonArray layers(List<LayerVersion> layers) {
    JsonArray json = new JsonArray();
    for (LayerVersion layer : layers) {
      functions
          .layers()
          .find(layer.name(), layer.version())
          .map(LayerActions::json)
          .ifPresent(json::add);
    }
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

  static JsonArray reasons(StoredFunction function) {
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
