package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.store.StoredDomain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * CreateCustomDomain, GetCustomDomain, ListCustomDomains, UpdateCustomDomain and
 * DeleteCustomDomain: what is sent is checked, kept and told again. Names are not resolved and
 * nothing is served at them; the platform also asks for a CNAME record.
 *
 * <p>The platform documents no errors of these actions. The codes are those of its SDK that fit,
 * and which of them it answers when is UNVERIFIED, as are the names of filters.
 */
final class DomainActions {
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");
  private static final Pattern PATH = Pattern.compile("/|/\\*|(/[^/*?#\\s]+)+(/\\*)?");

  private final Domains domains;
  private final Functions functions;
  private final ApiClock clock;

  DomainActions(Domains domains, Functions functions, ApiClock clock) {
    this.domains = domains;
    this.functions = functions;
    this.clock = clock;
  }

  Map<String, Action> byName() {
    return Map.of(
        "CreateCustomDomain", this::create,
        "GetCustomDomain", this::get,
        "ListCustomDomains", this::list,
        "UpdateCustomDomain", this::update,
        "DeleteCustomDomain", this::delete);
  }

  private static String name(Parameters parameters) throws ApiFault {
    String name = parameters.requiredText("Domain");
    if (!DOMAIN.matcher(name).matches()) {
      throw new ApiFault(
          "InvalidParameterValue.Domain",
          "Domain is '" + name + "'; it is a name such as www.example.com, without '*'.");
    }
    return name;
  }

  private JsonObject create(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow("Domain", "Protocol", "EndpointsConfig", "CertConfig", "WafConfig", "Tags");
    String name = name(parameters);
    parameters.requiredText("Protocol");
    if (!parameters.has("EndpointsConfig")) {
      throw parameters.missing("EndpointsConfig");
    }
    JsonArray tags = new JsonArray();
    for (Parameters tag : parameters.objects("Tags")) {
      JsonObject one = new JsonObject();
      one.addProperty("Key", tag.allow("Key", "Value").requiredText("Key"));
      one.addProperty("Value", tag.text("Value").orElse(""));
      tags.add(one);
    }
    String now = clock.now();
    domains.add(
        described(
            parameters,
            new StoredDomain(name, "", new JsonArray(), "", "CLOSE", "", tags, now, now),
            now));
    return new JsonObject();
  }

  private JsonObject update(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters().allow("Domain", "Protocol", "CertConfig", "WafConfig", "EndpointsConfig");
    String now = clock.now();
    domains.change(name(parameters), old -> described(parameters, old, now));
    return new JsonObject();
  }

  /** A domain with what a call says of it; what it does not say stays. */
  private StoredDomain described(Parameters parameters, StoredDomain old, String now)
      throws ApiFault {
    String protocol =
        parameters
            .oneOf("Protocol", "InvalidParameterValue", "HTTP", "HTTPS", "HTTP&HTTPS")
            .orElse(old.protocol());
    JsonArray endpoints =
        parameters.has("EndpointsConfig")
            ? endpoints(parameters.objects("EndpointsConfig"))
            : old.endpoints();
    Optional<Parameters> certificate = parameters.object("CertConfig");
    String certificateId =
        certificate.isEmpty()
            ? old.certificateId()
            : certificate.get().allow("CertificateId").text("CertificateId").orElse("");
    if (certificateId.isEmpty() && !protocol.equals("HTTP")) {
      throw new ApiFault(
          "InvalidParameterValue.CertConfig.empty",
          "Protocol is " + protocol + ", which needs CertConfig with a CertificateId.");
    }
    String wafOpen = old.wafOpen();
    String wafInstanceId = old.wafInstanceId();
    Optional<Parameters> waf = parameters.object("WafConfig");
    if (waf.isPresent()) {
      waf.get().allow("WafOpen", "WafInstanceId");
      wafOpen =
          waf.get().oneOf("WafOpen", "InvalidParameterValue", "OPEN", "CLOSE").orElse(wafOpen);
      wafInstanceId = waf.get().text("WafInstanceId").orElse("");
    }
    return new StoredDomain(
        old.domain(),
        protocol,
        endpoints,
        certificateId,
        wafOpen,
        wafInstanceId,
        old.tags(),
        old.added(),
        now);
  }

  private JsonArray endpoints(Parameters[] given) throws ApiFault {
    if (given.length == 0) {
      throw new ApiFault("InvalidParameterValue", "EndpointsConfig has no route.");
    }
    JsonArray endpoints = new JsonArray();
    Set<String> paths = new HashSet<>();
    for (Parameters endpoint : given) {
      endpoint.allow("Namespace", "FunctionName", "Qualifier", "PathMatch", "PathRewrite");
      endpoint.requiredText("Namespace");
      Key key = FunctionRules.key(endpoint);
      String qualifier = endpoint.requiredText("Qualifier");
      TriggerRules.checkQualifier(functions.get(key.namespace(), key.name()), qualifier);
      String path = path(endpoint, "PathMatch");
      if (!paths.add(path)) {
        throw new ApiFault(
            "InvalidParameterValue", "EndpointsConfig has the PathMatch " + path + " twice.");
      }
      JsonObject one = new JsonObject();
      one.addProperty("Namespace", key.namespace());
      one.addProperty("FunctionName", key.name());
      one.addProperty("Qualifier", qualifier);
      one.addProperty("PathMatch", path);
      one.add("PathRewrite", rewrites(endpoint.objects("PathRewrite")));
      endpoints.add(one);
    }
    return endpoints;
  }

  private static JsonArray rewrites(Parameters[] given) throws ApiFault {
    JsonArray rewrites = new JsonArray();
    for (Parameters rule : given) {
      JsonObject one = new JsonObject();
      one.addProperty("Path", path(rule.allow("Path", "Type", "Rewrite"), "Path"));
      rule.requiredText("Type");
      one.addProperty(
          "Type",
          rule.oneOf("Type", "InvalidParameterValue", "WildcardRules", "ExactRules")
              .orElseThrow(() -> rule.missing("Type")));
      one.addProperty("Rewrite", rule.requiredText("Rewrite"));
      rewrites.add(one);
    }
    return rewrites;
  }

  private static String path(Parameters parameters, String parameter) throws ApiFault {
    String path = parameters.requiredText(parameter);
    if (!PATH.matcher(path).matches()) {
      throw new ApiFault(
          "InvalidParameterValue",
          parameter + " is '" + path + "'; it is written as /, /*, /xxx, /xxx/a or /xxx/*.");
    }
    return path;
  }

  private JsonObject get(ApiCall call) throws ApiFault {
    return json(domains.get(call.parameters().allow("Domain").requiredText("Domain")));
  }

  private JsonObject delete(ApiCall call) throws ApiFault, IOException {
    domains.remove(call.parameters().allow("Domain").requiredText("Domain"));
    return new JsonObject();
  }

  private JsonObject list(ApiCall call) throws ApiFault {
    Parameters parameters =
        call.parameters().allow("Offset", "Limit", "OrderBy", "Order", "Filters");
    Page page = Page.of(parameters);
    boolean byModification =
        parameters
            .oneOf("OrderBy", "InvalidParameterValue.OrderBy", "AddTime", "ModTime")
            .filter("ModTime"::equals)
            .isPresent();
    boolean ascending = Page.isAscending(parameters, "DESC");
    List<StoredDomain> wanted = new ArrayList<>();
    Parameters[] filters = parameters.objects("Filters");
    for (StoredDomain domain : domains.all()) {
      if (passes(filters, domain)) {
        wanted.add(domain);
      }
    }
    Comparator<StoredDomain> order =
        Comparator.comparing(byModification ? StoredDomain::modified : StoredDomain::added);
    wanted.sort(ascending ? order : order.reversed());
    JsonArray listed = new JsonArray();
    page.of(wanted).forEach(domain -> listed.add(json(domain)));
    JsonObject json = new JsonObject();
    json.addProperty("Total", wanted.size());
    json.add("Domains", listed);
    return json;
  }

  private static boolean passes(Parameters[] filters, StoredDomain domain) throws ApiFault {
    for (Parameters filter : filters) {
      List<String> values = filter.allow("Name", "Values").texts("Values");
      String name = filter.requiredText("Name");
      if (!name.equals("Domain")) {
        throw new ApiFault(
            "InvalidParameterValue.Filters",
            "Filter " + name + " is not one that the local SCF has: Domain.");
      }
      if (!values.contains(domain.domain())) {
        return false;
      }
    }
    return true;
  }

  private static JsonObject json(StoredDomain domain) {
    JsonObject certificate = new JsonObject();
    certificate.addProperty("CertificateId", domain.certificateId());
    JsonObject waf = new JsonObject();
    waf.addProperty("WafOpen", domain.wafOpen());
    waf.addProperty("WafInstanceId", domain.wafInstanceId());
    JsonObject json = new JsonObject();
    json.addProperty("Domain", domain.domain());
    json.addProperty("Protocol", domain.protocol());
    json.add("EndpointsConfig", domain.endpoints());
    json.add("CertConfig", certificate);
    json.add("WafConfig", waf);
    json.add("Tags", domain.tags());
    return json;
  }
}
