package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.scf4j.runtime.fake.FakeClock;
import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.FunctionProcess;
import io.scf4j.runtime.fake.Reply;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The largest events and results there are, in the smallest function there is. */
class MemoryTest {
  private static final int SIX_MB = 6 * 1024 * 1024;
  private static final long SLACK = 512 * 1024;

  @TempDir Path directory;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What the loop's thread allocates from one poll's answer to the next, the first event apart. */
  private static long allocatedForOneEvent(String handler, Reply warmUp, Reply event) {
    long loop = Thread.currentThread().getId();
    long[] before = new long[1];
    long[] after = new long[1];
    FakeRuntimeApi api =
        new FakeRuntimeApi(
            Reply.ok(),
            warmUp,
            Reply.ok(),
            event.after(() -> before[0] = THREADS.getThreadAllocatedBytes(loop)),
            Reply.ok().after(() -> after[0] = THREADS.getThreadAllocatedBytes(loop)));
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    new Launcher(api.env(), nowhere, nowhere, new FakeClock()).run(new String[] {handler});

    assertThat(api.requests().get(4).body()).hasSize(SIX_MB);
    return after[0] - before[0];
  }

  private static Reply sixMegabytes(String pattern) {
    return Reply.event("id-2", sixMegabytesOf(pattern));
  }

  private static byte[] sixMegabytesOf(String pattern) {
    byte[] one = pattern.getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[SIX_MB];
    for (int i = 0; i < body.length; i++) {
      body[i] = one[i % one.length];
    }
    return body;
  }

  /** As many bytes, in chunks of 4 KB, whose sum is not known before the end. */
  private static Reply sixMegabytesInChunks() {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int i = 0; i < SIX_MB / 4096; i++) {
      chunks.writeBytes("1000\r\n".getBytes(StandardCharsets.US_ASCII));
      chunks.writeBytes(new byte[4096]);
      chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    return Reply.raw(
        "HTTP/1.1 200 OK\r\nRequest_Id: id-2\r\nTransfer-Encoding: chunked\r\n\r\n",
        chunks.toString(StandardCharsets.US_ASCII),
        "0\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({"bytes, 1", "text, 3", "stream, 3", "singleBytes, 3"})
  void takesAtMostThreeTimesTheSizeOfTheEventAllTogether(String handler, int times) {
    long allocated =
        allocatedForOneEvent(
            "example.Sizes::" + handler, Reply.event("id-1", "a"), sixMegabytes("a"));

    assertThat(allocated).isBetween((long) SIX_MB, times * (long) SIX_MB + SLACK);
  }

  @Test
  void takesTwiceTheSizeOfAnEventWhoseLengthIsNotSent() {
    long allocated =
        allocatedForOneEvent(
            "example.Sizes::bytes", Reply.event("id-1", "a"), sixMegabytesInChunks());

    assertThat(allocated).isBetween((long) SIX_MB, 2 * (long) SIX_MB + SLACK);
  }

  /**
   * The JDK decodes such text in two attempts; nothing is added to what they and the result take.
   */
  @Test
  void addsNothingToWhatTheJdkTakesForChineseText() {
    byte[] body = "中".repeat(SIX_MB / 3).getBytes(StandardCharsets.UTF_8);
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    byte[] again = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    long jdk = THREADS.getThreadAllocatedBytes(thread) - before;
    assertThat(again).hasSize(SIX_MB);

    long allocated =
        allocatedForOneEvent("example.Sizes::text", Reply.event("id-1", "a"), sixMegabytes("中"));

    assertThat(allocated).isBetween(jdk, jdk + SIX_MB + SLACK);
  }

  /** The JVM gives a function of 128 MB a heap of half of it, when it is told nothing else. */
  @ParameterizedTest
  @CsvSource({"bytes, a", "text, 中", "stream, a"})
  void servesTwentyEventsOfSixMegabytesInTheHeapOfA128MbFunction(String handler, String pattern)
      throws Exception {
    List<Reply> replies = new ArrayList<>(List.of(Reply.ok()));
    for (int i = 0; i < 20; i++) {
      replies.add(sixMegabytes(pattern));
      replies.add(Reply.ok());
    }
    replies.add(Reply.silence());
    try (FakeRuntimeApi api = new FakeRuntimeApi(replies.toArray(new Reply[0]));
        FunctionProcess function =
            FunctionProcess.start(
                directory,
                api.env(),
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                "example.Sizes::" + handler)) {
      api.await(42, function);
      assertThat(function.err()).isEmpty();
      for (int i = 2; i < 42; i += 2) {
        assertThat(api.requests().get(i).line()).isEqualTo("POST /runtime/invocation/response");
        assertThat(api.requests().get(i).body()).isEqualTo(sixMegabytesOf(pattern));
      }
    }
  }
}
