package io.scf4j.runtime.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One answer of the fake runtime API, down to where its bytes are split and how the connection
 * ends, because what is worth testing of a client is what happens there.
 */
public final class Reply {
  final List<byte[]> parts = new ArrayList<>();
  boolean close;
  boolean reset;
  Runnable before = () -> {};
  Runnable between = () -> {};

  private Reply() {}

  /** An event with the header names of SCF. */
  public static Reply event(String requestId, String body) {
    return event(requestId, body.getBytes(StandardCharsets.UTF_8));
  }

  /** An event of any bytes. */
  public static Reply event(String requestId, byte[] body) {
    Reply reply =
        raw(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nRequest_Id: "
                + requestId
                + "\r\nMemory_Limit_In_Mb: 128\r\nTime_Limit_In_Ms: 3000\r\nContent-Length: "
                + body.length
                + "\r\n\r\n");
    reply.parts.add(body);
    return reply;
  }

  public static Reply ok() {
    return status(200);
  }

  public static Reply status(int status) {
    return raw("HTTP/1.1 " + status + " Whatever\r\nContent-Length: 2\r\n\r\nok");
  }

  /** These texts, each in a write of its own. */
  public static Reply raw(String... parts) {
    Reply reply = new Reply();
    for (String part : parts) {
      reply.parts.add(part.getBytes(StandardCharsets.UTF_8));
    }
    return reply;
  }

  /** These bytes, in one write. */
  public static Reply bytes(byte[] bytes) {
    Reply reply = new Reply();
    reply.parts.add(bytes);
    return reply;
  }

  /** Nothing at all, and the end of the connection. */
  public static Reply silence() {
    return raw().thenClose();
  }

  /** Keeps the client waiting, as SCF does when there are no events. */
  public static Reply never() {
    return silence()
        .after(
            () -> {
              while (true) {
                LockSupport.park();
              }
            });
  }

  public Reply thenClose() {
    close = true;
    return this;
  }

  /** Ends the connection with a TCP reset. */
  public Reply thenReset() {
    reset = true;
    return this;
  }

  /** Does something before each of its parts. */
  public Reply pausing(Runnable action) {
    between = action;
    return this;
  }

  /** Does something when the request has arrived, before it is answered. */
  public Reply after(Runnable action) {
    before = action;
    return this;
  }
}
