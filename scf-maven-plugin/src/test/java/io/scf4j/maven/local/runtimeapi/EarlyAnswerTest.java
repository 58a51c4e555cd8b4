package io.scf4j.maven.local.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Functions that answer before the thread that wrote them their event has come back from writing,
 * as happens when it is preempted there.
 */
@Timeout(60)
class EarlyAnswerTest {
  private final RuntimeSession session = new RuntimeSession(System::nanoTime);
  private final Semaphore writerBegins = new Semaphore(0);
  private final Semaphore writerReturns = new Semaphore(0);
  private final Socket client = new Socket();
  private ServerSocket listener;
  private Thread reader;

  /** An event's write begins, and returns, only when the test lets it. */
  private final class SlowlyReturning extends Socket {
    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
          boolean event = text.contains("Request_Id");
          if (event) {
            writerBegins.acquireUninterruptibly();
          }
          out.write(bytes, from, length);
          if (event) {
            writerReturns.acquireUninterruptibly();
          }
        }
      };
    }
  }

  @BeforeEach
  void connect() throws Exception {
    listener =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})) {
          @Override
          public Socket accept() throws IOException {
            Socket accepted = new SlowlyReturning();
            implAccept(accepted);
            return accepted;
          }
        };
    client.connect(listener.getLocalSocketAddress());
    client.setTcpNoDelay(true);
    client.setSoTimeout(10_000);
    reader = new Thread(new RuntimeConnection(listener.accept(), session), "reader");
    reader.start();
    session.ready();
  }

  @AfterEach
  void disconnect() throws Exception {
    writerBegins.release(1000);
    writerReturns.release(1000);
    client.close();
    listener.close();
    reader.join(10_000);
    assertThat(reader.isAlive()).isFalse();
  }

  private void send(String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String receive(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int b = client.getInputStream().read();
      assertThat(b).as("after %s", text).isNotNegative();
      text.append((char) b);
    }
    return text.toString();
  }

  /** The client has fetched the event, whose writer has not returned. */
  private CompletableFuture<Void> eventOnItsWay(String id) throws Exception {
    send(Wire.NEXT);
    Thread.sleep(20); // until the poll is held
    writerBegins.release();
    CompletableFuture<Void> offered = offer(id, "event");
    receive("event");
    return offered;
  }

  private CompletableFuture<Void> offer(String id, String event) {
    byte[] body = event.getBytes(StandardCharsets.US_ASCII);
    return CompletableFuture.runAsync(
        () -> session.offer(new RuntimeEvent(id, body, 128, 3000)),
        work -> new Thread(work, "offers").start());
  }

  @Test
  void takesALargeResultThatCameBeforeTheEventsWriterReturned() throws Exception {
    CompletableFuture<Void> offered = eventOnItsWay("id-1");

    send(Wire.post("invocation/response", "r".repeat(200_000)));
    Thread.sleep(200); // all of it is there
    writerReturns.release();
    offered.get(10, TimeUnit.SECONDS);

    assertThat(receive("OK\r\n")).startsWith("HTTP/1.1 200 OK");
    assertThat(session.answer().body()).hasSize(200_000);
  }

  @Test
  void readsAResultAsSoonAsTheEventIsOut() throws Exception {
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      CompletableFuture<Void> offered = eventOnItsWay("id-" + i);
      send(Wire.post("invocation/response", "result"));
      Thread.sleep(5);
      long begin = System.nanoTime();
      writerReturns.release();
      receive("\r\n\r\nOK");
      quickest = Math.min(quickest, System.nanoTime() - begin);
      offered.get(10, TimeUnit.SECONDS);
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(quickest)).isLessThan(30);
  }

  @Test
  void answersWhatWasSentBehindThePollAfterTheEvent() throws Exception {
    send(Wire.NEXT + Wire.post("invocation/response", "result"));
    Thread.sleep(20);
    CompletableFuture<Void> offered = offer("id-1", "event");
    Thread.sleep(100);
    writerBegins.release();
    writerReturns.release();
    offered.get(10, TimeUnit.SECONDS);

    assertThat(receive("\r\n\r\nOK"))
        .matches("(?s)HTTP/1.1 200 OK\r\n.*Request_Id: id-1.*event\\QHTTP/1.1 200 OK\\E\r\n.*OK");
    assertThat(session.answer().body()).asString(StandardCharsets.US_ASCII).isEqualTo("result");
  }

  @Test
  void answersAnEarlyResultOfALargeEventAfterTheEvent() throws Exception {
    send(Wire.NEXT);
    Thread.sleep(20);
    writerBegins.release();
    CompletableFuture<Void> offered = offer("id-1", "e".repeat(100_000));
    receive("\r\n\r\n");
    send(Wire.post("invocation/error", "too large for me"));
    Thread.sleep(100);
    writerReturns.release();
    offered.get(10, TimeUnit.SECONDS);

    assertThat(receive("OK")).isEqualTo("e".repeat(100_000) + "HTTP/1.1 200 OK");
    receive("\r\n\r\nOK");
    assertThat(session.answer().kind()).isEqualTo(Answer.Kind.ERROR);
  }
}
