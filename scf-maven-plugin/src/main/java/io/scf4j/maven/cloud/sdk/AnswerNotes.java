package io.scf4j.maven.cloud.sdk;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * What the SDK hides about one request: whether there was a connection to send it on, the status of
 * the answer, and the time at the server. For one thread.
 */
final class AnswerNotes implements Interceptor {
  private static final int FIRST_CLIENT_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final InstantSource clock;
  private Call call;
  private boolean refusedByProxy;
  private int status;
  private Duration clockBehind;

  AnswerNotes(InstantSource clock) {
    this.clock = clock;
  }

  /** Asked when the connection stands, before a byte of the request is sent. */
  @Override
  public Response intercept(Chain chain) throws IOException {
    call = chain.call();
    Response response = chain.proceed(chain.request());
    status = response.code();
    Date there = response.headers().getDate("Date");
    if (there != null) {
      clockBehind = Duration.between(clock.instant(), there.toInstant());
    }
    return response.isSuccessful() ? response : withoutBody(response);
  }

  /** The SDK neither reads nor closes the body of such an answer, and OkHttp complains of that. */
  private static Response withoutBody(Response response) {
    response.close();
    return response.newBuilder().body(ResponseBody.create(null, new byte[0])).build();
  }

  /** Whether a part of the request may have arrived. */
  boolean sent() {
    return call != null;
  }

  /**
   * Whether the limit of the whole call has ended it, which otherwise looks like a lost connection:
   * nobody but OkHttp's own watchdog cancels a call.
   */
  boolean timedOut() {
    return sent() && call.isCanceled();
  }

  /** Told when the proxy asks for a name and password that we do not have. */
  void refusedByProxy() {
    refusedByProxy = true;
  }

  /** Whether something on the way, which is not SCF, will refuse the same request again. */
  boolean refused() {
    return refusedByProxy || isClientError();
  }

  private boolean isClientError() {
    return status >= FIRST_CLIENT_ERROR
        && status < FIRST_SERVER_ERROR
        && status != REQUEST_TIMEOUT
        && status != TOO_MANY_REQUESTS;
  }

  /** How far this machine's clock is behind the server's; to the second, as the header is. */
  Optional<Duration> clockBehind() {
    return Optional.ofNullable(clockBehind);
  }
}
