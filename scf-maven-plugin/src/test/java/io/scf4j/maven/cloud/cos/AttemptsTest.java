package io.scf4j.maven.cloud.cos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.qcloud.cos.exception.CosClientException;
import io.scf4j.maven.cloud.CloudException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final Attempts attempts = new Attempts(ms -> {}, () -> 0);
  private int calls;

  /** The SDK describes the whole request in it, with Authorization and token. */
  @Test
  void repeatsNoTextOfTheSdk() {
    CloudException refusal =
        failing(
            new CosClientException("httpRequest: token=fake-token", new IllegalStateException()));

    assertThat(refusal.said()).isEqualTo("No answer: java.lang.IllegalStateException");
    for (Throwable shown = refusal; shown != null; shown = shown.getCause()) {
      assertThat(shown.toString()).doesNotContain("fake-token");
    }
    assertThat(calls).isEqualTo(Attempts.MOST);
  }

  @Test
  void asksNobodyTwiceWhoseCertificateIsWrong() {
    CloudException refusal =
        failing(new CosClientException("no", new SSLHandshakeException("unknown authority")));

    assertThat(refusal.said()).contains("unknown authority");
    assertThat(calls).isEqualTo(1);
  }

  private CloudException failing(CosClientException thrown) {
    return catchThrowableOfType(
        CloudException.class,
        () ->
            attempts.call(
                "host",
                "cos:PutObject",
                () -> {
                  calls++;
                  throw thrown;
                }));
  }
}
