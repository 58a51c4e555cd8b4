package io.scf4j.maven.cloud.sdk;

import io.scf4j.maven.cloud.CloudProxy;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;

/**
 * The HTTP client under the SDK, told never to send a request twice. Left alone it repeats a
 * request whose connection ends before the answer, and an Invoke or a CreateFunction that is
 * repeated is not the same as one. A connection serves one request, so that none is sent on one
 * that has gone stale.
 */
final class OneTryHttp {
  private OneTryHttp() {}

  static OkHttpClient client(
      Duration connectTimeout,
      Duration readTimeout,
      Duration writeTimeout,
      Optional<CloudProxy> proxy) {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .connectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS)
            .writeTimeout(writeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    proxy.ifPresent(
        p -> {
          builder.proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(p.host(), p.port())));
          p.user().ifPresent(user -> authenticate(builder, user, p.password().orElse("")));
        });
    return builder.build();
  }

  /** Answers the proxy's question once; asked again, the name or the password is wrong. */
  private static void authenticate(OkHttpClient.Builder builder, String user, String password) {
    String answer = Credentials.basic(user, password);
    builder.proxyAuthenticator(
        (route, response) ->
            answer.equals(response.request().header("Proxy-Authorization"))
                ? null
                : response.request().newBuilder().header("Proxy-Authorization", answer).build());
  }
}
