package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that mean harm or never end, by raw sockets, against the process that users have: some of
 * its limits are flags of its JVM.
 */
@Timeout(120)
class HostileClientsTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String REQUEST_LIMIT = "-Dsun.net.httpserver.maxReqTime=30";
  private static final int MAX_BODY = 70 * 1024 * 1024;

  @TempDir Path root;
  private Process process;
  private LocalScfAccess access;

  /** Starts with a flag in place of the one of its name that users have. */
  private void start(String limit, String... more) throws IOException {
    String name = limit.substring(0, limit.indexOf('=') + 1);
    assertThat(LocalScfProcess.JVM_FLAGS)
        .contains(REQUEST_LIMIT)
        .anyMatch(flag -> flag.startsWith(name));
    List<String> command = new ArrayList<>();
    command.add(JAVA.toString());
    for (String flag : LocalScfProcess.JVM_FLAGS) {
      command.add(flag.startsWith(name) ? limit : flag);
    }
    command.addAll(List.of(more));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            LocalScfMain.class.getName(),
            "--store",
            root.resolve("store").toString()));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    access = LocalScfAccess.fromJson(line).orElseThrow();
  }

  @AfterEach
  void stop() throws Exception {
    process.destroy();
    process.waitFor();
    assertThat(ProcessesOf.leftIn(root, Duration.ofSeconds(5))).isEmpty();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), access.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static String untilEnd(Socket socket) {
    StringBuilder text = new StringBuilder();
    try {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int c = in.read(); c >= 0; c = in.read()) {
        text.append((char) c);
      }
    } catch (java.net.SocketTimeoutException e) {
      return "not ended: " + text;
    } catch (IOException e) {
      // reset: an end too
    }
    return text.toString();
  }

  private String answer(String head) throws IOException {
    try (Socket socket = connect()) {
      try {
        send(socket, head);
      } catch (IOException e) {
        // cut while it was sending
      }
      return untilEnd(socket);
    }
  }

  /** Headers of somebody who knows the SecretId; whether the key too, only the body can tell. */
  private String known() {
    return "X-TC-Timestamp: "
        + Instant.now().getEpochSecond()
        + "\r\nAuthorization: TC3-HMAC-SHA256 Credential="
        + access.secretId()
        + "/"
        + LocalDate.now(ZoneOffset.UTC)
        + "/scf/tc3_request, SignedHeaders=content-type;host, Signature="
        + "0".repeat(64)
        + "\r\n";
  }

  private void assertServes() throws Exception {
    assertThat(new CloudClient(access).code("GetFunction", "{\"FunctionName\":\"none\"}"))
        .isEqualTo("ResourceNotFound.Function");
  }

  /** Sends one byte after another until the server has had enough. */
  private void assertIsCutWhileSending(String begin) throws Exception {
    try (Socket socket = connect()) {
      send(socket, begin);
      Thread dripping =
          new Thread(
              () -> {
                try {
                  while (true) {
                    send(socket, "a");
                    Thread.sleep(100);
                  }
                } catch (IOException | InterruptedException e) {
                  // cut
                }
              });
      dripping.start();
      assertServes();
      assertThat(untilEnd(socket)).isEmpty();
      dripping.interrupt();
      dripping.join();
    }
    assertServes();
  }

  @Test
  void cutsAHeadThatDripsIn() throws Exception {
    start("-Dsun.net.httpserver.maxReqTime=1");
    assertIsCutWhileSending("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + access.port() + "\r\nX: ");
  }

  @Test
  void cutsABodyThatDripsIn() throws Exception {
    start("-Dsun.net.httpserver.maxReqTime=1");
    String head = "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + access.port() + "\r\n" + known();
    assertIsCutWhileSending(head + "Content-Length: 1000000\r\n\r\n{");
    assertIsCutWhileSending(head + "Transfer-Encoding: chunked\r\n\r\nfffff\r\n{");
  }

  @Test
  void letsAnInvocationTakeLongerThanARequestMay() throws Exception {
    start("-Dsun.net.httpserver.maxReqTime=1");
    CloudClient client = new CloudClient(access);
    client.create(
        "slow", FunctionZip.ECHO.replace("echo \"$event\" 1>&2", "sleep 3"), ",\"Timeout\":20");
    assertThat(client.invoke("slow", "1").get("RetMsg").getAsString())
        .isEqualTo("Echoing request: '1'");
  }

  /** A socket that takes in little by itself, with a call for 6 MB sent on it. */
  private Socket askForMuch(String request) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress("127.0.0.1", access.port()));
    socket.setSoTimeout(30_000);
    send(socket, request);
    return socket;
  }

  private List<String> requestsForMuch(CloudClient client) throws Exception {
    client.create(
        "much",
        FunctionZip.ECHO.replace(
            "--data-binary \"Echoing request: '$event'\"",
            "--data-binary @<(sleep 2; head -c 6000000 /dev/zero | tr '\\0' a)"),
        ",\"Timeout\":20");
    String body = "{\"FunctionName\":\"much\"}";
    StringBuilder invoke = new StringBuilder("POST / HTTP/1.1\r\n");
    client
        .request("Invoke", body)
        .headers()
        .map()
        .forEach((name, values) -> invoke.append(name + ": " + values.get(0) + "\r\n"));
    String host = "Host: 127.0.0.1:" + access.port() + "\r\n";
    return List.of(
        invoke + host + "Content-Length: " + body.length() + "\r\n\r\n" + body,
        "GET /url/default/much/ HTTP/1.1\r\n" + host + "\r\n");
  }

  @Test
  void cutsAClientThatDoesNotReadItsAnswer() throws Exception {
    start("-Dscf4j.local.readingTime=1");
    for (String request : requestsForMuch(new CloudClient(access))) {
      try (Socket socket = askForMuch(request)) {
        Thread.sleep(5000); // two for the function, one to read, and then some
        assertThat(untilEnd(socket)).startsWith("HTTP/1.1 200 OK").hasSizeLessThan(6_000_000);
      }
    }
    assertServes();
  }

  @Test
  void cutsAClientThatReadsDropByDrop() throws Exception {
    start("-Dscf4j.local.readingTime=1");
    for (String request : requestsForMuch(new CloudClient(access))) {
      try (Socket socket = askForMuch(request)) {
        int read = 0;
        try {
          while (socket.getInputStream().read() >= 0) {
            read++;
            Thread.sleep(read < 500 ? 10 : 0);
          }
        } catch (IOException e) {
          // reset
        }
        assertThat(read).isBetween(100, 5_900_000);
      }
    }
    assertServes();
  }

  @Test
  void countsNotTheInvocationButTheReadingOfItsAnswer() throws Exception {
    start("-Dscf4j.local.readingTime=1");
    for (String request : requestsForMuch(new CloudClient(access))) {
      try (Socket socket = askForMuch(request.replace("Host:", "Connection: close\r\nHost:"))) {
        assertThat(untilEnd(socket)).startsWith("HTTP/1.1 200 OK").hasSizeGreaterThan(6_000_000);
      }
    }
  }

  @Test
  void cutsAHeadWithoutEnd() throws Exception {
    start(REQUEST_LIMIT);
    String host = "Host: 127.0.0.1:" + access.port() + "\r\n";
    String mega = "a".repeat(1024 * 1024);
    assertThat(answer("GET /" + mega + " HTTP/1.1\r\n" + host + "\r\n")).isEmpty();
    assertThat(answer("GET / HTTP/1.1\r\n" + host + "X: " + mega + "\r\n\r\n")).isEmpty();
    assertThat(answer("GET / HTTP/1.1\r\n" + host + "X: a\r\n".repeat(150_000) + "\r\n")).isEmpty();
    assertServes();
  }

  private String hugeBody(String head, byte[] chunkEnd, String last) throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      send(socket, head);
      byte[] part = new byte[1024 * 1024];
      for (int sent = 0; sent < MAX_BODY; sent += part.length) {
        out.write(part);
        out.write(chunkEnd);
      }
      send(socket, last);
      socket.shutdownOutput();
      return untilEnd(socket);
    }
  }

  @Test
  void answersABodyThatIsOneByteTooLarge() throws Exception {
    start(REQUEST_LIMIT);
    String head = "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + access.port() + "\r\n";
    assertThat(hugeBody(head + "Content-Length: " + (MAX_BODY + 1) + "\r\n\r\n", new byte[0], "a"))
        .startsWith("HTTP/1.1 200 OK")
        .contains("\"Code\":\"RequestSizeLimitExceeded\"")
        .contains("\"RequestId\":\"");
    String chunk = "100000\r\n";
    assertThat(
            hugeBody(
                head + known() + "Transfer-Encoding: chunked\r\n\r\n" + chunk,
                ("\r\n" + chunk).getBytes(StandardCharsets.US_ASCII),
                "a".repeat(1024 * 1024) + "\r\n0\r\n\r\n"))
        .contains("\"Code\":\"RequestSizeLimitExceeded\"");
    assertServes();
  }

  /** Which JDKs refuse it themselves depends on their update; the others read the chunks. */
  @ParameterizedTest
  @ValueSource(strings = {"3", "999999999999"})
  void neverBelievesTheLengthOfAChunkedBody(String length) throws Exception {
    start(REQUEST_LIMIT);
    String body = "{\"FunctionName\":\"none\"}";
    HttpRequest signed = new CloudClient(access).request("GetFunction", body);
    StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nHost: 127.0.0.1:");
    head.append(access.port()).append("\r\n");
    signed.headers().map().forEach((name, values) -> append(head, name, values.get(0)));
    append(head, "Content-Length", length);
    append(head, "Transfer-Encoding", "chunked");
    append(head, "Connection", "close");
    String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    assertThat(answer(head + "\r\n" + chunk))
        .containsAnyOf("HTTP/1.1 400 Bad Request", "\"Code\":\"ResourceNotFound.Function\"");
    assertServes();
  }

  private static void append(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /** Two dozen of 8 MB would be more than its heap. */
  @ParameterizedTest
  @CsvSource({
    "/, Content-Type: application/json",
    "/, Content-Type: application/x-www-form-urlencoded",
    "/url/default/none/, X: y"
  })
  void keepsNoMemoryForStrangers(String path, String header) throws Exception {
    start(REQUEST_LIMIT, "-Xmx160m");
    List<Socket> sockets = new ArrayList<>();
    byte[] part = new byte[6_000_000];
    try {
      for (int i = 0; i < 40; i++) {
        Socket socket = connect();
        sockets.add(socket);
        send(
            socket,
            "POST "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + access.port()
                + "\r\nContent-Length: 6000001\r\n"
                + header
                + "\r\n\r\n");
        try {
          socket.getOutputStream().write(part);
        } catch (IOException e) {
          // it was answered, and cut
        }
      }
      assertServes();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    assertServes();
  }

  @Test
  void doesNotReadABodyToItsEndThatIsFarTooLarge() throws Exception {
    start(REQUEST_LIMIT);
    long sent = 0;
    try (Socket socket = connect()) {
      send(
          socket,
          "POST / HTTP/1.1\r\nHost: 127.0.0.1:"
              + access.port()
              + "\r\nContent-Length: 100000000000\r\n\r\n");
      byte[] part = new byte[1024 * 1024];
      while (sent < 1000L * part.length) {
        socket.getOutputStream().write(part);
        sent += part.length;
      }
    } catch (IOException e) {
      // cut
    }
    assertThat(sent).isBetween((long) MAX_BODY, 3L * MAX_BODY);
    assertServes();
  }

  @Test
  void servesOthersWhileAHundredConnectionsIdle() throws Exception {
    start(REQUEST_LIMIT);
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket socket = connect();
        idle.add(socket);
        if (i % 2 == 0) {
          send(socket, "POST / HTTP/1.1\r\nHost:");
        }
      }
      assertServes();
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Host: evil.example:PORT                                          | The local SCF is not",
        "Host: 127.0.0.1:PORT\\r\\nOrigin: http://evil.example            | does not serve pages of",
        "Host: 127.0.0.1:PORT\\r\\nSec-Fetch-Site: cross-site             | pages of other sites",
        "Host: 127.0.0.1:PORT\\r\\nHost: evil.example                     | The local SCF is not",
        "X: no host                                                       | The local SCF is not",
      })
  void refusesWhatABrowserSendsForAPageFromElsewhere(String headers, String reason)
      throws Exception {
    start(REQUEST_LIMIT);
    String lines =
        headers.replace("\\r\\n", "\r\n").replace("PORT", Integer.toString(access.port()));
    for (String method : List.of("GET", "POST", "OPTIONS", "DELETE")) {
      assertThat(
              answer(
                  method
                      + " / HTTP/1.1\r\n"
                      + lines
                      + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 403 Forbidden\r\n")
          .contains(reason)
          .doesNotContainIgnoringCase("access-control");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "PUT", "DELETE", "HEAD", "PATCH"})
  void hasNoOtherMethodsAndNoCors(String method) throws Exception {
    start(REQUEST_LIMIT);
    assertThat(
            answer(
                method
                    + " / HTTP/1.1\r\nHost: 127.0.0.1:"
                    + access.port()
                    + "\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
        .contains("Allow: GET, POST")
        .doesNotContainIgnoringCase("access-control");
  }
}
