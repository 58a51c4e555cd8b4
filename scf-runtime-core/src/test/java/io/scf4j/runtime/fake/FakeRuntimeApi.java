package io.scf4j.runtime.fake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A runtime API on a real socket that answers by a script and remembers what it was asked.
 *
 * <p>When the script is over it is gone: connections end and new ones are refused. With a clock
 * that does not wait, that is how a loop without an end comes to one in a test.
 */
public final class FakeRuntimeApi implements AutoCloseable {
  private final ServerSocket server;
  private final Deque<Reply> script = new ArrayDeque<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

  /** Listens on 127.0.0.1 and nowhere else. */
  public FakeRuntimeApi(Reply... replies) {
    script.addAll(Arrays.asList(replies));
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      server = new ServerSocket(0, 50, loopback);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::acceptAll);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The environment of a process that is to use this API. */
  public Map<String, String> env(String... namesAndValues) {
    Map<String, String> env = new HashMap<>();
    env.put("SCF_RUNTIME_API", "127.0.0.1");
    env.put("SCF_RUNTIME_API_PORT", String.valueOf(port()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      env.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return env;
  }

  /** How many connections were made to it. */
  public int connections() {
    return sockets.size();
  }

  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Waits until so many requests have arrived, or fails when the process ends before. */
  public void await(int count, FunctionProcess process) throws InterruptedException {
    synchronized (requests) {
      while (requests.size() < count) {
        if (!process.process().isAlive()) {
          throw new AssertionError(
              "ended after " + requests.size() + " requests: " + process.err());
        }
        requests.wait(20); // nobody is told when a process ends
      }
    }
  }

  /** All requests as text: method, path and body. */
  public List<String> log() {
    return requests().stream().map(Request::toString).toList();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        int number = sockets.size();
        start(() -> serve(socket, number));
      }
    } catch (IOException gone) {
      // The script is over.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        Request request = Request.read(in, number);
        if (request == null) {
          return;
        }
        Reply reply;
        boolean last;
        synchronized (script) {
          reply = script.pollFirst();
          last = script.isEmpty();
          if (reply == null) {
            return;
          }
          synchronized (requests) {
            requests.add(request);
            requests.notifyAll();
          }
        }
        reply.before.run();
        if (last) {
          server.close();
        }
        write(reply, socket);
        if (reply.reset) {
          socket.setSoLinger(true, 0);
        }
        if (reply.close || reply.reset || last) {
          return;
        }
      }
    } catch (IOException clientGone) {
      // As the script wanted it, or the test will tell.
    }
  }

  private static void write(Reply reply, Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    for (byte[] part : reply.parts) {
      reply.between.run();
      out.write(part);
      out.flush();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fake-runtime-api");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : List.copyOf(sockets)) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
