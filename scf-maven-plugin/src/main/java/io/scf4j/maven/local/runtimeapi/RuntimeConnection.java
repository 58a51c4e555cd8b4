package io.scf4j.maven.local.runtimeapi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection of a function to its runtime API. While its long poll waits, this thread goes on
 * reading: so it notices at once when the client is gone, and the thread that offers an event
 * writes it out itself, without a hand-over. The two never write at the same time, because nothing
 * is answered here before the event is out. The poll is over before the event is written, not
 * after: a function may answer before the thread that has written comes to say so.
 */
final class RuntimeConnection implements Runnable, RuntimeSession.Poll, AutoCloseable {

  /** A socket's empty buffers take this much without blocking the thread that offers the event. */
  private static final int WRITTEN_AT_ONCE_BYTES = 32 * 1024;

  /** They are not empty when the client sends without reading; it has this long to begin. */
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How often that is looked after. */
  private static final int PULSE_MS = 500;

  /** The same while something waits to be read behind the poll. */
  private static final int SHORT_PULSE_MS = 50;

  /** What is taken in advance behind a poll that waits. */
  private static final int MAX_READ_AHEAD_BYTES = 64 * 1024;

  /** What a client may still be sending when it is cut. */
  private static final int MAX_LINGER_READS = 64;

  private static final int BUFFER_BYTES = 16 * 1024;

  private final Socket socket;
  private final RuntimeSession session;

  /** Held while an event is written. */
  private final ReentrantLock eventOut = new ReentrantLock();

  private String connectionHeader = "";
  private volatile boolean closing;
  private volatile boolean pollWaits;
  private volatile long offeredAt;
  private volatile Turn lastSeen;

  RuntimeConnection(Socket socket, RuntimeSession session) {
    this.socket = socket;
    this.session = session;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
      OutputStream out = socket.getOutputStream();
      while (!closing && awaitRequest(in)) {
        answerNext(in, out);
      }
      while (pollWaits && awaitRequest(in)) {
        // the last answer is still to come, and the client must be missed here too
      }
      if (closing) {
        awaitEventOut();
        linger(in);
      }
    } catch (IOException e) {
      // The client is gone or the instance is being ended; both are seen where they matter.
    } finally {
      session.withdraw(this);
    }
  }

  /**
   * Waits until there is something of another request and every earlier one is answered, or its
   * large event on the way, so that a client that pipelines gets its answers in order.
   *
   * @return false when the client is gone
   */
  private boolean awaitRequest(BufferedInputStream in) throws IOException {
    in.mark(MAX_READ_AHEAD_BYTES);
    int ahead = 0;
    while (ahead < MAX_READ_AHEAD_BYTES) {
      int pulse = ahead > 0 ? SHORT_PULSE_MS : PULSE_MS;
      socket.setSoTimeout(pollWaits || closing || offeredAt != 0 ? pulse : 0);
      try {
        if (in.read() < 0) {
          return false;
        }
        ahead++;
      } catch (SocketTimeoutException e) {
        cutWhenStuck();
      }
      if (!pollWaits && (ahead > 0 || closing)) {
        in.reset();
        if (offeredAt != 0) { // or a client that never reads would not be cut
          awaitEventOut();
        }
        socket.setSoTimeout(0);
        return true;
      }
    }
    throw new IOException("nobody has that much to say before the event is there");
  }

  /** Waits until the event that is being written is out, or its client is cut. */
  private void awaitEventOut() throws IOException {
    try {
      while (!eventOut.tryLock(PULSE_MS, TimeUnit.MILLISECONDS)) {
        cutWhenStuck();
      }
      eventOut.unlock();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  /** The thread that offers an event must not wait for a client that does not read. */
  private void cutWhenStuck() {
    long since = offeredAt;
    if (since != 0 && System.nanoTime() - since > STUCK_NANOS) {
      close();
    }
  }

  private void answerNext(BufferedInputStream in, OutputStream out) throws IOException {
    RequestHead head = null;
    try {
      head = RequestHead.read(in);
      if (head == null) {
        closing = true;
        return;
      }
      if (head.expectsContinue()) {
        awaitEventOut();
      }
      HttpRequest request = HttpRequest.read(head, in, out, Answer.LIMIT_BYTES);
      closing = !request.keepAlive();
      connectionHeader =
          closing ? "Connection: close\r\n" : head.http10() ? "Connection: keep-alive\r\n" : "";
      answer(head, request);
    } catch (RequestHead.Malformed e) {
      closing = true;
      connectionHeader = "Connection: close\r\n";
      refuse(
          Violation.Kind.MALFORMED, head == null ? e.getMessage() : head.shown(), e.getMessage());
    }
  }

  private void answer(RequestHead head, HttpRequest request) throws IOException {
    if (head.isFromWebPage()) {
      write(403, "Forbidden", "the runtime API is for the function only", true);
      return;
    }
    String expected = method(head.path());
    if (head.method().equals("HEAD") || expected == null) {
      refuse(
          Violation.Kind.UNKNOWN_ROUTE,
          head,
          "the runtime API has no " + RequestHead.shown(head.path()));
    } else if (!head.method().equals(expected)) {
      refuse(Violation.Kind.WRONG_METHOD, head, "use " + expected);
    } else if (session.isStrict() && expected.equals("POST") && !head.tellsLength()) {
      refuse(Violation.Kind.NO_CONTENT_LENGTH, head);
    } else if (expected.equals("GET")) {
      poll(head);
    } else {
      post(head, request);
    }
  }

  /** The method of a route, or null for a path that is none. */
  private static String method(String path) {
    return switch (path) {
      case "/runtime/invocation/next" -> "GET";
      case "/runtime/init/ready", "/runtime/invocation/response", "/runtime/invocation/error" ->
          "POST";
      default -> null;
    };
  }

  private void poll(RequestHead head) throws IOException {
    pollWaits = true;
    Optional<Violation.Kind> wrong = session.next(this);
    if (wrong.isPresent()) {
      pollWaits = false;
      refuse(wrong.get(), head);
    }
  }

  private void post(RequestHead head, HttpRequest request) throws IOException {
    Optional<Violation.Kind> wrong =
        switch (head.path()) {
          case "/runtime/init/ready" -> session.ready();
          case "/runtime/invocation/response" -> result(Answer.Kind.RESPONSE, request);
          default -> result(Answer.Kind.ERROR, request);
        };
    if (wrong.isPresent() && session.isStrict()) {
      refuse(wrong.get(), head);
    } else {
      wrong
          .filter(Violation.Kind::ignoresResult)
          .ifPresent(kind -> session.list(kind, head.shown()));
      write(200, "OK", "OK", true);
    }
  }

  private Optional<Violation.Kind> result(Answer.Kind kind, HttpRequest request) {
    Answer answer = new Answer(request.tooLarge() ? Answer.Kind.TOO_LARGE : kind, request.body());
    Optional<Violation.Kind> wrong = session.result(lastSeen, answer);
    return wrong.isEmpty() && request.tooLarge()
        ? Optional.of(Violation.Kind.RESULT_TOO_LARGE)
        : wrong;
  }

  private void refuse(Violation.Kind kind, RequestHead head) throws IOException {
    refuse(kind, head, kind.description());
  }

  private void refuse(Violation.Kind kind, RequestHead head, String text) throws IOException {
    list(kind, head.shown());
    write(kind.status(), kind.reason(), text, !head.method().equals("HEAD"));
  }

  private void refuse(Violation.Kind kind, String requestLine, String text) throws IOException {
    list(kind, requestLine);
    write(kind.status(), kind.reason(), text, true);
  }

  private void list(Violation.Kind kind, String requestLine) {
    if (session.isStrict()) {
      session.list(kind, requestLine);
    }
  }

  @Override
  public void deliver(Turn turn) {
    if (turn.event().body().length <= WRITTEN_AT_ONCE_BYTES) {
      offeredAt = System.nanoTime() | 1; // 0 is none
      writeEvent(turn, true);
    } else {
      Thread writer = new Thread(() -> writeEvent(turn, false), "scf-runtime-api-event");
      writer.setDaemon(true);
      writer.start();
    }
  }

  /**
   * A small event is one write, so that it is one packet. Once something of a large one was
   * written, the event counts as given out whatever becomes of the rest: a client that has seen its
   * head may answer it.
   *
   * @param atOnce whether it is on the thread that offers, which must not be kept
   */
  private void writeEvent(Turn turn, boolean atOnce) {
    eventOut.lock();
    try {
      if (atOnce) {
        offeredAt = System.nanoTime() | 1;
      }
      String connection = connectionHeader;
      boolean last = closing;
      lastSeen = turn;
      pollWaits = false; // before the write: the function may answer before it returns
      write(turn, connection);
      if (last) {
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      close();
    } finally {
      if (atOnce) {
        offeredAt = 0;
      }
      eventOut.unlock();
    }
  }

  private void write(Turn turn, String connection) throws IOException {
    RuntimeEvent event = turn.event();
    int length = event.body().length;
    int first = Math.min(length, WRITTEN_AT_ONCE_BYTES);
    OutputStream out;
    try {
      out = socket.getOutputStream();
      out.write(HttpAnswer.event(event, connection, first));
    } catch (IOException e) {
      session.undelivered(turn);
      throw e;
    }
    out.write(event.body(), first, length - first);
  }

  private void write(int status, String reason, String text, boolean withBody) throws IOException {
    byte[] answer = HttpAnswer.text(status, reason, connectionHeader, text, withBody);
    awaitEventOut();
    socket.getOutputStream().write(answer);
  }

  /**
   * Ends in order. To close while something is unread would reset the connection, and the client
   * might lose its last answer.
   */
  private void linger(BufferedInputStream in) throws IOException {
    if (!socket.isOutputShutdown()) {
      socket.shutdownOutput();
    }
    socket.setSoTimeout(PULSE_MS);
    byte[] ignored = new byte[BUFFER_BYTES];
    int reads = 0;
    while (reads < MAX_LINGER_READS && in.read(ignored) >= 0) {
      reads++;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // closed is all that was wanted
    }
  }
}
