package io.scf4j.maven.model.serverless;

import static io.scf4j.maven.model.serverless.Key.honoured;
import static io.scf4j.maven.model.serverless.Key.noEffect;
import static io.scf4j.maven.model.serverless.Key.noticed;
import static io.scf4j.maven.model.serverless.Key.only;
import static io.scf4j.maven.model.serverless.Key.refused;

import io.scf4j.maven.model.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every key that the component {@code scf} documents for its {@code serverless.yml}, and what
 * becomes of it here. The one place for that: the reader, its messages and the page of the
 * documentation follow it. Source: the component's configuration page and its schema, and the
 * toolkit that it deploys with.
 */
final class Keys {
  private static final String NO_WEB =
      "it is for web functions; this plugin deploys event functions";
  private static final String NO_IMAGE =
      "it is for functions that are images; this plugin deploys zips";
  private static final String OTHER_SIDE =
      "such a trigger has its other side in another service, which this plugin does not set up:"
          + " remove it from the file and make it in the console, where a deploy leaves it alone;"
          + " or set ignoreTriggers: true";
  private static final String ALIAS_WAY = "an alias leads to the version that the deploy publishes";
  private static final String NO_GATEWAY = "belongs to API Gateway, which is retired";

  static final List<Key> ALL =
      List.of(
          honoured("component", "scf; the file of another component is left alone"),
          honoured("name", "the instance: `${name}`"),
          honoured("app", "`${app}`; default: name"),
          honoured("stage", "`${stage}`; default: dev"),
          noEffect("org", "of the component's own account"),
          honoured("inputs", "the function"),
          honoured("inputs.name", "<functionName>; default: `${name}-${stage}-${app}`"),
          honoured("inputs.namespace", "<namespace>"),
          honoured("inputs.region", "<region>"),
          honoured("inputs.handler", "<handler>, for scf:package too"),
          only(
              "inputs.runtime",
              List.of("CustomRuntime"),
              "the platform's built-in runtimes are not what this plugin packages"),
          only(
              "inputs.type",
              List.of("event"),
              "write a web function as an event function with an http event: it gets the request"
                  + " as JSON"),
          noEffect(
              "inputs.src",
              "what scf:package makes is deployed, said so where that is something else; a"
                  + " directory out of the project is refused"),
          noEffect("inputs.src.src", "as inputs.src"),
          refused(
              "inputs.src.exclude", "name files of src/main/scf in <excludes> of the POM instead"),
          refused(
              "inputs.src.bucket",
              "code in COS cannot be deployed yet; leave it out, and what scf:package makes is"
                  + " deployed"),
          refused(
              "inputs.src.object",
              "code in COS cannot be deployed yet; leave it out, and what scf:package makes is"
                  + " deployed"),
          honoured("inputs.description", "<description>; `''` clears"),
          honoured("inputs.memorySize", "<memorySize>, MB; for scf:package too"),
          honoured("inputs.timeout", "<timeout>, seconds"),
          honoured("inputs.initTimeout", "<initTimeout>, seconds"),
          honoured("inputs.environment", "see its variables"),
          honoured(
              "inputs.environment.variables",
              "<environment>; all of them: what the cloud has besides goes; `{}` clears"),
          honoured("inputs.environment.variables.*", "a value is taken as it is written"),
          honoured("inputs.publicAccess", "<publicAccess>"),
          honoured("inputs.eip", "<eip>"),
          only(
              "inputs.l5Enable",
              List.of("false"),
              "L5 is a service within Tencent that the cloud API takes no setting of"),
          only(
              "inputs.installDependency",
              List.of("false"),
              "nothing is installed in the cloud: what the function needs is in the package, and"
                  + " comes from the POM's dependencies"),
          honoured("inputs.role", "<role>; `''` clears"),
          honoured("inputs.vpcConfig", "<vpcConfig>; `''` or `{}` clears"),
          honoured("inputs.vpcConfig.vpcId", "<vpcId>"),
          honoured("inputs.vpcConfig.subnetId", "<subnetId>"),
          honoured("inputs.cfs", "<cfs>; `[]` clears"),
          honoured("inputs.cfs[].cfsId", "<cfsId>"),
          honoured("inputs.cfs[].mountInsId", "<mountInsId>; default: cfsId"),
          honoured("inputs.cfs[].localMountDir", "<localMountDir>"),
          honoured("inputs.cfs[].remoteMountDir", "<remoteMountDir>; default: /"),
          honoured("inputs.cfs[].userId", "<userId>; default: 10000"),
          honoured("inputs.cfs[].userGroupId", "<userGroupId>; default: 10000"),
          honoured("inputs.deadLetter", "<deadLetter>; `''` or `{}` clears"),
          honoured("inputs.deadLetter.type", "<type>"),
          honoured("inputs.deadLetter.name", "<name>"),
          honoured("inputs.deadLetter.filterType", "<filterType>"),
          honoured("inputs.layers", "<layers>; `[]` clears"),
          honoured("inputs.layers[].name", "<name>"),
          honoured("inputs.layers[].version", "<version>"),
          honoured("inputs.cls", "<cls>; `''` or `{}` leads back to the platform's own"),
          honoured("inputs.cls.logsetId", "<logsetId>"),
          honoured("inputs.cls.topicId", "<topicId>"),
          honoured("inputs.asyncRunEnable", "<asyncRunEnable>; only a new function takes it"),
          honoured("inputs.traceEnable", "<traceEnable>; only a new function takes it"),
          honoured("inputs.msgTTL", "<msgTTL>, seconds"),
          honoured("inputs.retryNum", "<retryNum>"),
          honoured("inputs.tags", "<tags>; only a new function takes them"),
          honoured("inputs.tags.*", "the value of a tag"),
          honoured("inputs.ignoreTriggers", "true leaves events out, whatever they are, said so"),
          refused("inputs.image", NO_IMAGE),
          refused("inputs.entryFile", NO_WEB),
          refused("inputs.protocolType", NO_WEB),
          refused("inputs.protocolParams", NO_WEB),
          refused("inputs.instanceConcurrencyConfig", NO_WEB),
          only(
              "inputs.diskSize",
              List.of("512"),
              "every function has 512 MB at /tmp; for more mount a file system with cfs"),
          refused("inputs.nodeType", "kinds of machines cannot be chosen"),
          refused("inputs.nodeSpec", "kinds of machines cannot be chosen"),
          only("inputs.deployMode", List.of("code"), NO_IMAGE),
          refused(
              "inputs.provisionedNum",
              "provisioned instances cannot be set yet; set them in the console, where a deploy"
                  + " leaves them"),
          refused(
              "inputs.qualifier",
              "it is for provisioned instances, which cannot be set yet; an event has a qualifier"
                  + " of its own"),
          honoured("inputs.publish", "<publish>"),
          honoured("inputs.publishDescription", "<publishDescription>"),
          only(
              "inputs.traffic",
              List.of("1"),
              "shares of traffic belong to versions: <publish>, <alias>$DEFAULT</alias> and"
                  + " <weight> in the POM"),
          only(
              "inputs.lastVersion",
              List.of("$LATEST"),
              "shares of traffic belong to versions: <publish>, <alias>$DEFAULT</alias> and"
                  + " <weight> in the POM"),
          honoured("inputs.aliasName", "<alias>; needs publish: true"),
          refused("inputs.aliasDescription", "aliases get no description; leave it out"),
          refused("inputs.aliasFunctionVersion", ALIAS_WAY + "; leave it out"),
          only(
              "inputs.additionalVersionWeights",
              List.of("[]"),
              ALIAS_WAY + "; for a part of its events set <weight> in the POM"),
          noticed(
              "inputs.enableRoleAuth",
              "a deploy makes no roles; name the function's own with role"),
          noticed("inputs.autoCreateApi", NO_GATEWAY),
          honoured(
              "inputs.events",
              "<timers> and <functionUrls>; triggers that it does not name stay, unless the POM"
                  + " says <triggers>manage</triggers>"),
          honoured("inputs.events[].timer", "one of <timers>"),
          honoured("inputs.events[].timer.name", "as the name among the parameters"),
          honoured("inputs.events[].timer.parameters", "required"),
          honoured(
              "inputs.events[].timer.parameters.name", "<name>; default: `timer-${name}-${stage}`"),
          honoured(
              "inputs.events[].timer.parameters.qualifier", "<qualifier>; default: `$DEFAULT`"),
          honoured("inputs.events[].timer.parameters.cronExpression", "<cron>; required"),
          honoured(
              "inputs.events[].timer.parameters.enable",
              "<enabled>; default: true, as in the component's schema (its page says false)"),
          honoured("inputs.events[].timer.parameters.argument", "<argument>"),
          honoured("inputs.events[].http", "one of <functionUrls>"),
          honoured("inputs.events[].http.name", "as the name among the parameters"),
          honoured("inputs.events[].http.parameters", "may be left out"),
          honoured("inputs.events[].http.parameters.name", "<name>; default: url-trigger"),
          honoured("inputs.events[].http.parameters.qualifier", "<qualifier>; default: `$DEFAULT`"),
          honoured(
              "inputs.events[].http.parameters.authType",
              "<auth>, NONE or CAM; default: NONE, which is for everybody"),
          honoured(
              "inputs.events[].http.parameters.netConfig",
              "default: from the internet (the toolkit's own is an URL that nothing reaches)"),
          honoured(
              "inputs.events[].http.parameters.netConfig.enableIntranet",
              "<intranet>; default: false"),
          honoured(
              "inputs.events[].http.parameters.netConfig.enableExtranet",
              "<extranet>; default: false where netConfig is"),
          honoured("inputs.events[].http.parameters.corsConfig", "<cors>"),
          honoured("inputs.events[].http.parameters.corsConfig.enable", "default: true"),
          honoured(
              "inputs.events[].http.parameters.corsConfig.origins",
              "<origins>; a list, or a text with commas, as the next ones"),
          honoured("inputs.events[].http.parameters.corsConfig.methods", "<methods>"),
          honoured("inputs.events[].http.parameters.corsConfig.headers", "<headers>"),
          honoured("inputs.events[].http.parameters.corsConfig.exposeHeaders", "<exposeHeaders>"),
          honoured("inputs.events[].http.parameters.corsConfig.credentials", "<credentials>"),
          honoured("inputs.events[].http.parameters.corsConfig.maxAge", "<maxAge>, seconds"),
          honoured(
              "inputs.events[].apigw",
              "becomes one of <functionUrls>, for everybody, said so: API Gateway is retired"),
          noEffect("inputs.events[].apigw.name", "a function URL is found by its qualifier"),
          honoured("inputs.events[].apigw.parameters", "may be left out"),
          noticed("inputs.events[].apigw.parameters.serviceId", NO_GATEWAY),
          noEffect("inputs.events[].apigw.parameters.serviceName", NO_GATEWAY),
          noEffect("inputs.events[].apigw.parameters.serviceDesc", NO_GATEWAY),
          noticed("inputs.events[].apigw.parameters.instanceId", NO_GATEWAY),
          noEffect("inputs.events[].apigw.parameters.protocols", "a function URL has HTTPS"),
          honoured(
              "inputs.events[].apigw.parameters.netTypes",
              "OUTER: <extranet>, INNER: <intranet>; default: OUTER"),
          noEffect("inputs.events[].apigw.parameters.description", NO_GATEWAY),
          noEffect("inputs.events[].apigw.parameters.environment", NO_GATEWAY),
          honoured(
              "inputs.events[].apigw.parameters.endpoints",
              "one function URL for all of a functionQualifier"),
          noEffect(
              "inputs.events[].apigw.parameters.endpoints[].path",
              "the function gets every path, and is told which"),
          noEffect(
              "inputs.events[].apigw.parameters.endpoints[].method",
              "the function gets every method, and is told which"),
          noticed("inputs.events[].apigw.parameters.endpoints[].apiId", NO_GATEWAY),
          noEffect("inputs.events[].apigw.parameters.endpoints[].apiName", NO_GATEWAY),
          noEffect("inputs.events[].apigw.parameters.endpoints[].description", NO_GATEWAY),
          honoured(
              "inputs.events[].apigw.parameters.endpoints[].enableCORS",
              "true: <cors> for every site, method and header"),
          noticed(
              "inputs.events[].apigw.parameters.endpoints[].responseType",
              "the function says it itself, with the header Content-Type of its answer"),
          noticed(
              "inputs.events[].apigw.parameters.endpoints[].serviceTimeout",
              "the function's timeout counts"),
          noticed(
              "inputs.events[].apigw.parameters.endpoints[].param",
              "the event of a function URL has path, headers and queryString, and no"
                  + " pathParameters"),
          honoured(
              "inputs.events[].apigw.parameters.endpoints[].function", "see functionQualifier"),
          noticed(
              "inputs.events[].apigw.parameters.endpoints[].function.isIntegratedResponse",
              "an answer with a statusCode says how it is sent, any other is sent as it is"),
          honoured(
              "inputs.events[].apigw.parameters.endpoints[].function.functionQualifier",
              "<qualifier>; default: `$DEFAULT`"),
          refused(
              "inputs.events[].apigw.parameters.endpoints[].usagePlan",
              "a function URL has no usage plans, so that anybody could call it: write an http"
                  + " event with authType: CAM"),
          refused(
              "inputs.events[].apigw.parameters.endpoints[].auth",
              "a function URL has no keys of API Gateway, so that anybody could call it: write an"
                  + " http event with authType: CAM"),
          only(
              "inputs.events[].apigw.parameters.endpoints[].authType",
              List.of("NONE"),
              "a function URL knows no apps, so that anybody could call it: write an http event"
                  + " with authType: CAM"),
          refused(
              "inputs.events[].apigw.parameters.endpoints[].app",
              "a function URL knows no apps, so that anybody could call it: write an http event"
                  + " with authType: CAM"),
          only(
              "inputs.events[].apigw.parameters.endpoints[].isBase64Encoded",
              List.of("false"),
              "a function URL hands bodies over as text"),
          only(
              "inputs.events[].apigw.parameters.endpoints[].isBase64Trigger",
              List.of("false"),
              "a function URL hands bodies over as text"),
          refused(
              "inputs.events[].apigw.parameters.endpoints[].base64EncodedTriggerRules",
              "a function URL hands bodies over as text"),
          refused("inputs.events[].cos", OTHER_SIDE),
          refused("inputs.events[].ckafka", OTHER_SIDE),
          refused("inputs.events[].cmq", OTHER_SIDE),
          refused("inputs.events[].cls", OTHER_SIDE),
          refused("inputs.events[].mps", OTHER_SIDE),
          refused("inputs.events[].clb", OTHER_SIDE));

  private Keys() {}

  /** A key of a mapping, or what stands for any name there. */
  static Optional<Key> find(String parent, String name) {
    return of(parent).stream()
        .filter(key -> key.name().equals(name) || key.name().equals("*"))
        .findFirst();
  }

  /** The key of a mapping that somebody meant who wrote another name. */
  static Optional<String> nearest(String parent, String name) {
    return Nearest.of(of(parent).stream().map(Key::name).toList(), name);
  }

  private static List<Key> of(String parent) {
    List<Key> keys = new ArrayList<>();
    for (Key key : ALL) {
      if (key.parent().equals(parent)) {
        keys.add(key);
      }
    }
    return keys;
  }
}
