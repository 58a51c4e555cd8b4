package io.scf4j.maven.local.runtimeapi;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of an answer, with header names as the platform's documents write them. Head and body
 * are one array, so that a small answer is one packet.
 */
final class HttpAnswer {
  private HttpAnswer() {}

  /**
   * An event.
   *
   * @param connection a header line, or empty
   * @param bodyBytes how much of its body to put behind the head
   */
  static byte[] event(RuntimeEvent event, String connection, int bodyBytes) {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + event.body().length
            + "\r\nRequest_Id: "
            + event.requestId()
            + "\r\nMemory_Limit_In_Mb: "
            + event.memoryLimitMb()
            + "\r\nTime_Limit_In_Ms: "
            + event.timeLimitMs()
            + "\r\n"
            + connection
            + "\r\n";
    return joined(head, event.body(), bodyBytes);
  }

  /**
   * A word of ours.
   *
   * @param connection a header line, or empty
   * @param withBody false for the answer to HEAD
   */
  static byte[] text(int status, String reason, String connection, String text, boolean withBody) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + " "
            + reason
            + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
            + body.length
            + "\r\n"
            + connection
            + "\r\n";
    return joined(head, body, withBody ? body.length : 0);
  }

  private static byte[] joined(String head, byte[] body, int bodyBytes) {
    byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[headBytes.length + bodyBytes];
    System.arraycopy(headBytes, 0, whole, 0, headBytes.length);
    System.arraycopy(body, 0, whole, headBytes.length, bodyBytes);
    return whole;
  }
}
