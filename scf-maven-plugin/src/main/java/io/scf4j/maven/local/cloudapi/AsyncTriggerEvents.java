package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.trigger.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;

/** Events of triggers as asynchronous invocations, with their retries and dead letters. */
final class AsyncTriggerEvents implements EventSink {
  private final AsyncInvocations async;
  private final Consumer<String> problems;

  /**
   * Sends to these.
   *
   * @param problems takes why an event was not accepted, in a line; a trigger has nobody to tell
   */
  AsyncTriggerEvents(AsyncInvocations async, Consumer<String> problems) {
    this.async = async;
    this.problems = problems;
  }

  @Override
  public String accept(
      String namespace, String function, String qualifier, byte[] event, String origin) {
    String requestId = UUID.randomUUID().toString();
    try {
      async.accept(
          new Key(namespace, function),
          qualifier,
          new JsonObject(),
          requestId,
          new String(event, StandardCharsets.UTF_8),
          origin);
    } catch (ApiFault | IOException e) {
      problems.accept("An event of a trigger of " + function + " is lost: " + e.getMessage());
    }
    return requestId;
  }
}
