package io.scf4j.maven.cloud.sdk;

import io.scf4j.maven.cloud.CloudProxy;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The HTTP client under the SDK, told never to send a request twice. Left alone it repeats a
 * request whose connection ends before the answer, and an Invoke or a CreateFunction that is
 * repeated is not the same as one. A connection serves one request, so that none is sent on one
 * that has gone stale.
 */
final class OneTryHttp {
  private OneTryHttp() {}

  /**
   * A client for one request.
   *
   * @param notes is told about the answer
   */
  static OkHttpClient client(CallLimits limits, Optional<CloudProxy> proxy, AnswerNotes notes) {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .connectTimeout(limits.connect().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(limits.silence().toMillis(), TimeUnit.MILLISECONDS)
            .writeTimeout(limits.silence().toMillis(), TimeUnit.MILLISECONDS)
            .callTimeout(limits.whole().toMillis(), TimeUnit.MILLISECONDS)
            .addNetworkInterceptor(notes);
    proxy.ifPresent(
        p -> {
          builder.proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(p.host(), p.port())));
          builder.proxyAuthenticator(
              (route, response) -> {
                Optional<Request> answer = answer(response.request(), p);
                if (answer.isEmpty() && !isPreemptive(response)) {
                  notes.refusedByProxy();
                }
                return answer.orElse(null);
              });
        });
    return builder.build();
  }

  /** Answers the proxy's question once; asked again, the name or the password is wrong. */
  private static Optional<Request> answer(Request request, CloudProxy proxy) {
    return proxy
        .user()
        .map(user -> Credentials.basic(user, proxy.password().orElse("")))
        .filter(answer -> !answer.equals(request.header("Proxy-Authorization")))
        .map(answer -> request.newBuilder().header("Proxy-Authorization", answer).build());
  }

  /** Before a tunnel is asked for, OkHttp asks us as if the proxy had. */
  private static boolean isPreemptive(Response question) {
    return "OkHttp-Preemptive".equalsIgnoreCase(question.header("Proxy-Authenticate"));
  }
}
