package io.scf4j.maven.cloud.cos;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.ClientConfig;
import com.qcloud.cos.auth.COSCredentials;
import com.qcloud.cos.http.DefaultCosHttpClient;
import io.scf4j.maven.cloud.CloudProxy;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Optional;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.protocol.HttpContext;

/**
 * The HTTP client under the SDK, ours for two reasons. The SDK's own gives the password of a proxy
 * to COS instead of to the proxy, which asks for it before the tunnel is there. And it repeats some
 * requests by itself, so that nobody could say how often one is sent.
 */
final class CosHttp extends DefaultCosHttpClient {
  /** In every answer of COS, and in none of a proxy or a portal, to which the SDK is blind. */
  private static final String REQUEST_ID = "x-cos-request-id";

  private static final int FIRST_REDIRECT = 300;

  private final CloseableHttpClient client;

  private CosHttp(ClientConfig config, Optional<CloudProxy> proxy) {
    super(config);
    HttpClientBuilder builder =
        HttpClientBuilder.create()
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement();
    proxy.ifPresent(
        p -> {
          builder.setProxy(new HttpHost(p.host(), p.port()));
          p.user().ifPresent(user -> builder.setDefaultCredentialsProvider(login(p, user)));
        });
    client = builder.build();
  }

  /** The SDK's client on top of this one. */
  static COSClient client(
      COSCredentials credentials, ClientConfig config, Optional<CloudProxy> proxy) {
    COSClient cos = new COSClient(credentials, config);
    cos.shutdown(); // the HTTP client that it has made: a thread
    try {
      // There is no other way to give it one.
      Field http = COSClient.class.getDeclaredField("cosHttpClient");
      http.setAccessible(true);
      http.set(cos, new CosHttp(config, proxy));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of the COS SDK is another one inside.", e);
    }
    return cos;
  }

  @Override
  protected HttpResponse executeOneRequest(HttpContext context, HttpRequestBase request)
      throws IOException {
    HttpResponse response = client.execute(request, context);
    boolean success = response.getStatusLine().getStatusCode() < FIRST_REDIRECT;
    if (success && !response.containsHeader(REQUEST_ID)) {
      request.abort();
      throw new IOException("an answer that is not one of COS");
    }
    if (!success) {
      response.removeHeaders(HttpHeaders.CONTENT_TYPE); // else JSON of a proxy would be parsed
    }
    return response;
  }

  @Override
  public void shutdown() {
    super.shutdown();
    try {
      client.close();
    } catch (IOException e) {
      // nothing can be done about a connection that does not close
    }
  }

  private static BasicCredentialsProvider login(CloudProxy proxy, String user) {
    BasicCredentialsProvider logins = new BasicCredentialsProvider();
    logins.setCredentials(
        new AuthScope(proxy.host(), proxy.port()),
        new UsernamePasswordCredentials(user, proxy.password().orElse("")));
    return logins;
  }
}
