package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the local SCF's process and those of its functions listen on, and how quick they answer. */
@Timeout(120)
class LocalScfPortsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final List<Path> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .toList();

  /** 127.0.0.1 as the kernel writes it, and the same of a socket that can do IPv6 too. */
  private static final List<String> LOOPBACK =
      List.of("0100007F:", "0000000000000000FFFF00000100007F:");

  /** A connection begins without delayed acknowledgements, in which nobody waits for anybody. */
  private static final int REQUESTS = 60;

  private static final int RESPONSE_LIMIT_MS = 10_000;

  @TempDir Path root;

  @AfterEach
  void nothingIsLeft() throws Exception {
    assertThat(ProcessesOf.leftIn(root, Duration.ofSeconds(5))).isEmpty();
  }

  private LocalScfProcess start(String... arguments) {
    return LocalScfProcess.start(root, JAVA, CLASS_PATH, LIMIT, List.of(arguments));
  }

  @Test
  void listensOnLoopbackOnly() throws Exception {
    try (LocalScfProcess process = start()) {
      CloudClient client = new CloudClient(process.access());
      client.create("one", FunctionZip.ECHO, "");
      client.create("two", FunctionZip.ECHO, "");
      client.invoke("one", "1");
      client.invoke("two", "2");
      String url = process.access().endpoint() + "/url/default/one/";
      HttpURLConnection visit = (HttpURLConnection) URI.create(url).toURL().openConnection();
      assertThat(visit.getResponseCode()).isEqualTo(200);
      assertThat(URI.create(process.access().endpoint()))
          .hasScheme("http")
          .hasHost("127.0.0.1")
          .hasPort(process.access().port());

      Set<String> listening = listening();

      assertThat(listening).as("cloud API and URLs, a runtime API of each instance").hasSize(3);
      assertThat(listening).allMatch(address -> LOOPBACK.stream().anyMatch(address::startsWith));
      assertThat(listening)
          .anyMatch(address -> address.endsWith(String.format(":%04X", process.access().port())));
    }
  }

  /** Of all processes of this test. */
  private Set<String> listening() throws IOException {
    Set<String> all = new TreeSet<>();
    for (String process : ProcessesOf.directory(root)) {
      all.addAll(ListeningPorts.of(Long.parseLong(process.substring(0, process.indexOf(' ')))));
    }
    return all;
  }

  @Test
  void aDebuggerReachesTheFunctionsJvmOnLoopbackAndNoTimeLimitDoes() throws Exception {
    int port = freePort();
    try (LocalScfProcess process = start("--debug", Integer.toString(port))) {
      CloudClient client = new CloudClient(process.access());
      client.ok(
          "CreateFunction",
          "{'FunctionName':'java','Runtime':'CustomRuntime','Timeout':1,'InitTimeout':3,'Code':{'ZipFile':'"
              + JavaFunction.zip(3500, 1500).base64()
              + "'}}");
      client.awaitActive("java");

      JsonObject result = client.invoke("java", "{}");

      assertThat(result.get("RetMsg").getAsString()).isEqualTo("14400000");
      assertThat(result.get("Log").getAsString())
          .contains("Listening for transport dt_socket at address: " + port);
      assertThat(handshake(port)).isEqualTo("JDWP-Handshake");
      assertThat(listening())
          .contains("0100007F:" + String.format("%04X", port))
          .allMatch(address -> LOOPBACK.stream().anyMatch(address::startsWith));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** What a debugger says first, and what a JVM answers. */
  private static String handshake(int port) throws IOException {
    byte[] greeting = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
    try (Socket debugger = connect(port)) {
      debugger.getOutputStream().write(greeting);
      byte[] answer = debugger.getInputStream().readNBytes(greeting.length);
      return new String(answer, StandardCharsets.US_ASCII);
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", port), RESPONSE_LIMIT_MS);
    socket.setSoTimeout(RESPONSE_LIMIT_MS);
    return socket;
  }

  /** Without its flag the JDK's server makes each request on a kept connection wait 40 ms. */
  @Test
  void answersOnAKeptConnectionAsQuicklyAsOnANewOne() throws Exception {
    assertThat(LocalScfProcess.JVM_FLAGS).contains("-Dsun.net.httpserver.nodelay=true");
    try (LocalScfProcess process = start()) {
      int port = process.access().port();
      long[] onNew = new long[REQUESTS];
      long[] onKept = new long[REQUESTS];
      try (Socket kept = connect(port)) {
        for (int i = 0; i < REQUESTS; i++) {
          long began = System.nanoTime();
          try (Socket fresh = connect(port)) {
            get(fresh, port);
          }
          long between = System.nanoTime();
          get(kept, port);
          onNew[i] = between - began;
          onKept[i] = System.nanoTime() - between;
        }
      }
      assertThat((double) median(onKept) / median(onNew)).isLessThan(5.0);
    }
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** One request and its whole answer. */
  private static void get(Socket socket, int port) throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    int length = 0;
    for (String line : head(socket.getInputStream())) {
      if (line.startsWith("Content-length: ")) {
        length = Integer.parseInt(line.substring("Content-length: ".length()));
      }
    }
    assertThat(length).isPositive();
    assertThat(socket.getInputStream().readNBytes(length)).hasSize(length);
  }

  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        if (line.toString().isBlank()) {
          break;
        }
        lines.add(line.toString().strip());
        line.setLength(0);
      } else {
        line.append((char) b);
      }
    }
    return lines;
  }
}
