package io.scf4j.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has to hold for any bytes: wherever they are split, and however they are damaged. */
@SuppressWarnings("StringConcatToTextBlock") // every \r and \n of a response has to be seen
class ResponseReaderPropertyTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static String[] valid() {
    String chinese = "中文😀";
    int length = chinese.getBytes(StandardCharsets.UTF_8).length;
    return new String[] {
      "HTTP/1.1 200 OK\r\nRequest_Id: a\r\nContent-Length: " + length + "\r\n\r\n" + chinese,
      "HTTP/1.1 103 Early Hints\r\nLink: b\r\n\r\nHTTP/1.1 200\nREQUEST_ID:a\nContent-Length: "
          + length
          + "\n\n"
          + chinese,
      "HTTP/1.1 200 OK\r\nrequest_id: a\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "4;x=\"y\"\r\n中e\r\n1\r\nx\r\n0\r\nTrailer: z\r\n\r\n",
      "HTTP/1.0 200 OK\r\nRequest_Id: a\r\n\r\n" + chinese,
    };
  }

  private static HttpResponse read(InputStream in) throws IOException {
    ResponseReader reader = new ResponseReader(in);
    reader.begin();
    reader.readHead();
    return reader.readBody(Integer.MAX_VALUE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void givesTheSameResponseWhereverItsBytesAreSplit(String text) throws IOException {
    byte[] all = bytes(text);
    HttpResponse whole = read(new ByteArrayInputStream(all));
    for (int at = 0; at <= all.length; at++) {
      // Of two streams in sequence no read goes over the border.
      HttpResponse split =
          read(
              new SequenceInputStream(
                  new ByteArrayInputStream(all, 0, at),
                  new ByteArrayInputStream(all, at, all.length - at)));

      assertThat(split.status()).as("split at %d", at).isEqualTo(200);
      assertThat(split.header(HttpResponse.REQUEST_ID)).as("split at %d", at).isEqualTo("a");
      assertThat(split.body()).as("split at %d", at).isEqualTo(whole.body());
    }
  }

  /** All but the one whose end is the end of the connection. */
  @ParameterizedTest
  @MethodSource("valid")
  void takesNoBeginningForTheWhole(String text) {
    byte[] all = bytes(text);
    if (text.startsWith("HTTP/1.0")) {
      return;
    }
    for (int length = 0; length < all.length; length++) {
      try {
        read(new ByteArrayInputStream(all, 0, length));
        fail("accepted the first %d of %d bytes", length, all.length);
      } catch (IOException cutShort) {
        assertThat(cutShort).hasMessageStartingWith("connection closed");
      }
    }
  }

  /** Ends with its bytes: a reader that asked again after the end would go round for ever. */
  private static final class Once extends InputStream {
    private final ByteArrayInputStream bytes;
    private int ends;

    Once(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      throw new AssertionError("reads bytes one by one");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int read = bytes.read(target, offset, length);
      if (read < 0 && ++ends > 3) {
        throw new AssertionError("goes on asking after the end");
      }
      return read;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void parsesOrRefusesWhateverIsDamaged(long seed) {
    Random random = new Random(seed);
    String[] valid = valid();
    int parsed = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = damage(bytes(valid[random.nextInt(valid.length)]), random);
      try {
        HttpResponse response = read(new Once(damaged));
        assertThat(response.body().length).isLessThanOrEqualTo(damaged.length);
        parsed++;
      } catch (IOException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      } catch (Throwable thrown) {
        throw new AssertionError(
            "seed " + seed + " round " + round + ": " + Arrays.toString(damaged), thrown);
      }
    }
    assertThat(parsed).isBetween(2_000, 18_000); // it is the border that is tested
  }

  private static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    byte[] telling = bytes("\r\n :;0123456789abcdefABCDEFhHtTpP/.,-\u0000");
    for (int times = 1 + random.nextInt(3); times > 0 && damaged.length > 1; times--) {
      int at = random.nextInt(damaged.length);
      byte other =
          random.nextBoolean()
              ? telling[random.nextInt(telling.length)]
              : (byte) random.nextInt(256);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] = other;
        case 1 -> damaged = Arrays.copyOf(damaged, at);
        case 2 -> {
          byte[] longer = Arrays.copyOf(damaged, damaged.length + 1);
          System.arraycopy(damaged, at, longer, at + 1, damaged.length - at);
          longer[at] = other;
          damaged = longer;
        }
        default -> {
          byte[] shorter = Arrays.copyOf(damaged, damaged.length - 1);
          System.arraycopy(damaged, at + 1, shorter, at, shorter.length - at);
          damaged = shorter;
        }
      }
    }
    return damaged;
  }

  @Test
  void takesNoMoreMemoryThanArrivesWhateverLengthIsClaimed() {
    for (String claim :
        new String[] {
          "HTTP/1.1 200 OK\r\nContent-Length: 2147483639\r\n\r\nabc",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7ffffff7\r\nabc",
        }) {
      long thread = Thread.currentThread().getId();
      long before = THREADS.getThreadAllocatedBytes(thread);
      try {
        read(new ByteArrayInputStream(bytes(claim)));
        fail("accepted %s", claim);
      } catch (IOException cutShort) {
        assertThat(THREADS.getThreadAllocatedBytes(thread) - before).isLessThan(1024 * 1024);
        assertThat(cutShort)
            .hasMessageStartingWith("connection closed within a body, after 3 of 214748363");
      }
    }
  }
}
