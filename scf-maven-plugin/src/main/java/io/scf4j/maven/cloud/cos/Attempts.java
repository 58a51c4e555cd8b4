package io.scf4j.maven.cloud.cos;

import com.qcloud.cos.exception.CosClientException;
import com.qcloud.cos.exception.CosServiceException;
import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.Pacing;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.http.conn.ConnectTimeoutException;

/**
 * A request is sent again after what may pass: COS answers 5xx, not at all, or what cannot be read.
 * Every request here may be sent twice. What COS refuses stays refused, so that is not asked again.
 * Turns the SDK's exceptions into ours; their texts may hold a request with its token, so that only
 * COS's own words and those of an I/O error are taken from them.
 */
final class Attempts {
  /** With the pauses below about 15 s, the length of a short outage. */
  static final int MOST = 6;

  private static final Set<String> BUSY = Set.of("InternalError", "ServiceUnavailable", "SlowDown");
  private static final long FIRST_PAUSE_MS = 500;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int PROXY_LOGIN = 407;
  private static final int FORBIDDEN = 403;

  private final Pacing.Pause pause;
  private final DoubleSupplier random;

  /**
   * @param random from 0 to 1: those who failed together do not come back together
   */
  Attempts(Pacing.Pause pause, DoubleSupplier random) {
    this.pause = pause;
    this.random = random;
  }

  /**
   * Makes a call of the SDK until it succeeds or there is no hope.
   *
   * @param host for the message
   * @param action its name in a CAM policy, such as {@code cos:PutObject}
   * @throws CloudException of the last attempt
   */
  <T> T call(String host, String action, Supplier<T> call) {
    long pauseMs = FIRST_PAUSE_MS;
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (CosClientException e) {
        if (attempt == MOST || !mayPass(e)) {
          throw translated(host, action, e);
        }
      } catch (NullPointerException | IllegalArgumentException e) {
        // The SDK takes any success for one of COS, whatever a proxy has made of it.
        if (attempt == MOST) {
          throw CloudException.ofCos(
              host, action, "ServerSideError", "an answer that is not one of COS", "", null);
        }
      }
      try {
        pause.ofMillis((long) (pauseMs * (1 + random.getAsDouble()) / 2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw interrupted(host, action);
      }
      pauseMs *= 2;
    }
  }

  private static boolean mayPass(CosClientException e) {
    if (e instanceof CosServiceException refusal) {
      // A CompleteMultipartUpload that takes long is answered 200 before it is known how it ends.
      return refusal.getStatusCode() >= FIRST_SERVER_ERROR
          || refusal.getStatusCode() == REQUEST_TIMEOUT
          || BUSY.contains(text(refusal.getErrorCode()));
    }
    Throwable cause = e.getCause();
    return !(Thread.currentThread().isInterrupted()
        || cause instanceof InterruptedException
        || cause instanceof SSLHandshakeException
        || cause instanceof SSLPeerUnverifiedException);
  }

  private static CloudException translated(String host, String action, CosClientException e) {
    if (e instanceof CosServiceException refusal) {
      return CloudException.ofCos(
          host, action, code(refusal), text(refusal.getErrorMessage()), requestId(refusal), null);
    }
    Throwable cause = e.getCause();
    if (cause instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      return interrupted(host, action);
    }
    boolean connected =
        !(cause instanceof ConnectTimeoutException || cause instanceof ConnectException);
    boolean tooLong = cause instanceof InterruptedIOException && connected;
    return CloudException.ofCos(
        host,
        action,
        tooLong ? CloudException.TOOK_TOO_LONG : CloudException.UNREACHABLE,
        cause == null ? "an answer that is not one of COS" : cause.toString(),
        "",
        cause);
  }

  private static CloudException interrupted(String host, String action) {
    return CloudException.ofCos(
        host, action, CloudException.UNREACHABLE, "the build was interrupted", "", null);
  }

  /** An answer without a body, as those to HEAD are, has its status only. */
  private static String code(CosServiceException refusal) {
    String code = text(refusal.getErrorCode());
    boolean fromStatus = code.isEmpty() || code.startsWith(refusal.getStatusCode() + " ");
    if (!fromStatus) {
      return code;
    }
    if (refusal.getStatusCode() == PROXY_LOGIN) {
      return "ProxyAuthenticationRequired";
    }
    if (refusal.getStatusCode() == FORBIDDEN) {
      return "AccessDenied";
    }
    return refusal.getStatusCode() >= FIRST_SERVER_ERROR
        ? "ServerSideError"
        : "HTTP " + refusal.getStatusCode();
  }

  private static String requestId(CosServiceException refusal) {
    return text(refusal.getRequestId());
  }

  private static String text(String nullable) {
    return nullable == null ? "" : nullable;
  }
}
