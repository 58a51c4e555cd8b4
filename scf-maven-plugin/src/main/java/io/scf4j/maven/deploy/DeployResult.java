package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud.RemoteTrigger;
import io.scf4j.maven.deploy.Change.Verify;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a deploy left in the cloud: the content of {@code deploy.json} and of the summary.
 *
 * @param schema of this file; a change that breaks readers raises it
 * @param lastVersion the version that the code is, or {@code $LATEST} where it was not published
 * @param alias that leads to it, or null
 * @param traffic share of the alias' events that goes to it, 0 to 1
 * @param verified how many smoke events were answered as expected; 0 where none was sent
 * @param triggers timers, function URLs and others, where the project names some
 * @param created true when the function was not there before
 * @param changed false when the cloud had what the project says
 * @param codeSha256 of the deployed zip, lower-case hex
 */
public record DeployResult(
    int schema,
    String functionName,
    String description,
    String region,
    String namespace,
    String runtime,
    String handler,
    int memorySize,
    int timeout,
    int initTimeout,
    String lastVersion,
    String alias,
    double traffic,
    int verified,
    List<DeployedTrigger> triggers,
    boolean created,
    boolean changed,
    String codeSha256,
    String status) {

  /**
   * A trigger that the function has.
   *
   * @param qualifier version or alias that gets its events
   * @param url of a function URL, or null
   */
  public record DeployedTrigger(
      String type, String name, String qualifier, boolean enabled, String url) {}

  static DeployResult of(
      FunctionSpec spec, CodePackage code, DeployPlan plan, Snapshot before, Snapshot after) {
    FunctionId id = spec.id();
    RemoteFunction function = after.function().orElseThrow();
    Release release = spec.release();
    String version =
        release.publish()
            ? Snapshot.newest(after.versions())
                .map(RemoteVersion::version)
                .orElse(RemoteVersion.LATEST)
            : RemoteVersion.LATEST;
    Optional<AliasRoute> alias = release.alias().flatMap(after::alias);
    return new DeployResult(
        1,
        id.functionName(),
        function.description(),
        id.region(),
        id.namespace(),
        function.runtime(),
        function.handler(),
        function.memorySizeMb(),
        function.timeoutS(),
        function.initTimeoutS(),
        version,
        alias.map(AliasRoute::name).orElse(null),
        alias.map(route -> route.shareOf(version)).orElse(1.0),
        verified(plan),
        after.triggers().stream().map(DeployResult::deployed).toList(),
        before.function().isEmpty(),
        !plan.isEmpty(),
        code.sha256(),
        function.status().name());
  }

  private static int verified(DeployPlan plan) {
    return plan.changes().stream()
        .mapToInt(change -> change instanceof Verify verify ? verify.events().size() : 0)
        .sum();
  }

  private static DeployedTrigger deployed(RemoteTrigger there) {
    return new DeployedTrigger(
        there.trigger().type(),
        there.trigger().name(),
        there.trigger().qualifier(),
        there.trigger().enabled(),
        there.url().orElse(null));
  }

  /** The summary in the shape of the platform's own CLI. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("functionName: " + functionName);
    lines.add("description:  " + description);
    lines.add("region:       " + region);
    lines.add("namespace:    " + namespace);
    lines.add("runtime:      " + runtime);
    lines.add("handler:      " + handler);
    lines.add("memorySize:   " + memorySize);
    lines.add("timeout:      " + timeout);
    lines.add("initTimeout:  " + initTimeout);
    lines.add("lastVersion:  " + lastVersion);
    if (alias != null) {
      lines.add("alias:        " + alias);
    }
    lines.add("traffic:      " + (traffic == Math.rint(traffic) ? "" + (int) traffic : traffic));
    if (!triggers.isEmpty()) {
      lines.add("triggers:");
      for (DeployedTrigger trigger : triggers) {
        lines.add("  " + line(trigger));
      }
    }
    return lines;
  }

  private static String line(DeployedTrigger trigger) {
    String line =
        trigger.url() == null
            ? trigger.type() + ": " + trigger.name() + " (" + trigger.qualifier() + ")"
            : trigger.type() + ": " + trigger.url() + " (" + trigger.qualifier() + ")";
    return trigger.enabled() ? line : line + ", off";
  }
}
