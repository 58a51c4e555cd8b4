package io.scf4j.runtime.api;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * HTTP/1.1 to one server over one raw socket that is kept open. The JDK's clients would cost more
 * start-up time than the rest of the runtime together, and retry or time out on their own account.
 *
 * <p>There is no read timeout: an event may be hours away, and a blocking read is one system call
 * where a timed one is three. A connection the server closed while idle is replaced silently, which
 * is safe for POSTs too, because SCF ignores a result it already has.
 */
class HttpConnection {
  private static final int CONNECT_TIMEOUT_MS = 5_000;
  private static final int LARGEST_SINGLE_WRITE = 128 * 1024;
  private static final int LARGEST_ANSWER_TO_POST = 64 * 1024;

  private final RuntimeAddress address;
  private final byte[] headEnd;
  private Socket socket;
  private boolean reached;
  private OutputStream out;
  private ResponseReader reader;
  private byte[] request = new byte[4 * 1024];

  HttpConnection(RuntimeAddress address) {
    this.address = address;
    this.headEnd = ascii(" HTTP/1.1\r\nHost: " + address + "\r\nUser-Agent: scf4j\r\n");
  }

  /** Whether the last attempt to connect found a server; a refusal calls for patience. */
  boolean reached() {
    return reached;
  }

  /** Connects now rather than with the first exchange. */
  void connect() throws IOException {
    if (socket == null) {
      open();
    }
  }

  /** A GET whose whole body matters. */
  HttpResponse get(String path) throws IOException {
    int length = append(ascii("GET " + path), 0);
    length = append(headEnd, length);
    length = append(ascii("\r\n"), length);
    return exchange(length, new byte[0], 0, true);
  }

  /** A POST whose answer counts by its status; of its body at most 64 KB are read. */
  HttpResponse post(String path, String contentType, byte[] body) throws IOException {
    int length = append(ascii("POST " + path), 0);
    length = append(headEnd, length);
    length =
        append(
            ascii(
                "Content-Type: " + contentType + "\r\nContent-Length: " + body.length + "\r\n\r\n"),
            length);
    int inFirstWrite = Math.max(0, Math.min(body.length, LARGEST_SINGLE_WRITE - length));
    length = append(body, inFirstWrite, length);
    return exchange(length, body, inFirstWrite, false);
  }

  private HttpResponse exchange(int length, byte[] body, int bodyFrom, boolean wholeBody)
      throws IOException {
    if (socket != null) {
      try {
        return exchangeOnce(length, body, bodyFrom, wholeBody);
      } catch (IOException lost) {
        boolean answered = reader.started();
        close();
        if (answered) {
          throw lost;
        }
        // Closed by the server while idle: nothing was answered, so ask again on a new one.
      }
    }
    open();
    try {
      return exchangeOnce(length, body, bodyFrom, wholeBody);
    } catch (IOException lost) {
      close();
      throw lost;
    }
  }

  private HttpResponse exchangeOnce(int length, byte[] body, int bodyFrom, boolean wholeBody)
      throws IOException {
    reader.begin();
    out.write(request, 0, length);
    if (bodyFrom < body.length) {
      out.write(body, bodyFrom, body.length - bodyFrom);
    }
    reader.readHead();
    HttpResponse response = wholeBody ? reader.readBody(Integer.MAX_VALUE) : readShortBody();
    if (!reader.isReusable()) {
      close();
    }
    return response;
  }

  private HttpResponse readShortBody() {
    try {
      return reader.readBody(LARGEST_ANSWER_TO_POST);
    } catch (IOException cutShort) {
      return reader.withoutBody(); // the status has arrived, and nothing else counts
    }
  }

  private void open() throws IOException {
    reached = false;
    InetAddress[] candidates;
    try {
      candidates = InetAddress.getAllByName(address.host());
    } catch (IOException unknown) {
      throw new IOException("unknown host " + address.host(), unknown);
    }
    IOException refusal = null;
    for (InetAddress candidate : candidates) {
      try {
        connect(candidate);
        reached = true;
        return;
      } catch (IOException refused) {
        close();
        refusal = refused;
      }
    }
    throw new IOException(
        "cannot connect to " + address + " (" + refusal.getMessage() + ")", refusal);
  }

  private void connect(InetAddress candidate) throws IOException {
    socket = newSocket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(candidate, address.port()), CONNECT_TIMEOUT_MS);
    out = socket.getOutputStream();
    reader = new ResponseReader(socket.getInputStream());
  }

  /** Unconnected, and direct whatever proxies the JVM was told of; replaced by tests only. */
  Socket newSocket() {
    return new Socket(Proxy.NO_PROXY);
  }

  private void close() {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // It is given up either way.
    }
    socket = null;
  }

  private int append(byte[] bytes, int length) {
    return append(bytes, bytes.length, length);
  }

  private int append(byte[] bytes, int count, int length) {
    if (request.length < length + count) {
      byte[] larger = new byte[Math.max(2 * request.length, length + count)];
      System.arraycopy(request, 0, larger, 0, length);
      request = larger;
    }
    System.arraycopy(bytes, 0, request, length, count);
    return length + count;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
