package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.trigger.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;

/** Events of triggers become asynchronous invocations, with their retries. */
final class QueuedEvents implements EventSink {
  private final AsyncInvocations async;
  private final Consumer<String> log;

  /**
   * @param log takes why an event was not taken, in a line
   */
  QueuedEvents(AsyncInvocations async, Consumer<String> log) {
    this.async = async;
    this.log = log;
  }

  @Override
  public String accept(String namespace, String function, String qualifier, byte[] event) {
    String requestId = UUID.randomUUID().toString();
    try {
      async.accept(
          new Key(namespace, function),
          qualifier,
          new JsonObject(),
          requestId,
          new String(event, StandardCharsets.UTF_8));
    } catch (ApiFault e) {
      log.accept("An event for " + function + " is lost: " + e.code() + " " + e.getMessage());
    } catch (IOException e) {
      log.accept("An event for " + function + " is lost: " + e);
    }
    return requestId;
  }
}
