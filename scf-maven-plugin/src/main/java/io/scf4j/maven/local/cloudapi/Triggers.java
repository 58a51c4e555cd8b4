package io.scf4j.maven.local.cloudapi;

import com.sun.net.httpserver.HttpHandler;
import io.scf4j.maven.local.http.FunctionUrlHandler;
import io.scf4j.maven.local.http.UrlFunctions;
import io.scf4j.maven.local.trigger.EventSink;
import io.scf4j.maven.local.trigger.EventTemplates;
import io.scf4j.maven.local.trigger.Timers;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** All that makes triggers fire: HTTP requests, the clock, and a call that fires one now. */
final class Triggers implements AutoCloseable {
  private final Functions functions;
  private final EventTemplates templates;
  private final EventSink events;
  private final Timers timers;
  private final UrlFunctions urls;
  private final Consumer<String> problems;

  /**
   * Starts the timers.
   *
   * @param problems takes what goes wrong here, in a line
   */
  Triggers(
      Functions functions,
      AsyncInvocations async,
      Authentication authentication,
      InstantSource clock,
      Consumer<String> problems) {
    this.functions = functions;
    this.problems = problems;
    this.templates = EventTemplates.builtIn(clock);
    this.events = new AsyncTriggerEvents(async, problems);
    this.urls = new SignedUrlFunctions(functions, authentication);
    this.timers = Timers.start(functions::all, templates, events, clock, problems);
  }

  Map<String, Action> actions() {
    return Map.of(FireTriggerAction.NAME, new FireTriggerAction(functions, templates, events));
  }

  /** What is served besides the API, by path. */
  Map<String, HttpHandler> handlers() {
    return Map.of(
        FunctionUrlHandler.URL, FunctionUrlHandler.functionUrl(urls, problems),
        FunctionUrlHandler.API_GATEWAY, FunctionUrlHandler.apiGateway(urls, problems));
  }

  @Override
  public void close() {
    timers.close();
  }
}
