package io.scf4j.maven.model.serverless;

import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.FunctionUrlDesc;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.TriggerPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code inputs.events} of the file: what sends events to the function. */
final class Events {
  private static final String TIMER = "timer";
  private static final String HTTP = "http";
  private static final String GATEWAY = "apigw";
  private static final String PARAMETERS = "parameters";
  private static final String URL_NAME = "url-trigger";
  private static final String EVERYBODY = "NONE";
  private static final List<String> ALL = List.of("*");
  private static final String OUTER = "OUTER";
  private static final String INNER = "INNER";

  private final Section inputs;
  private final String instance;
  private final String stage;
  private final List<Trigger> timers = new ArrayList<>();
  private final List<Trigger> urls = new ArrayList<>();
  private final Set<String> told = new LinkedHashSet<>();

  Events(Section inputs, String instance, String stage) {
    this.inputs = inputs;
    this.instance = instance;
    this.stage = stage;
  }

  /** The timers and function URLs; absent when the file names no events. */
  TriggerPlan read() {
    if (!inputs.has("events")) {
      return TriggerPlan.NONE;
    }
    if (inputs.flag("ignoreTriggers").orElse(false)) {
      inputs.notice("events", "are left out, because of ignoreTriggers");
      return TriggerPlan.NONE;
    }
    List<Section> events = inputs.sections("events");
    events.stream().filter(event -> !event.names().contains(GATEWAY)).forEach(this::event);
    events.stream().filter(event -> event.names().contains(GATEWAY)).forEach(this::event);
    TriggerPlan plan = plan(timers, urls);
    plan.problems().stream()
        .filter(why -> !told.contains(why))
        .forEach(why -> inputs.problem("events", why));
    return plan;
  }

  private static TriggerPlan plan(List<Trigger> timers, List<Trigger> urls) {
    return new TriggerPlan(new Setting.Value<>(timers), new Setting.Value<>(urls), false);
  }

  private void event(Section event) {
    List<String> types = event.names();
    if (types.size() != 1) {
      event.problem(
          types.isEmpty() ? "" : types.get(types.size() - 1),
          "an event has one type, and name and parameters indented below it");
      return;
    }
    switch (types.get(0)) {
      case TIMER ->
          event
              .section(TIMER)
              .ifPresentOrElse(
                  this::timer,
                  () -> event.problem(TIMER, "parameters with a cronExpression are missing"));
      case HTTP -> url(event, event.section(HTTP));
      case GATEWAY -> gateway(event, event.section(GATEWAY));
      default -> {} // told by the table of keys
    }
  }

  private void timer(Section timer) {
    Optional<Section> parameters = timer.section(PARAMETERS);
    if (parameters.isEmpty()) {
      timer.problem(PARAMETERS, "with a cronExpression are missing");
      return;
    }
    Section section = parameters.get();
    Optional<String> cron = section.required("cronExpression");
    Trigger trigger =
        new Trigger(
            Trigger.TIMER,
            section
                .text("name")
                .or(() -> timer.text("name"))
                .orElse(TIMER + "-" + instance + "-" + stage),
            qualifier(section),
            section.flag("enable").orElse(true),
            cron.orElse(""),
            section.text("argument").orElse(""));
    if (cron.isPresent()) {
      add(timers, trigger, plan(List.of(trigger), List.of()), section, "cronExpression");
    }
  }

  private void add(
      List<Trigger> triggers, Trigger trigger, TriggerPlan alone, Section section, String key) {
    triggers.add(trigger);
    for (String why : alone.problems()) {
      told.add(why);
      section.problem(key, why);
    }
  }

  private static String qualifier(Section parameters) {
    return parameters.text("qualifier").orElse(AliasRoute.DEFAULT);
  }

  private void url(Section event, Optional<Section> body) {
    Optional<Section> parameters = body.flatMap(http -> http.section(PARAMETERS));
    Section section = parameters.orElse(event);
    Optional<Section> net = section.section("netConfig");
    boolean extranet = net.flatMap(n -> n.flag("enableExtranet")).orElse(net.isEmpty());
    boolean intranet = net.flatMap(n -> n.flag("enableIntranet")).orElse(false);
    String auth = section.text("authType").orElse(EVERYBODY);
    if (!extranet && !intranet) {
      section.notice("netConfig", "nothing reaches this URL; set enableExtranet or enableIntranet");
    } else if (extranet && !section.has("authType")) {
      event.notice(
          HTTP,
          "this URL is open to everybody on the internet; authType: CAM takes signed requests only");
    }
    Trigger trigger =
        new Trigger(
            Trigger.HTTP,
            parameters
                .flatMap(p -> p.text("name"))
                .or(() -> body.flatMap(http -> http.text("name")))
                .orElse(URL_NAME),
            parameters.map(Events::qualifier).orElse(AliasRoute.DEFAULT),
            true,
            new FunctionUrlDesc(
                    auth, extranet, intranet, section.section("corsConfig").map(Events::cors))
                .json(),
            "");
    add(urls, trigger, plan(List.of(), List.of(trigger)), section, "authType");
  }

  private static FunctionUrlDesc.CorsRule cors(Section cors) {
    return new FunctionUrlDesc.CorsRule(
        cors.flag("enable").orElse(true),
        cors.texts("origins"),
        cors.texts("methods"),
        cors.texts("headers"),
        cors.texts("exposeHeaders"),
        cors.number("maxAge"),
        cors.flag("credentials").orElse(false));
  }

  private void gateway(Section event, Optional<Section> body) {
    Set<String> qualifiers = new LinkedHashSet<>();
    boolean cors = false;
    Optional<Section> parameters = body.flatMap(apigw -> apigw.section(PARAMETERS));
    List<Section> endpoints = parameters.map(p -> p.sections("endpoints")).orElse(List.of());
    for (Section endpoint : endpoints) {
      qualifiers.add(
          endpoint
              .section("function")
              .flatMap(function -> function.text("functionQualifier"))
              .orElse(AliasRoute.DEFAULT));
      cors |= endpoint.flag("enableCORS").orElse(false);
    }
    if (qualifiers.isEmpty()) {
      qualifiers.add(AliasRoute.DEFAULT);
    }
    List<String> nets = parameters.map(p -> p.texts("netTypes")).orElse(List.of());
    for (String net : nets) {
      if (!net.equals(OUTER) && !net.equals(INNER)) {
        parameters.get().problem("netTypes", "OUTER and INNER are known, '" + net + "' is not");
      }
    }
    FunctionUrlDesc desc =
        new FunctionUrlDesc(
            EVERYBODY,
            nets.isEmpty() || nets.contains(OUTER),
            nets.contains(INNER),
            cors
                ? Optional.of(
                    new FunctionUrlDesc.CorsRule(
                        true, ALL, ALL, ALL, List.of(), Optional.empty(), false))
                : Optional.empty());
    for (String qualifier : qualifiers) {
      if (urls.stream().noneMatch(url -> url.qualifier().equals(qualifier))) {
        urls.add(new Trigger(Trigger.HTTP, URL_NAME, qualifier, true, desc.json(), ""));
      }
    }
    event.notice(
        GATEWAY,
        "API Gateway is retired, so this becomes a function URL of "
            + String.join(" and one of ", qualifiers)
            + ", open to everybody, for all paths and methods; an http event says it better");
  }
}
