package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.trigger.EventSink;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Invokes a function once for each event, at once, and says in the log how it went. */
final class DirectEvents implements EventSink, AutoCloseable {
  private final Functions functions;
  private final Consumer<String> log;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "scf-events");
            thread.setDaemon(true);
            return thread;
          });

  DirectEvents(Functions functions, Consumer<String> log) {
    this.functions = functions;
    this.log = log;
  }

  @Override
  public String accept(String namespace, String function, String qualifier, byte[] event) {
    String requestId = UUID.randomUUID().toString();
    Key key = new Key(namespace, function);
    threads.execute(() -> log.accept(outcome(key, qualifier, requestId, event)));
    return requestId;
  }

  private String outcome(Key key, String qualifier, String requestId, byte[] event) {
    String what = "Event " + requestId + " of " + key.name() + ": ";
    try {
      InvocationReport report = functions.invokeQualifier(key, qualifier, requestId, event);
      return what + report.statusCode() + " " + report.result();
    } catch (ApiFault e) {
      return what + e.code() + " " + e.getMessage();
    } catch (IOException | RuntimeException e) {
      return what + e;
    } catch (InterruptedException e) {
      return what + "the local SCF ended first";
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
