package io.scf4j.maven.mojo;

import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.CfsMount;
import io.scf4j.maven.model.ClsTarget;
import io.scf4j.maven.model.DeadLetter;
import io.scf4j.maven.model.Expectations;
import io.scf4j.maven.model.Expectations.AtPath;
import io.scf4j.maven.model.FunctionUrlDesc;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.SmokeEvent;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.TriggerPlan;
import io.scf4j.maven.model.VpcConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Nested elements of the POM, to what they say of a function. Each may be null: not mentioned. */
final class Elements {
  private static final String DEFAULT_URL_NAME = "url-trigger";
  private static final String EMPTY_OBJECT = "{}";

  private Elements() {}

  static Setting<VpcConfig> vpc(Vpc element) {
    return element == null
        ? Setting.absent()
        : orClear(new VpcConfig(text(element.vpcId), text(element.subnetId)), VpcConfig.NONE);
  }

  static Setting<ClsTarget> cls(Cls element) {
    return element == null
        ? Setting.absent()
        : orClear(new ClsTarget(text(element.logsetId), text(element.topicId)), ClsTarget.NONE);
  }

  static Setting<DeadLetter> deadLetter(DeadLetterTarget element) {
    return element == null
        ? Setting.absent()
        : orClear(
            new DeadLetter(text(element.type), text(element.name), text(element.filterType)),
            DeadLetter.NONE);
  }

  private static <T> Setting<T> orClear(T value, T none) {
    return value.equals(none) ? Setting.clear() : new Setting.Value<>(value);
  }

  static Setting<List<LayerRef>> layers(List<Layer> elements) {
    return list(elements, layer -> new LayerRef(text(layer.name), layer.version));
  }

  static Setting<List<CfsMount>> cfs(List<FileSystem> elements) {
    return list(
        elements,
        one ->
            new CfsMount(
                text(one.cfsId),
                text(one.mountInsId == null ? one.cfsId : one.mountInsId),
                text(one.localMountDir),
                text(one.remoteMountDir),
                one.userId == null ? CfsMount.DEFAULT_USER : one.userId,
                one.userGroupId == null ? CfsMount.DEFAULT_USER : one.userGroupId));
  }

  private static <E, T> Setting<List<T>> list(List<E> elements, Function<E, T> mapped) {
    if (elements == null) {
      return Setting.absent();
    }
    return elements.isEmpty()
        ? Setting.clear()
        : new Setting.Value<>(elements.stream().map(mapped).toList());
  }

  /** What the POM says over what the file does; nothing of the file when the POM says no. */
  static Release release(
      Boolean publish,
      String description,
      String alias,
      double weight,
      Integer keepVersions,
      List<SmokeEvent> smokeEvents,
      Release file) {
    Release base = Boolean.FALSE.equals(publish) ? Release.NONE : file;
    return new Release(
        publish == null ? base.publish() : publish,
        description == null ? base.description() : text(description),
        alias == null ? base.alias() : Optional.of(alias.strip()).filter(name -> !name.isEmpty()),
        weight,
        keepVersions == null ? OptionalInt.empty() : OptionalInt.of(keepVersions),
        smokeEvents);
  }

  /**
   * Reads the events that lie in files.
   *
   * @param elements may be null
   * @param baseDirectory where their paths start
   */
  static List<SmokeEvent> smokeEvents(List<Smoke> elements, Path baseDirectory) {
    return elements == null
        ? List.of()
        : elements.stream()
            .map(
                smoke ->
                    new SmokeEvent(
                        text(smoke.name),
                        clientContext(smoke, baseDirectory),
                        expectations(
                            smoke.contains, smoke.equals, smoke.jsonPaths, smoke.maxDurationMs)))
            .toList();
  }

  private static String clientContext(Smoke smoke, Path baseDirectory) {
    String name = "Smoke event '" + text(smoke.name) + "'";
    if (smoke.clientContextFile == null) {
      return smoke.clientContext == null ? EMPTY_OBJECT : smoke.clientContext;
    }
    if (smoke.clientContext != null) {
      throw new ScfFailure(
          name + " has both <clientContext> and <clientContextFile>.", "Give one of them.");
    }
    Path file = baseDirectory.resolve(smoke.clientContextFile);
    try {
      return Files.readString(file);
    } catch (IOException e) { // what is not UTF-8 is one, too
      throw new ScfFailure(
          name + ": cannot read " + file + ".",
          e.toString(),
          "Give the path of a UTF-8 file with JSON, relative to the project.",
          e);
    }
  }

  static Expectations expectations(
      String contains, String equalTo, List<JsonPath> jsonPaths, Long maxDurationMs) {
    return new Expectations(
        Optional.ofNullable(contains),
        Optional.ofNullable(equalTo),
        jsonPaths == null
            ? List.of()
            : jsonPaths.stream()
                .map(at -> new AtPath(text(at.path), Optional.ofNullable(at.value)))
                .toList(),
        maxDurationMs == null ? OptionalLong.empty() : OptionalLong.of(maxDurationMs));
  }

  static TriggerPlan triggers(List<Timer> timers, List<FunctionUrl> urls, String others) {
    if (!others.equals("manage") && !others.equals("ignore")) {
      throw new ScfFailure(
          "triggers is '" + others + "'.",
          "Set ignore, which leaves triggers that the POM does not name, or manage, which deletes"
              + " them.");
    }
    return new TriggerPlan(
        list(timers, Elements::timer), list(urls, Elements::url), others.equals("manage"));
  }

  private static Trigger timer(Timer timer) {
    return new Trigger(
        Trigger.TIMER,
        text(timer.name),
        qualifier(timer.qualifier),
        timer.enabled,
        text(timer.cron),
        text(timer.argument));
  }

  private static Trigger url(FunctionUrl url) {
    FunctionUrlDesc desc =
        new FunctionUrlDesc(
            text(url.auth),
            url.extranet,
            url.intranet,
            Optional.ofNullable(url.cors).map(Elements::cors));
    return new Trigger(
        Trigger.HTTP,
        url.name == null ? DEFAULT_URL_NAME : url.name,
        qualifier(url.qualifier),
        url.enabled,
        desc.json(),
        "");
  }

  private static FunctionUrlDesc.CorsRule cors(Cors cors) {
    return new FunctionUrlDesc.CorsRule(
        true,
        list(cors.origins),
        list(cors.methods),
        list(cors.headers),
        list(cors.exposeHeaders),
        Optional.ofNullable(cors.maxAge),
        cors.credentials);
  }

  private static List<String> list(List<String> nullable) {
    return nullable == null ? List.of() : nullable;
  }

  private static String qualifier(String configured) {
    return configured == null ? AliasRoute.DEFAULT : configured;
  }

  private static String text(String nullable) {
    return nullable == null ? "" : nullable.strip();
  }
}
