package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.ConcurrencyQuota;
import io.scf4j.maven.local.instance.ProvisionedStatus;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;
import java.io.IOException;
import java.util.Map;

/**
 * Reserved, provisioned and total concurrency: Put…, Get… and Delete….
 *
 * <p>The codes that a number which is too large is refused with are UNVERIFIED.
 */
final class ConcurrencyActions {
  private final Functions functions;
  private final ConcurrencyQuota quota;

  ConcurrencyActions(Functions functions) {
    this.functions = functions;
    this.quota = functions.instances().quota();
  }

  Map<String, Action> byName() {
    return Map.of(
        "PutReservedConcurrencyConfig", this::reserve,
        "GetReservedConcurrencyConfig", this::reserved,
        "DeleteReservedConcurrencyConfig", this::unreserve,
        "PutProvisionedConcurrencyConfig", this::provision,
        "GetProvisionedConcurrencyConfig", this::provisioned,
        "DeleteProvisionedConcurrencyConfig", this::unprovision,
        "PutTotalConcurrencyConfig", this::total);
  }

  private JsonObject reserve(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters().allow("FunctionName", "ReservedConcurrencyMem", "Namespace");
    Key key = FunctionRules.key(parameters);
    int mb =
        parameters
            .number("ReservedConcurrencyMem")
            .orElseThrow(() -> parameters.missing("ReservedConcurrencyMem"));
    StoredFunction function = functions.get(key.namespace(), key.name());
    Integer before = function.run().reservedMb();
    int most = quota.unreserved() + (before == null ? 0 : before);
    if (mb < 0 || mb > most) {
      throw new ApiFault(
          "LimitExceeded.FunctionReservedConcurrencyMemory",
          "ReservedConcurrencyMem is " + mb + "; allowed are 0 to " + most + " MB.");
    }
    functions.change(key, old -> old.withRun(old.run().withReservedMb(mb)));
    quota.reserve(key.namespace(), key.name(), mb);
    return new JsonObject();
  }

  private JsonObject reserved(ApiCall call) throws ApiFault {
    Key key = FunctionRules.key(call.parameters().allow("FunctionName", "Namespace"));
    Integer mb = functions.get(key.namespace(), key.name()).run().reservedMb();
    JsonObject json = new JsonObject();
    if (mb == null) {
      json.add("ReservedMem", JsonNull.INSTANCE);
    } else {
      json.addProperty("ReservedMem", mb);
    }
    return json;
  }

  private JsonObject unreserve(ApiCall call) throws ApiFault, IOException {
    Key key = FunctionRules.key(call.parameters().allow("FunctionName", "Namespace"));
    functions.change(key, old -> old.withRun(old.run().withReservedMb(null)));
    quota.unreserve(key.namespace(), key.name());
    return new JsonObject();
  }

  private JsonObject provision(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "Qualifier",
                "VersionProvisionedConcurrencyNum",
                "Namespace",
                "TriggerActions",
                "ProvisionedType",
                "TrackingTarget",
                "MinCapacity",
                "MaxCapacity");
    Key key = FunctionRules.key(parameters);
    String type =
        parameters
            .oneOf(
                "ProvisionedType",
                "InvalidParameterValue.ProvisionType",
                "Default",
                "ConcurrencyUtilizationTracking")
            .orElse("Default");
    if (!type.equals("Default") || parameters.objects("TriggerActions").length > 0) {
      throw new ApiFault(
          "UnsupportedOperation",
          "The local SCF keeps a fixed number of instances ready, without TriggerActions or"
              + " tracking.");
    }
    String version = published(key, parameters);
    int instances =
        parameters
            .number("VersionProvisionedConcurrencyNum")
            .orElseThrow(() -> parameters.missing("VersionProvisionedConcurrencyNum"));
    if (instances < 0 || instances > functions.instances().limit()) {
      throw new ApiFault(
          "LimitExceeded.FunctionProvisionedConcurrencyMemory",
          "VersionProvisionedConcurrencyNum is "
              + instances
              + "; the local SCF has 0 to "
              + functions.instances().limit()
              + " instances of a version.");
    }
    functions.instances().provision(key, version, instances);
    return new JsonObject();
  }

  private String published(Key key, Parameters parameters) throws ApiFault {
    String version = parameters.requiredText("Qualifier");
    StoredFunction function = functions.get(key.namespace(), key.name());
    if (version.equals(StoredFunction.LATEST)) {
      throw new ApiFault(
          "InvalidParameterValue.Qualifier",
          "Only published versions have provisioned instances, not $LATEST.");
    }
    StoredVersion published =
        function.version(version).orElseThrow(() -> ApiFault.versionNotFound(version));
    if (!published.status().equals("Active")) {
      throw ApiFault.notNow(ApiFault.VERSION_NOT_ACTIVE, published);
    }
    return version;
  }

  private JsonObject provisioned(ApiCall call) throws ApiFault {
    Parameters parameters = call.parameters().allow("FunctionName", "Namespace", "Qualifier");
    Key key = FunctionRules.key(parameters);
    StoredFunction function = functions.get(key.namespace(), key.name());
    String wanted = FunctionRules.qualifier(parameters, "");
    JsonArray allocated = new JsonArray();
    for (Map.Entry<String, Integer> entry : function.run().provisioned().entrySet()) {
      if (wanted.isEmpty() || wanted.equals(entry.getKey())) {
        ProvisionedStatus status = functions.instances().provisioned(key, entry.getKey());
        boolean done = status.available() >= entry.getValue();
        JsonObject one = new JsonObject();
        one.addProperty("Qualifier", entry.getKey());
        one.addProperty("AllocatedProvisionedConcurrencyNum", entry.getValue());
        one.addProperty("AvailableProvisionedConcurrencyNum", status.available());
        one.addProperty("Status", done ? "Done" : "InProgress");
        one.addProperty("StatusReason", status.problem());
        one.add("TriggerActions", new JsonArray());
        allocated.add(one);
      }
    }
    JsonObject json = new JsonObject();
    json.addProperty("UnallocatedConcurrencyNum", unallocated(function, wanted));
    json.add("Allocated", allocated);
    return json;
  }

  /**
   * How many more instances of a version, or of the one that has most, can be kept ready: as many
   * as the local SCF has of a version, and as the function's or the region's quota has room for.
   */
  private int unallocated(StoredFunction function, String version) {
    Map<String, Integer> provisioned = function.run().provisioned();
    int taken =
        version.isEmpty()
            ? provisioned.values().stream().mapToInt(Integer::intValue).max().orElse(0)
            : provisioned.getOrDefault(version, 0);
    Integer own = function.run().reservedMb();
    int freeMb =
        own != null
            ? own - provisionedMb(function)
            : quota.unreserved()
                - functions.all().stream()
                    .filter(other -> other.run().reservedMb() == null)
                    .mapToInt(ConcurrencyActions::provisionedMb)
                    .sum();
    int left = functions.instances().limit() - taken;
    return Math.max(0, Math.min(left, freeMb / function.latest().memoryMb()));
  }

  private static int provisionedMb(StoredFunction function) {
    int mb = 0;
    for (StoredVersion version : function.versions()) {
      mb +=
          version.config().memoryMb()
              * function.run().provisioned().getOrDefault(version.version(), 0);
    }
    return mb;
  }

  private JsonObject unprovision(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = call.parameters().allow("FunctionName", "Qualifier", "Namespace");
    Key key = FunctionRules.key(parameters);
    functions.instances().provision(key, published(key, parameters), 0);
    return new JsonObject();
  }

  private JsonObject total(ApiCall call) throws ApiFault, IOException {
    Parameters parameters = call.parameters().allow("TotalConcurrencyMem", "Namespace");
    int mb =
        parameters
            .number("TotalConcurrencyMem")
            .orElseThrow(() -> parameters.missing("TotalConcurrencyMem"));
    int least = quota.total() - quota.unreserved();
    if (mb < least || mb > ConcurrencyQuota.REGION_MB) {
      throw new ApiFault(
          mb < least
              ? "FailedOperation.ReservedExceedTotal"
              : "LimitExceeded.TotalConcurrencyMemory",
          "TotalConcurrencyMem is "
              + mb
              + "; allowed are "
              + least
              + ", which is reserved, to "
              + ConcurrencyQuota.REGION_MB
              + " MB.");
    }
    functions.instances().total(mb);
    return new JsonObject();
  }
}
