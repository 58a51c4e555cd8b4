package io.scf4j.it.harness;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.local.LocalScfAccess;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Stands between Maven and a real local SCF, and does to calls what networks, gateways and the
 * platform do. What it lets through is signed anew, since a signature holds for one address only:
 * any key will do here. Every connection serves one call.
 */
public final class FaultyCloud implements AutoCloseable {
  private static final int DRIP_MS = 100;

  private final LocalScfAccess scf;
  private final Plan plan;
  private final ServerSocket server;
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

  /**
   * A call that came in.
   *
   * @param nth of this action, from 1
   * @param nthOfAll of all actions, from 1
   */
  public record Call(String action, int nth, int nthOfAll) {
    /** Whether it is meant to change something. */
    public boolean writes() {
      return !action.startsWith("Get") && !action.startsWith("List");
    }
  }

  /** What happens to which call; {@link #PASSES} to most. */
  @FunctionalInterface
  public interface Plan {
    Fault faultOf(Call call);
  }

  /** What happens to a call. */
  @FunctionalInterface
  public interface Fault {
    void happenTo(Exchange exchange) throws IOException;
  }

  /** Nothing happens. */
  public static final Fault PASSES = exchange -> exchange.answer(exchange.passOn());

  /** The connection ends before the call is done. */
  public static final Fault RESET_BEFORE = Exchange::reset;

  /** The call is done, and the connection ends before the answer. */
  public static final Fault RESET_AFTER =
      exchange -> {
        exchange.passOn();
        exchange.reset();
      };

  /** The call is done, and answered as if it had failed. */
  public static final Fault INTERNAL_ERROR_AFTER =
      exchange -> {
        exchange.passOn();
        exchange.answer(error("InternalError"));
      };

  /** A gateway's page with status 502. */
  public static final Fault BAD_GATEWAY =
      exchange -> {
        String page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
        exchange.send("502 Bad Gateway", "", page.length());
        exchange.write(page);
      };

  /** Half of the body that was announced. */
  public static final Fault TRUNCATED =
      exchange -> {
        String body = exchange.passOn();
        exchange.send("200 OK", "", body.length());
        exchange.write(body.substring(0, body.length() / 2));
      };

  /** A whole body, of half an answer. */
  public static final Fault CUT_JSON =
      exchange -> {
        String body = exchange.passOn();
        exchange.answer(body.substring(0, body.length() / 2));
      };

  /** Status 200 and no body. */
  public static final Fault EMPTY = exchange -> exchange.answer("");

  /** An answer that comes byte by byte and has no end. */
  public static final Fault DRIPPING =
      exchange -> {
        exchange.send("200 OK", "", Integer.MAX_VALUE);
        while (true) {
          exchange.write(" ");
          try {
            Thread.sleep(DRIP_MS);
          } catch (InterruptedException e) {
            return;
          }
        }
      };

  /** Something happens in place of the call, then the connection ends. */
  public static Fault insteadOfIt(Runnable happening) {
    return exchange -> {
      happening.run();
      exchange.reset();
    };
  }

  /** The call is done, then something happens, then the connection ends. */
  public static Fault afterIt(Runnable happening) {
    return exchange -> {
      exchange.passOn();
      happening.run();
      exchange.reset();
    };
  }

  /** A refusal, in place of doing it. */
  public static Fault refusal(String code) {
    return exchange -> exchange.answer(error(code));
  }

  /** The function is in that state, whatever it is really in. */
  public static Fault status(String name) {
    return exchange ->
        exchange.answer("{\"Response\":{\"Status\":\"" + name + "\",\"RequestId\":\"fake\"}}");
  }

  /** The caller's clock is so far behind ours. */
  public static Fault clockBehind(Duration behind) {
    return exchange -> {
      String body = error("AuthFailure.SignatureExpire");
      String date =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              ZonedDateTime.now(ZoneOffset.UTC).plus(behind));
      exchange.send("200 OK", "Date: " + date + "\r\n", body.length());
      exchange.write(body);
    };
  }

  private FaultyCloud(LocalScfAccess scf, Plan plan) throws IOException {
    this.scf = scf;
    this.plan = plan;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "faulty-cloud");
    thread.setDaemon(true);
    thread.start();
  }

  public static FaultyCloud before(LocalScfAccess scf, Plan plan) {
    try {
      return new FaultyCloud(scf, plan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** What came in, in order. */
  public List<Call> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /** The actions that were asked for, in order. */
  public List<String> actions() {
    return calls().stream().map(Call::action).toList();
  }

  /** Those of them that are meant to change something. */
  public List<String> writes() {
    return calls().stream().filter(Call::writes).map(Call::action).toList();
  }

  /** How often an action was asked for. */
  public int count(String action) {
    return Collections.frequency(actions(), action);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket), "faulty-call");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Exchange exchange = Exchange.read(scf, socket);
      plan.faultOf(note(exchange.action())).happenTo(exchange);
    } catch (IOException e) {
      // the client has gone, as it may
    }
  }

  private Call note(String action) {
    synchronized (calls) {
      Call call = new Call(action, count(action) + 1, calls.size() + 1);
      calls.add(call);
      return call;
    }
  }

  private static String error(String code) {
    return "{\"Response\":{\"Error\":{\"Code\":\"%s\",\"Message\":\"on purpose\"},\"RequestId\":\"fake\"}}"
        .formatted(code);
  }

  /** One call on its connection. */
  public record Exchange(LocalScfAccess scf, Socket socket, String action, JsonObject parameters) {

    private static Exchange read(LocalScfAccess scf, Socket socket) throws IOException {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("no request");
        }
        head.append((char) next);
      }
      byte[] body = in.readNBytes(Integer.parseInt(header(head, "content-length")));
      return new Exchange(
          scf,
          socket,
          header(head, "x-tc-action"),
          JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject());
    }

    private static String header(CharSequence head, String name) {
      return head.toString()
          .lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElseThrow();
    }

    /** Has the local SCF do it, and returns its answer. */
    String passOn() {
      try (CloudCaller caller = new CloudCaller(scf)) {
        return caller.send(caller.signed(action, parameters));
      }
    }

    void answer(String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      send("200 OK", "", bytes.length);
      socket.getOutputStream().write(bytes);
    }

    private void send(String status, String headers, int length) throws IOException {
      write("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + length + "\r\n\r\n");
    }

    private void write(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** Closes so that the other side sees "Connection reset". */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
