package io.scf4j.maven.local;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A client that has a function, a layer, a namespace, a custom domain and perhaps the account to
 * itself, changes them at random until the local SCF is gone, and knows then what must be there:
 * what was acknowledged, and of the last call all or nothing.
 */
final class StoreOwner {

  /** While something is under way, and of a version that an update has yet to publish. */
  private static final String NOT_NOW =
      "FailedOperation\\..*|ResourceNotFound\\.(FunctionVersion|Qualifier)";

  /** A call, and what is there when it has been done. */
  private record Mutation(String action, String parameters, Map<String, String> after) {}

  private static final int REGION_MB = 128_000;

  /** What DeleteFunction leaves. */
  private static final String NOT_OF_THE_FUNCTION = "layer/.*|namespace|domain|total";

  private final String name;
  private final boolean ofAccount;
  private final Random random;
  private CloudClient client;
  private int marks;
  private int lastVersion;
  private Map<String, String> acknowledged = new TreeMap<>();
  private Mutation pending;
  private final Map<String, String> layerVersions = new TreeMap<>();
  private final Map<String, byte[]> zips = new TreeMap<>();

  /**
   * @param name of all that it has; no other owner's
   * @param ofAccount whether it has the account, too; no other owner has it then
   */
  StoreOwner(String name, boolean ofAccount, Random random) {
    this.name = name;
    this.ofAccount = ofAccount;
    this.random = random;
  }

  /** Makes random calls until one is not answered. */
  int changeUntilItIsGone(CloudClient client) throws Exception {
    this.client = client;
    int calls = 0;
    try {
      while (true) {
        pending = next();
        JsonObject response =
            client.call(pending.action(), pending.parameters().replace('\'', '"'));
        if (!response.has("Error")) {
          acknowledged = pending.after();
          if (acknowledged.containsKey("version/" + (lastVersion + 1))) {
            lastVersion++;
          }
        } else if (!CloudClient.code(response).matches(NOT_NOW)) {
          throw new AssertionError(pending + ": " + response);
        }
        calls++;
        if (random.nextInt(3) == 0) {
          Thread.sleep(random.nextInt(40));
        }
      }
    } catch (IOException gone) {
      return calls;
    }
  }

  /** Compares what is there with what must be, and goes on from it. */
  void check(CloudClient client, String when) throws Exception {
    this.client = client;
    Map<String, String> there = there();
    boolean fine = there.equals(acknowledged) || (pending != null && there.equals(pending.after()));
    if (!fine) {
      throw new AssertionError(
          when
              + ", "
              + name
              + "\nthere:        "
              + there
              + "\nacknowledged: "
              + acknowledged
              + "\nunanswered:   "
              + pending);
    }
    if (!there.containsKey("function")) {
      lastVersion = 0;
    }
    acknowledged = there;
    pending = null;
  }

  /** The same bytes each time, although a zip has the time in it; a function never ready. */
  private byte[] zip(String marker) {
    return zips.computeIfAbsent(
        marker, key -> FunctionZip.of("#!/bin/sh\nexec sleep 600 # " + key).bytes());
  }

  private String zipFile(String marker) {
    return "'ZipFile':'" + Base64.getEncoder().encodeToString(zip(marker)) + "'";
  }

  private String function(String code, String conf) {
    return Sha256.of(zip(code)) + " " + code + " " + conf;
  }

  private static String environment(String conf) {
    return "'Environment':{'Variables':[{'Key':'CONF','Value':'" + conf + "'}]}";
  }

  private String of(String parameters) {
    return "{'FunctionName':'" + name + "'," + parameters + "}";
  }

  private Mutation next() {
    Map<String, String> after = new TreeMap<>(acknowledged);
    int kind = random.nextInt(30);
    if (kind == 29 && ofAccount) {
      return total(after);
    }
    if (kind >= 27 && (after.containsKey("function") || after.containsKey("domain"))) {
      return domain(after);
    }
    if (kind >= 24) {
      return ofNamespace(after);
    }
    if (kind >= 21) {
      return ofLayer(after);
    }
    if (!after.containsKey("function")) {
      String code = "c" + ++marks;
      String conf = "e" + ++marks;
      lastVersion = 0;
      after.put("function", function(code, conf));
      after.put("event invoke", "2 21600");
      return new Mutation(
          "CreateFunction",
          of(
              "'Runtime':'CustomRuntime','Handler':'"
                  + code
                  + ".main','Code':{"
                  + zipFile(code)
                  + "},"
                  + environment(conf)),
          after);
    }
    return switch (kind) {
      case 0, 1, 2 -> update(after, true);
      case 3, 4 -> update(after, false);
      case 5, 6 -> {
        after.put("version/" + (lastVersion + 1), after.get("function"));
        yield new Mutation("PublishVersion", of("'Description':'d'"), after);
      }
      case 7, 8, 9 -> alias(after);
      case 10, 11 -> trigger(after);
      case 12, 13 -> deleteVersion(after);
      case 14, 15 -> reserve(after);
      case 16, 17 -> provision(after);
      case 18, 19 -> eventInvoke(after);
      default -> {
        after.keySet().removeIf(key -> !key.matches(NOT_OF_THE_FUNCTION));
        yield new Mutation("DeleteFunction", of("'Namespace':'default'"), after);
      }
    };
  }

  private Mutation update(Map<String, String> after, boolean ofCode) {
    String[] old = after.get("function").split(" ");
    String code = ofCode ? "c" + ++marks : old[1];
    String conf = ofCode ? old[2] : "e" + ++marks;
    after.put("function", function(code, conf));
    String publish = "";
    if (random.nextInt(3) == 0) {
      publish = ",'Publish':'TRUE'";
      after.put("version/" + (lastVersion + 1), after.get("function"));
    }
    return ofCode
        ? new Mutation(
            "UpdateFunctionCode",
            of("'Handler':'" + code + ".main'," + zipFile(code) + publish),
            after)
        : new Mutation("UpdateFunctionConfiguration", of(environment(conf) + publish), after);
  }

  private List<String> keys(String prefix) {
    return acknowledged.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  private Mutation alias(Map<String, String> after) {
    List<String> versions = new ArrayList<>(keys("version/"));
    versions.add("$LATEST");
    String version = versions.get(random.nextInt(versions.size()));
    String alias = random.nextBoolean() ? "prod" : "test";
    boolean isThere = after.containsKey("alias/" + alias);
    if (isThere && random.nextInt(3) == 0) {
      after.remove("alias/" + alias);
      return new Mutation("DeleteAlias", of("'Name':'" + alias + "'"), after);
    }
    after.put("alias/" + alias, version);
    return new Mutation(
        isThere ? "UpdateAlias" : "CreateAlias",
        of("'Name':'" + alias + "','FunctionVersion':'" + version + "'"),
        after);
  }

  private Mutation trigger(Map<String, String> after) {
    String trigger = random.nextBoolean() ? "one" : "two";
    String is = "'Type':'timer','TriggerName':'" + trigger + "'";
    if (after.remove("trigger/" + trigger) != null) {
      return new Mutation("DeleteTrigger", of(is), after);
    }
    after.put("trigger/" + trigger, "timer");
    return new Mutation(
        "CreateTrigger", of(is + ",'TriggerDesc':'0 0 0 1 1 * 2099','Enable':'CLOSE'"), after);
  }

  private Mutation deleteVersion(Map<String, String> after) {
    for (String version : keys("version/")) {
      boolean isNamed =
          after.containsKey("provisioned/" + version)
              || after.entrySet().stream()
                  .anyMatch(
                      one -> one.getKey().startsWith("alias/") && one.getValue().equals(version));
      if (!isNamed) {
        after.remove("version/" + version);
        return new Mutation("DeleteFunctionVersion", of("'Qualifier':'" + version + "'"), after);
      }
    }
    return alias(after);
  }

  private Mutation reserve(Map<String, String> after) {
    if (after.containsKey("reserved") && random.nextInt(3) == 0) {
      after.remove("reserved");
      return new Mutation("DeleteReservedConcurrencyConfig", of("'Namespace':'default'"), after);
    }
    String mb = Integer.toString(128 * (1 + random.nextInt(20)));
    after.put("reserved", mb);
    return new Mutation(
        "PutReservedConcurrencyConfig", of("'ReservedConcurrencyMem':" + mb), after);
  }

  /** Of instances that are starting for as long as there are any. */
  private Mutation provision(Map<String, String> after) {
    List<String> versions = keys("version/");
    if (versions.isEmpty()) {
      return reserve(after);
    }
    String version = versions.get(random.nextInt(versions.size()));
    String of = "'Qualifier':'" + version + "'";
    if (after.remove("provisioned/" + version) != null) {
      return new Mutation("DeleteProvisionedConcurrencyConfig", of(of), after);
    }
    String instances = Integer.toString(1 + random.nextInt(2));
    after.put("provisioned/" + version, instances);
    return new Mutation(
        "PutProvisionedConcurrencyConfig",
        of(of + ",'VersionProvisionedConcurrencyNum':" + instances),
        after);
  }

  private Mutation eventInvoke(Map<String, String> after) {
    int retries = random.nextInt(3);
    int seconds = 60 + random.nextInt(1000);
    after.put("event invoke", retries + " " + seconds);
    return new Mutation(
        "UpdateFunctionEventInvokeConfig",
        of(
            "'AsyncTriggerConfig':{'RetryConfig':[{'RetryNum':"
                + retries
                + "}],'MsgTTL':"
                + seconds
                + "}"),
        after);
  }

  private Mutation domain(Map<String, String> after) {
    String is = "{'Domain':'" + name + ".example.com'";
    boolean isThere = after.containsKey("domain");
    if (isThere && random.nextInt(3) == 0) {
      after.remove("domain");
      return new Mutation("DeleteCustomDomain", is + "}", after);
    }
    String certificate = "d" + ++marks;
    after.put("domain", certificate);
    String parameters =
        is + ",'Protocol':'HTTPS','CertConfig':{'CertificateId':'" + certificate + "'}";
    return isThere
        ? new Mutation("UpdateCustomDomain", parameters + "}", after)
        : new Mutation(
            "CreateCustomDomain",
            parameters
                + ",'EndpointsConfig':[{'Namespace':'default','FunctionName':'"
                + name
                + "','Qualifier':'$LATEST','PathMatch':'/*'}]}",
            after);
  }

  private Mutation total(Map<String, String> after) {
    String mb = Integer.toString(REGION_MB - 1 - random.nextInt(10_000));
    after.put("total", mb);
    return new Mutation("PutTotalConcurrencyConfig", "{'TotalConcurrencyMem':" + mb + "}", after);
  }

  private Mutation ofLayer(Map<String, String> after) {
    List<String> known = keys("layer/").stream().filter(layerVersions::containsKey).toList();
    if (known.size() > 1) {
      String digest = known.get(random.nextInt(known.size()));
      after.remove("layer/" + digest);
      return new Mutation(
          "DeleteLayerVersion",
          "{'LayerName':'" + name + "','LayerVersion':" + layerVersions.get(digest) + "}",
          after);
    }
    String content = "l" + ++marks;
    after.put("layer/" + Sha256.of(zip(content)), "there");
    return new Mutation(
        "PublishLayerVersion",
        "{'LayerName':'"
            + name
            + "','CompatibleRuntimes':['CustomRuntime'],'Content':{"
            + zipFile(content)
            + "}}",
        after);
  }

  private Mutation ofNamespace(Map<String, String> after) {
    String is = "{'Namespace':'" + name + "'";
    boolean isThere = after.containsKey("namespace");
    if (isThere && random.nextBoolean()) {
      after.remove("namespace");
      return new Mutation("DeleteNamespace", is + "}", after);
    }
    String description = "d" + ++marks;
    after.put("namespace", description);
    return new Mutation(
        isThere ? "UpdateNamespace" : "CreateNamespace",
        is + ",'Description':'" + description + "'}",
        after);
  }

  private Map<String, String> there() throws Exception {
    Map<String, String> there = new TreeMap<>();
    for (JsonElement namespace : list("ListNamespaces", "{}", "Namespaces")) {
      if (text(namespace, "Name").equals(name)) {
        there.put("namespace", text(namespace, "Description"));
      }
    }
    for (JsonElement layer :
        list("ListLayerVersions", "{'LayerName':'" + name + "'}", "LayerVersions")) {
      String version = layer.getAsJsonObject().get("LayerVersion").getAsString();
      JsonObject whole =
          client.ok(
              "GetLayerVersion", "{'LayerName':'" + name + "','LayerVersion':" + version + "}");
      there.put("layer/" + text(whole, "CodeSha256"), "there");
      layerVersions.put(text(whole, "CodeSha256"), version);
    }
    for (JsonElement domain : list("ListCustomDomains", "{'Limit':100}", "Domains")) {
      if (text(domain, "Domain").equals(name + ".example.com")) {
        JsonObject certificate = domain.getAsJsonObject().getAsJsonObject("CertConfig");
        there.put("domain", text(certificate, "CertificateId"));
      }
    }
    int totalMb = totalMb();
    if (ofAccount && totalMb != REGION_MB) {
      there.put("total", Integer.toString(totalMb));
    }
    if (client.code("GetFunction", of("'Qualifier':'$LATEST'").replace('\'', '"')).equals("ok")) {
      client.awaitActive(name);
      there.put("function", function("$LATEST"));
      for (JsonElement version : list("ListVersionByFunction", of("'Limit':100"), "Versions")) {
        String number = text(version, "Version");
        if (!number.equals("$LATEST")) {
          there.put("version/" + number, function(number));
          lastVersion = Math.max(lastVersion, Integer.parseInt(number));
        }
      }
      for (JsonElement alias : list("ListAliases", of("'Limit':'100'"), "Aliases")) {
        if (!text(alias, "Name").equals("$DEFAULT")) {
          there.put("alias/" + text(alias, "Name"), text(alias, "FunctionVersion"));
        }
      }
      for (JsonElement trigger : list("ListTriggers", of("'Limit':100"), "Triggers")) {
        there.put("trigger/" + text(trigger, "TriggerName"), text(trigger, "Type"));
      }
      addSettings(there);
    }
    return there;
  }

  private void addSettings(Map<String, String> there) throws Exception {
    String function = of("'Namespace':'default'");
    JsonElement reserved = client.ok("GetReservedConcurrencyConfig", function).get("ReservedMem");
    if (!reserved.isJsonNull()) {
      there.put("reserved", reserved.getAsString());
    }
    for (JsonElement one : list("GetProvisionedConcurrencyConfig", function, "Allocated")) {
      there.put(
          "provisioned/" + text(one, "Qualifier"), text(one, "AllocatedProvisionedConcurrencyNum"));
    }
    JsonObject eventInvoke =
        client.ok("GetFunctionEventInvokeConfig", function).getAsJsonObject("AsyncTriggerConfig");
    there.put(
        "event invoke",
        text(eventInvoke.getAsJsonArray("RetryConfig").get(0), "RetryNum")
            + " "
            + text(eventInvoke, "MsgTTL"));
  }

  private int totalMb() throws Exception {
    return client
        .ok("GetAccount", "{}")
        .getAsJsonObject("AccountUsage")
        .get("TotalConcurrencyMem")
        .getAsInt();
  }

  private String function(String version) throws Exception {
    String qualified = of("'Qualifier':'" + version + "'");
    JsonObject function = client.ok("GetFunction", qualified);
    String conf =
        text(function.getAsJsonObject("Environment").getAsJsonArray("Variables").get(0), "Value");
    return text(client.ok("GetFunctionAddress", qualified), "CodeSha256")
        + " "
        + text(function, "Handler").replace(".main", "")
        + " "
        + conf;
  }

  private JsonArray list(String action, String parameters, String member) throws Exception {
    return client.ok(action, parameters).getAsJsonArray(member);
  }

  private static String text(JsonElement object, String member) {
    return object.getAsJsonObject().get(member).getAsString();
  }
}
