package io.scf4j.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every framing of a response, split at every byte. */
@SuppressWarnings("StringConcatToTextBlock") // every \r and \n of a response has to be seen
class ResponseReaderTest {

  /** Hands out at most a few bytes per read, as a network may. */
  private static final class Drip extends InputStream {
    private final ByteArrayInputStream bytes;
    private final int most;

    Drip(String text, int most) {
      this.bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
      this.most = most;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, Math.min(length, most));
    }
  }

  private static ResponseReader readerOf(String text, int most) {
    return new ResponseReader(new Drip(text, most));
  }

  private static HttpResponse read(ResponseReader reader) throws IOException {
    reader.begin();
    reader.readHead();
    return reader.readBody(Integer.MAX_VALUE);
  }

  private static String bodyOf(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
        "HTTP/1.1 200\r\ncontent-length:5\r\n\r\nhello",
        "HTTP/1.1 200 \r\nCONTENT-LENGTH: \t5 \r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
            + "1\r\nh\r\n1\r\ne\r\n1\r\nl\r\n1\r\nl\r\n1\r\no\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "0005;name=\"value\"\r\nhello\r\n0;last\r\nTrailer: x\r\nOther: y\r\n\r\n",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n0\n\n",
      })
  void readsTheBodyWhateverTheFramingAndWhereverItIsSplit(String text) throws IOException {
    for (int most : new int[] {1, 2, 3, 7, 1000}) {
      ResponseReader reader = readerOf(text, most);
      HttpResponse response = read(reader);

      assertThat(response.status()).isEqualTo(200);
      assertThat(bodyOf(response)).isEqualTo("hello");
      assertThat(reader.isReusable()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n\r\nhello",
        "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5\r\nhello\r\n0\r\n\r\n",
      })
  void readsTheBodyButGivesTheConnectionUp(String text) throws IOException {
    ResponseReader reader = readerOf(text, 1000);

    assertThat(bodyOf(read(reader))).isEqualTo("hello");
    assertThat(reader.isReusable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
      })
  void takesAnythingCutShortForAnError(String text) {
    assertThatThrownBy(() -> read(readerOf(text, 1000))).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhello\r\n0\r\n\r\n",
      })
  void takesAnythingThatIsNotHttpForAnError(String text) {
    assertThatThrownBy(() -> read(readerOf(text, 1000))).isInstanceOf(ProtocolException.class);
  }

  @Test
  void readsOneResponseAfterAnother() throws IOException {
    ResponseReader reader =
        readerOf(
            "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            7);

    assertThat(read(reader).status()).isEqualTo(204);
    assertThat(read(reader).status()).isEqualTo(304);
    assertThat(read(reader).status()).isEqualTo(200);
    assertThat(reader.isReusable()).isTrue();
  }

  @Test
  void readsAHeadOfAThousandHeadersAndRefusesOneWithoutEnd() throws IOException {
    String header = "X-Filler: 0123456789012345678901234567890123456789\r\n";
    String thousand = "HTTP/1.1 200 OK\r\n" + header.repeat(1000) + "Content-Length: 0\r\n\r\n";
    String endless = "HTTP/1.1 200 OK\r\n" + header.repeat(10_000);

    assertThat(read(readerOf(thousand, 1000)).status()).isEqualTo(200);
    assertThatThrownBy(() -> read(readerOf(endless, 1000))).isInstanceOf(ProtocolException.class);
  }

  @Test
  void readsTenMegabytesOfUnknownAndOfKnownLength() throws IOException {
    String body = "0123456789".repeat(1024 * 1024);

    assertThat(bodyOf(read(readerOf("HTTP/1.1 200 OK\r\n\r\n" + body, 9999)))).isEqualTo(body);
    assertThat(
            bodyOf(
                read(readerOf("HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n" + body, 9999))))
        .isEqualTo(body);
  }

  @Test
  void stopsAtTheLimitAndGivesTheConnectionUp() throws IOException {
    for (String text :
        new String[] {
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
          "HTTP/1.1 200 OK\r\n\r\nhello",
        }) {
      ResponseReader reader = readerOf(text, 1000);
      reader.begin();
      reader.readHead();

      assertThat(bodyOf(reader.readBody(3))).isEqualTo("hel");
      assertThat(reader.isReusable()).isFalse();
    }
  }

  @Test
  void findsHeadersInAnyCaseAndSkipsEmptyOnes() throws IOException {
    HttpResponse response =
        read(readerOf("HTTP/1.1 204 X\r\nREQUEST_ID:\r\nrequest_id: a\r\n\r\n", 1000));

    assertThat(response.header(HttpResponse.REQUEST_ID)).isEqualTo("a");
    assertThat(response.header(HttpResponse.TIME_LIMIT_IN_MS)).isNull();
  }
}
