package io.scf4j.runtime.fake;

import io.scf4j.runtime.fake.Seen.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * SCF as the runtime meets it on a bad day: it hands out the same event until it took a result,
 * takes the first result only, retries some requests of its own accord, and between all that loses
 * connections, refuses, and answers in any framing and any pieces.
 *
 * <p>It serves one connection at a time on one thread, so that a seed decides everything.
 */
public final class FakePlatform implements AutoCloseable {

  /** One handing out of an event, until a result was taken for it. */
  public static final class Delivery {
    private final String id;
    private final String body;
    private final List<String> taken = new ArrayList<>();

    Delivery(String id, String body) {
      this.id = id;
      this.body = body;
    }

    public String id() {
      return id;
    }

    public String body() {
      return body;
    }

    /** The results taken, as path and body. */
    public List<String> taken() {
      return taken;
    }
  }

  private final Random random;
  private final FakeClock clock;
  private final double faults;
  private final int count;
  private final Consumer<Request> asked;
  private final Consumer<Seen> answered;
  private final ServerSocket server;
  private final List<Delivery> deliveries = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread = new Thread(this::serveAll, "fake-platform");
  private volatile Socket socket;
  private volatile Throwable failure;
  private Delivery pending;

  /**
   * Starts at once, on 127.0.0.1 and nowhere else.
   *
   * @param faults the share of requests that go wrong
   * @param count how many events to hand out; then it is gone
   * @param asked told of every request that arrived
   * @param answered told of what became of it
   */
  public FakePlatform(
      Random random,
      FakeClock clock,
      double faults,
      int count,
      Consumer<Request> asked,
      Consumer<Seen> answered) {
    this.random = random;
    this.clock = clock;
    this.faults = faults;
    this.count = count;
    this.asked = asked;
    this.answered = answered;
    try {
      server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread.setDaemon(true);
    thread.start();
  }

  public Map<String, String> env() {
    return Map.of(
        "SCF_RUNTIME_API",
        "127.0.0.1",
        "SCF_RUNTIME_API_PORT",
        String.valueOf(server.getLocalPort()));
  }

  public List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /** What went wrong with the platform itself, an assertion of an observer included; else null. */
  public Throwable failure() {
    return failure;
  }

  private void serveAll() {
    try {
      for (int number = 1; !server.isClosed(); number++) {
        try (Socket next = server.accept()) {
          next.setTcpNoDelay(true);
          socket = next;
          serve(next, number);
        } catch (IOException gone) {
          // Accepting ends with the platform; a client that closes early asks again.
        }
      }
    } catch (Throwable thrown) {
      failure = thrown;
      close();
    }
  }

  private void serve(Socket client, int number) throws IOException {
    InputStream in = new BufferedInputStream(client.getInputStream());
    boolean fresh = true;
    for (Request request = Request.read(in, number);
        request != null;
        request = Request.read(in, number)) {
      asked.accept(request);
      if (!answer(request, client, fresh)) {
        return;
      }
      fresh = false;
    }
  }

  /** Answers, or does not; returns whether the connection stays. */
  private boolean answer(Request request, Socket client, boolean fresh) throws IOException {
    boolean wrong = random.nextDouble() < faults;
    if (request.line().endsWith("/next")) {
      return wrong ? refuseEvent(client, fresh) : handOut(client, fresh);
    }
    boolean isReady = request.line().endsWith("/ready");
    return wrong ? loseResult(request, isReady, client, fresh) : take(request, client, fresh);
  }

  private boolean handOut(Socket client, boolean fresh) throws IOException {
    Delivery delivery = pending();
    if (delivery == null) {
      server.close();
      return lose(client, "", fresh, 0);
    }
    Wire wire =
        new Wire(random)
            .status(200)
            .header("Request_Id", delivery.id())
            .header("Time_Limit_In_Ms", "3000")
            .body(delivery.body());
    return send(client, wire, seen(Kind.ANSWER, 200, delivery, fresh, 0));
  }

  private boolean refuseEvent(Socket client, boolean fresh) throws IOException {
    Delivery delivery = pending();
    if (delivery == null || random.nextInt(3) == 0) {
      int[] statuses = {302, 400, 403, 404, 410, 429, 500, 502, 503, 204};
      int status = statuses[random.nextInt(statuses.length)];
      Wire wire = new Wire(random).status(status).body(status == 204 ? "" : "refused");
      return send(client, wire, seen(Kind.ANSWER, status, null, fresh, 0));
    }
    long waitedMs = random.nextBoolean() ? 60_000 : 0;
    if (random.nextBoolean()) {
      return lose(client, "", fresh, waitedMs);
    }
    String head = "HTTP/1.1 200 OK\r\nRequest_Id: " + delivery.id() + "\r\n";
    String[] beginnings = {
      "H",
      "HTTP/1.1 2",
      "HTTP/1.1 100 Continue\r\n\r\n",
      head,
      head + "Content-Length: 99\r\n\r\n" + delivery.body(),
      head + "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
      head + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
      head + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n",
    };
    return lose(client, beginnings[random.nextInt(beginnings.length)], fresh, waitedMs);
  }

  private boolean take(Request request, Socket client, boolean fresh) throws IOException {
    boolean isFirst = takeResult(request);
    // What a second result is answered with is not documented.
    int[] statuses = isFirst ? new int[] {200, 202, 204} : new int[] {200, 204, 403, 410};
    int status = statuses[random.nextInt(statuses.length)];
    if (status != 204 && random.nextInt(8) == 0) {
      String head = "HTTP/1.1 " + status + " Cut\r\nContent-Length: 9\r\n\r\nbo";
      client.getOutputStream().write(ascii(head));
      answered.accept(seen(Kind.ANSWER, status, null, fresh, 0)); // the body does not count
      return false;
    }
    Wire wire = new Wire(random).status(status).body(status == 204 ? "" : "thank you");
    return send(client, wire, seen(Kind.ANSWER, status, null, fresh, 0));
  }

  private boolean loseResult(Request request, boolean isReady, Socket client, boolean fresh)
      throws IOException {
    int[] statuses = {500, 502, 503, 504, 400, 413, 429};
    int status = statuses[random.nextInt(statuses.length)];
    if (!isReady && (status >= 500) && random.nextBoolean()) {
      takeResult(request);
    }
    if (random.nextBoolean()) {
      Wire wire = new Wire(random).status(status).body("lost");
      return send(client, wire, seen(Kind.ANSWER, status, null, fresh, 0));
    }
    if (!isReady && random.nextBoolean()) {
      takeResult(request);
    }
    String[] beginnings = {"", "", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nConte"};
    return lose(client, beginnings[random.nextInt(beginnings.length)], fresh, 0);
  }

  /** Whether it was the first result for the event that is handed out. */
  private boolean takeResult(Request request) {
    boolean isResult = !request.line().endsWith("/ready");
    if (isResult && pending != null) {
      pending
          .taken()
          .add(request.line().substring(request.line().lastIndexOf('/')) + " " + request.text());
      pending = null;
      return true;
    }
    return !isResult;
  }

  private Delivery pending() {
    if (pending == null && deliveries.size() < count) {
      int number = deliveries.size() + 1;
      boolean retry = number > 1 && random.nextInt(4) == 0;
      Delivery last = retry ? deliveries.get(number - 2) : null;
      String kind = random.nextInt(4) == 0 ? "fail-" : "中-";
      pending =
          retry
              ? new Delivery(last.id(), last.body())
              : new Delivery("id-" + number, kind + number);
      deliveries.add(pending);
    }
    return pending;
  }

  /**
   * Sends no more than a beginning, then ends the connection, with a reset when nothing is sent.
   */
  private boolean lose(Socket client, String beginning, boolean fresh, long waitedMs)
      throws IOException {
    clock.pass(waitedMs);
    client.getOutputStream().write(ascii(beginning));
    if (beginning.isEmpty() && random.nextBoolean()) {
      client.setSoLinger(true, 0);
    }
    Kind kind = beginning.isEmpty() ? Kind.NOTHING : Kind.CUT;
    answered.accept(seen(kind, 0, null, fresh, waitedMs));
    return false;
  }

  private boolean send(Socket client, Wire wire, Seen seen) throws IOException {
    boolean closes = wire.end();
    answered.accept(seen); // before the client can know, so that the next request finds it
    OutputStream out = client.getOutputStream();
    for (byte[] part : wire.parts()) {
      out.write(part);
    }
    return !closes;
  }

  private static Seen seen(Kind kind, int status, Delivery event, boolean fresh, long waitedMs) {
    return new Seen(
        kind,
        status,
        event == null ? null : event.id(),
        event == null ? null : event.body(),
        fresh,
        waitedMs);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      server.close();
      Socket last = socket;
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
