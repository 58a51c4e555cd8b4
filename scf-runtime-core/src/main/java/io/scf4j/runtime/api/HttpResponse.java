package io.scf4j.runtime.api;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A response, reduced to what the runtime API's client decides on. Headers stay a list: there are
 * five of them, and SCF's documents spell their names in two ways.
 */
final class HttpResponse {
  private static final int LONGEST_EXCERPT = 200;

  private final int status;
  private final List<String> namesAndValues;
  private final byte[] body;

  HttpResponse(int status, List<String> namesAndValues, byte[] body) {
    this.status = status;
    this.namesAndValues = namesAndValues;
    this.body = body;
  }

  int status() {
    return status;
  }

  /** The first non-empty value of a header whatever its case, else null. */
  String header(String name) {
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      if (namesAndValues.get(i).equalsIgnoreCase(name) && !namesAndValues.get(i + 1).isEmpty()) {
        return namesAndValues.get(i + 1);
      }
    }
    return null;
  }

  byte[] body() {
    return body;
  }

  boolean isSuccess() {
    return status >= 200 && status <= 299;
  }

  /** For a log line: the status and the beginning of the body. */
  @Override
  public String toString() {
    if (body.length == 0) {
      return "status " + status;
    }
    String text =
        new String(body, 0, Math.min(body.length, LONGEST_EXCERPT), StandardCharsets.UTF_8);
    return "status " + status + ": " + text.strip();
  }
}
