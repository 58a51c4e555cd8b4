package io.scf4j.maven.cloud.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.CloudProxy;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.cloud.Retries;
import io.scf4j.maven.cloud.RetryPolicy;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.testing.FakeClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies between here and the cloud and refuses today as it did yesterday: asked once. */
class RefusedOnTheWayTest {
  private static final char[] FAKE_PASSWORD = "not-a-secret".toCharArray();

  private static final String TUNNEL = "CONNECT scf.invalid:443 HTTP/1.1";
  private static final String ASKS_WHO =
      "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n";

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger connections = new AtomicInteger();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"", "user"})
  void aProxyThatWantsAnotherPasswordIsAskedOnce(String user) throws IOException {
    CloudException refusal = throughProxy(ASKS_WHO, Optional.of(user).filter(u -> !u.isEmpty()));
    assertThat(refusal.code()).isEqualTo(CloudException.REFUSED_ON_THE_WAY);
    assertThat(requests).containsExactly(TUNNEL);
  }

  @Test
  void aProxyInTroubleIsAskedAgain() throws IOException {
    CloudException refusal = throughProxy("HTTP/1.1 502 Bad Gateway\r\n", Optional.empty());
    assertThat(refusal.isUnreachable()).isTrue();
    assertThat(requests).hasSize(5).containsOnly(TUNNEL);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsLookedAtOnce() throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys().getKeyManagers(), null, null);
    try (ServerSocket server =
        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(server, "HTTP/1.1 200 OK\r\n");
      CloudException refusal =
          refusal(
              CloudEndpoint.parse("https://127.0.0.1:" + server.getLocalPort()), Optional.empty());
      assertThat(refusal.code()).isEqualTo(CloudException.REFUSED_ON_THE_WAY);
      assertThat(connections).hasValue(1);
    }
  }

  private CloudException throughProxy(String head, Optional<String> user) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(server, head);
      CloudProxy proxy =
          new CloudProxy("127.0.0.1", server.getLocalPort(), user, Optional.of("fake"));
      return refusal(CloudEndpoint.parse("https://scf.invalid"), Optional.of(proxy));
    }
  }

  /** Writes the first line of each request down, and gives the same answer to all. */
  private void serve(ServerSocket server, String head) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  Socket socket = server.accept();
                  connections.incrementAndGet();
                  answer(socket, head);
                }
              } catch (IOException e) {
                // closed: the test is over
              }
            },
            "refusing-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(Socket socket, String head) {
    try (socket) {
      requests.add(firstLine(socket.getInputStream()));
      socket
          .getOutputStream()
          .write(
              (head + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      requests.add("no request");
    }
  }

  private static String firstLine(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.substring(0, head.indexOf("\r\n"));
  }

  private KeyManagerFactory keys() throws Exception {
    Path file = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(FAKE_PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, FAKE_PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, FAKE_PASSWORD);
    return keys;
  }

  private static CloudException refusal(CloudEndpoint endpoint, Optional<CloudProxy> proxy) {
    TencentScf scf =
        new TencentScf(
            endpoint,
            new Credentials("a test", "fake-id", "fake-key", Optional.empty()),
            proxy,
            new Retries(
                RetryPolicy.of(CloudEndpoint.PUBLIC), new FakeClock().pacing(), line -> {}));
    return catchThrowableOfType(
        CloudException.class, () -> scf.function(new FunctionId("ap-shanghai", "team", "hello")));
  }
}
