package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.scf.v20180416.ScfClient;
import com.tencentcloudapi.scf.v20180416.models.InvokeRequest;
import com.tencentcloudapi.scf.v20180416.models.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/**
 * Calls the function between scf:start and scf:stop, which have it deployed and say by system
 * properties where it is.
 */
class GreetingIT {
  private static final URI ENDPOINT = URI.create(System.getProperty("scf.endpoint"));
  private static final URI FUNCTION_URL = URI.create(System.getProperty("scf.functionUrl"));

  @Test
  void greetsWhoeverIsNamed() throws TencentCloudSDKException {
    Result result = invoke("{\"name\":\"Ada\"}");

    assertEquals("Hello, Ada", result.getRetMsg());
    assertEquals(0, result.getInvokeResult());
  }

  @Test
  void asksForANameWhereThereIsNone() throws TencentCloudSDKException {
    Result result = invoke("{}");

    assertEquals(-1, result.getInvokeResult());
    assertTrue(result.getErrMsg().contains("whom shall I greet?"), result.getErrMsg());
  }

  @Test
  void greetsWhoeverCallsItsUrl() throws Exception {
    HttpRequest get = HttpRequest.newBuilder(FUNCTION_URL.resolve("?name=Ada")).build();

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(get, HttpResponse.BodyHandlers.ofString());

    assertEquals(200, answer.statusCode());
    assertEquals("Hello, Ada", answer.body());
  }

  private static Result invoke(String event) throws TencentCloudSDKException {
    InvokeRequest request = new InvokeRequest();
    request.setFunctionName("greeting");
    request.setClientContext(event);
    return client().Invoke(request).getResult();
  }

  private static ScfClient client() {
    HttpProfile http = new HttpProfile();
    http.setProtocol(ENDPOINT.getScheme() + "://");
    http.setEndpoint(ENDPOINT.getAuthority());
    ClientProfile profile = new ClientProfile();
    profile.setHttpProfile(http);
    return new ScfClient(
        new Credential(System.getProperty("scf.secretId"), System.getProperty("scf.secretKey")),
        "ap-guangzhou",
        profile);
  }
}
