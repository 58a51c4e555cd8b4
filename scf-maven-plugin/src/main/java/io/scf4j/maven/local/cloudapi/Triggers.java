package io.scf4j.maven.local.cloudapi;

import com.sun.net.httpserver.HttpServer;
import io.scf4j.maven.local.http.FunctionUrlHandler;
import io.scf4j.maven.local.http.UrlFunctions;
import io.scf4j.maven.local.trigger.EventTemplates;
import io.scf4j.maven.local.trigger.Timers;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** All that makes triggers fire: HTTP requests, the clock, and a call that fires one now. */
final class Triggers implements AutoCloseable {
  private final Functions functions;
  private final EventTemplates templates;
  private final DirectEvents events;
  private final Timers timers;
  private final UrlFunctions urls;
  private final Consumer<String> log;

  /**
   * Starts the timers.
   *
   * @param log takes how events went that nobody waits for, and what goes wrong
   */
  Triggers(
      Functions functions,
      Authentication authentication,
      InstantSource clock,
      Consumer<String> log) {
    this.functions = functions;
    this.log = log;
    this.templates = EventTemplates.builtIn(clock);
    this.events = new DirectEvents(functions, log);
    this.urls = new SignedUrlFunctions(functions, authentication);
    this.timers = Timers.start(functions::all, templates, events, clock, log);
  }

  Map<String, Action> actions() {
    return Map.of(FireTriggerAction.NAME, new FireTriggerAction(functions, templates, events));
  }

  void serve(HttpServer http) {
    http.createContext(FunctionUrlHandler.URL, FunctionUrlHandler.functionUrl(urls, log));
    http.createContext(FunctionUrlHandler.API_GATEWAY, FunctionUrlHandler.apiGateway(urls, log));
  }

  @Override
  public void close() {
    timers.close();
    events.close();
  }
}
