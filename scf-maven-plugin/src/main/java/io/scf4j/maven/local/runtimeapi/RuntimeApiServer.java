package io.scf4j.maven.local.runtimeapi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The runtime API of one instance on its own loopback port: four routes of HTTP/1.1, by blocking
 * sockets. Not the JDK's server, because that one rewrites {@code Request_Id} to {@code Request_id}
 * and cannot see that the client of a long poll is gone. One port per instance, so that a result is
 * never mistaken for another instance's.
 */
public final class RuntimeApiServer implements AutoCloseable {

  /** The platform gives a function as many descriptors; more are refused. */
  private static final int MAX_CONNECTIONS = 1024;

  private static final long ACCEPT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ServerSocket listener;
  private final RuntimeSession session;
  private final Set<RuntimeConnection> connections = ConcurrentHashMap.newKeySet();

  private RuntimeApiServer(ServerSocket listener, RuntimeSession session) {
    this.listener = listener;
    this.session = session;
  }

  /**
   * Starts to serve on a free port of 127.0.0.1.
   *
   * @throws IOException when no port can be bound
   */
  public static RuntimeApiServer start(RuntimeSession session) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.bind(
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 128);
    RuntimeApiServer server = new RuntimeApiServer(listener, session);
    server.daemon(server::accept, "scf-runtime-api-" + server.port()).start();
    return server;
  }

  /** Value of {@code SCF_RUNTIME_API}. */
  public String host() {
    return "127.0.0.1";
  }

  /** Value of {@code SCF_RUNTIME_API_PORT}. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        if (connections.size() >= MAX_CONNECTIONS) {
          socket.close();
          continue;
        }
        RuntimeConnection connection = new RuntimeConnection(socket, session);
        connections.add(connection);
        daemon(
                () -> {
                  try {
                    connection.run();
                  } finally {
                    connections.remove(connection);
                  }
                },
                "scf-runtime-api-" + port() + "-" + socket.getPort())
            .start();
        if (listener.isClosed()) {
          connection.close();
        }
      } catch (IOException e) {
        // Closed, or a client that was gone before, or no descriptors are left, which lasts.
        LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
      }
    }
  }

  private Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // closed is all that was wanted
    }
    connections.forEach(RuntimeConnection::close);
  }
}
