package io.scf4j.runtime.api;

import java.nio.charset.StandardCharsets;

/**
 * A response, reduced to what the runtime API's client decides on: of the headers only those below
 * are ever asked for, so only they are kept.
 */
final class HttpResponse {
  static final int CONTENT_LENGTH = 0;
  static final int TRANSFER_ENCODING = 1;
  static final int CONNECTION = 2;
  static final int REQUEST_ID = 3;
  static final int MEMORY_LIMIT_IN_MB = 4;
  static final int TIME_LIMIT_IN_MS = 5;

  /** The names of the headers above; SCF's documents spell their own in two ways. */
  static final String[] NAMES = {
    "Content-Length",
    "Transfer-Encoding",
    "Connection",
    "Request_Id",
    "Memory_Limit_In_Mb",
    "Time_Limit_In_Ms"
  };

  private static final int LONGEST_EXCERPT = 200;

  private final int status;
  private final String[] headers;
  private final byte[] body;

  /**
   * A response.
   *
   * @param headers the values of the headers above, null for those that are absent
   */
  HttpResponse(int status, String[] headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  /** The first non-empty value of one of the headers above, else null. */
  String header(int header) {
    return headers[header];
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
