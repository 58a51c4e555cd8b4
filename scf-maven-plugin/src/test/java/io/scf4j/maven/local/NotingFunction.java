package io.scf4j.maven.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A function of bash alone, which starts no program for an event, and the notes that its instances
 * send to the test of each event they are given. Its events are {@code {"do":"<kind>","token":
 * "<token>"}}; its answer is {@code <function>|<version>|<code>|<value of CONF>|<token>|<pid>}.
 */
final class NotingFunction implements AutoCloseable {
  private static final String BOOTSTRAP =
      """
      #!/bin/bash
      host=$SCF_RUNTIME_API:$SCF_RUNTIME_API_PORT
      exec 3<>/dev/tcp/$SCF_RUNTIME_API/$SCF_RUNTIME_API_PORT
      receive() {
        local line length=0
        body=
        while IFS= read -r line <&3 && line=${line%$'\\r'} && [ -n "$line" ]; do
          case ${line,,} in content-length:*) length=${line#*: } ;; esac
        done
        [ "$length" = 0 ] || IFS= read -r -N "$length" body <&3
      }
      next() {
        printf 'GET /runtime/invocation/next HTTP/1.1\\r\\nHost: %s\\r\\n\\r\\n' "$host" >&3
        receive
        [ -n "$body" ]
      }
      post() {
        printf 'POST /runtime/%s HTTP/1.1\\r\\nHost: %s\\r\\nContent-Length: %d\\r\\n\\r\\n%s' \\
          "$1" "$host" ${#2} "$2" >&3
        receive
      }
      post init/ready ' '
      while next; do
        kind=${body#*do\\":\\"}; kind=${kind%%\\"*}
        token=${body#*token\\":\\"}; token=${token%%\\"*}
        exec 4>/dev/tcp/127.0.0.1/$NOTES && echo "$token" >&4
        exec 4>&-
        answer="$SCF_FUNCTIONNAME|$SCF_FUNCTIONVERSION|@CODE@|$CONF|$token|$$"
        case $kind in
          ok) post invocation/response "$answer" ;;
          error) post invocation/error "$answer" ;;
          slow) sleep 600 ;;
          exit) exit 3 ;;
          die) kill -KILL $$ ;;
          child) (trap '' TERM; sleep 600) & post invocation/response "$answer" ;;
          bye) post invocation/response "$answer"; exit 0 ;;
        esac
      done
      """;

  private final ServerSocket notes;
  private final Map<String, Integer> given = new ConcurrentHashMap<>();

  NotingFunction() throws IOException {
    notes = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    Thread reader = new Thread(this::read, "notes");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    while (!notes.isClosed()) {
      try (Socket socket = notes.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        socket.setSoTimeout(5000);
        String token = in.readLine();
        if (token != null) {
          given.merge(token, 1, Integer::sum);
        }
      } catch (IOException e) {
        // an instance that was killed has sent nothing
      }
    }
  }

  /** A zip whose answers have this code. */
  static String zip(int code) {
    return FunctionZip.of(BOOTSTRAP.replace("@CODE@", Integer.toString(code))).base64();
  }

  /** The variables of a configuration, as a parameter of the API. */
  String environment(int conf) {
    return "'Environment':{'Variables':[{'Key':'NOTES','Value':'"
        + notes.getLocalPort()
        + "'},{'Key':'CONF','Value':'"
        + conf
        + "'}]}";
  }

  /** How many instances were given the event with this token. */
  int given(String token) {
    return given.getOrDefault(token, 0);
  }

  @Override
  public void close() throws IOException {
    notes.close();
  }
}
