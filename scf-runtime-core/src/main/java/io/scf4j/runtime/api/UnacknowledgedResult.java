package io.scf4j.runtime.api;

/**
 * A result on its way: kept until SCF confirmed it, so that a lost connection costs a second POST
 * and never a second run of the handler.
 */
final class UnacknowledgedResult {
  private final String requestId;
  private final String path;
  private final String contentType;
  private final byte[] body;

  UnacknowledgedResult(String requestId, String path, String contentType, byte[] body) {
    this.requestId = requestId;
    this.path = path;
    this.contentType = contentType;
    this.body = body;
  }

  /** Whether this is the answer to that event; events without an id are never taken for others. */
  boolean answers(Event event) {
    return !requestId.isEmpty() && requestId.equals(event.requestId());
  }

  String requestId() {
    return requestId;
  }

  String path() {
    return path;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }
}
