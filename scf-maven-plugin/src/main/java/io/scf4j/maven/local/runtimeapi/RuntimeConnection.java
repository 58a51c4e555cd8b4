package io.scf4j.maven.local.runtimeapi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One connection of a function to its runtime API. While its long poll waits, this thread goes on
 * reading: so it notices at once when the client is gone, and the thread that offers an event
 * writes it out itself, without a hand-over.
 */
final class RuntimeConnection implements Runnable, RuntimeSession.Poll, AutoCloseable {

  /** A socket's empty buffers take this much without blocking the thread that offers the event. */
  private static final int WRITTEN_AT_ONCE_BYTES = 32 * 1024;

  private final Socket socket;
  private final RuntimeSession session;
  private final Object writing = new Object();
  private boolean pollWaits;
  private boolean closeAfterPoll;
  private Turn lastSeen;

  RuntimeConnection(Socket socket, RuntimeSession session) {
    this.socket = socket;
    this.session = session;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
      OutputStream out = socket.getOutputStream();
      boolean open = true;
      while (open) {
        HttpRequest request = read(in, out);
        open = request != null && answer(request) && request.keepAlive();
        if (request != null && !open && endsWithPoll()) {
          awaitEnd(in);
        }
      }
    } catch (IOException | InterruptedException e) {
      // The client is gone or the instance is being ended; both are seen where they matter.
    } finally {
      session.withdraw(this);
    }
  }

  /** Whether a poll waits on a connection that its answer shall end. */
  private boolean endsWithPoll() {
    synchronized (writing) {
      closeAfterPoll = pollWaits;
      return pollWaits;
    }
  }

  /** Reads on, so that a client is missed here too when it goes away before its answer. */
  private static void awaitEnd(BufferedInputStream in) throws IOException {
    while (in.read() >= 0) {
      // nothing is expected any more
    }
  }

  private HttpRequest read(BufferedInputStream in, OutputStream out)
      throws IOException, InterruptedException {
    try {
      in.mark(1);
      if (in.read() < 0) {
        return null;
      }
      in.reset();
      awaitPollAnswered(); // a client that pipelines gets its answers in order
      return HttpRequest.read(in, out, Answer.LIMIT_BYTES);
    } catch (HttpRequest.Malformed e) {
      write(400, "Bad Request", e.getMessage());
      return null;
    }
  }

  private void awaitPollAnswered() throws InterruptedException {
    synchronized (writing) {
      while (pollWaits) {
        writing.wait();
      }
    }
  }

  /** Answers one request; false when the connection is of no more use. */
  private boolean answer(HttpRequest request) throws IOException {
    String method = request.method();
    switch (request.path()) {
      case "/runtime/init/ready" -> {
        if (!method.equals("POST")) {
          return notAllowed("POST");
        }
        session.ready();
      }
      case "/runtime/invocation/next" -> {
        if (!method.equals("GET")) {
          return notAllowed("GET");
        }
        synchronized (writing) {
          pollWaits = true;
        }
        session.next(this);
        return true;
      }
      case "/runtime/invocation/response" -> {
        if (!method.equals("POST")) {
          return notAllowed("POST");
        }
        session.result(seen(), result(Answer.Kind.RESPONSE, request));
      }
      case "/runtime/invocation/error" -> {
        if (!method.equals("POST")) {
          return notAllowed("POST");
        }
        session.result(seen(), result(Answer.Kind.ERROR, request));
      }
      default -> {
        write(404, "Not Found", "the runtime API has no " + request.path());
        return true;
      }
    }
    write(200, "OK", "OK");
    return true;
  }

  private Turn seen() {
    synchronized (writing) {
      return lastSeen;
    }
  }

  private static Answer result(Answer.Kind kind, HttpRequest request) {
    return new Answer(request.tooLarge() ? Answer.Kind.TOO_LARGE : kind, request.body());
  }

  @Override
  public void deliver(Turn turn) {
    if (turn.event().body().length <= WRITTEN_AT_ONCE_BYTES) {
      writeEvent(turn);
    } else {
      Thread writer = new Thread(() -> writeEvent(turn), "scf-runtime-api-event");
      writer.setDaemon(true);
      writer.start();
    }
  }

  private void writeEvent(Turn turn) {
    RuntimeEvent event = turn.event();
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + event.body().length
            + "\r\nRequest_Id: "
            + event.requestId()
            + "\r\nMemory_Limit_In_Mb: "
            + event.memoryLimitMb()
            + "\r\nTime_Limit_In_Ms: "
            + event.timeLimitMs()
            + "\r\n\r\n";
    try {
      synchronized (writing) {
        lastSeen = turn;
        try {
          write(head, event.body());
        } finally {
          pollWaits = false;
          writing.notifyAll();
        }
        if (closeAfterPoll) {
          socket.close();
        }
      }
    } catch (IOException e) {
      session.undelivered(turn);
      close();
    }
  }

  private boolean notAllowed(String allowed) throws IOException {
    write(405, "Method Not Allowed", "use " + allowed);
    return true;
  }

  private void write(int status, String reason, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    synchronized (writing) {
      write(
          "HTTP/1.1 "
              + status
              + " "
              + reason
              + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
              + body.length
              + "\r\n\r\n",
          body);
    }
  }

  /** Head and body in one write, so that a small answer is one packet. */
  private void write(String head, byte[] body) throws IOException {
    byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[headBytes.length + body.length];
    System.arraycopy(headBytes, 0, whole, 0, headBytes.length);
    System.arraycopy(body, 0, whole, headBytes.length, body.length);
    OutputStream out = socket.getOutputStream();
    out.write(whole);
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // closed is all that was wanted
    }
    synchronized (writing) {
      pollWaits = false;
      writing.notifyAll();
    }
  }
}
