package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.scf.v20180416.ScfClient;
import com.tencentcloudapi.scf.v20180416.models.Code;
import com.tencentcloudapi.scf.v20180416.models.CreateFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.DeleteFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionResponse;
import com.tencentcloudapi.scf.v20180416.models.InvokeRequest;
import com.tencentcloudapi.scf.v20180416.models.Result;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The official typed client, told nothing but the endpoint, takes the local SCF for the cloud. */
@Timeout(60)
class OfficialSdkTest {
  @TempDir Path store;
  private LocalScf scf;

  @BeforeEach
  void start() {
    // Long enough that a slow machine sees the state before it passes.
    Duration transition = Duration.ofSeconds(2);
    scf = LocalScf.start(new LocalScf.Options(store, 0, Duration.ofSeconds(1), transition, 5));
  }

  @AfterEach
  void stop() {
    scf.close();
  }

  private ScfClient client(String secretKey) {
    HttpProfile http = new HttpProfile();
    http.setProtocol("http://");
    http.setEndpoint("127.0.0.1:" + scf.access().port());
    ClientProfile profile = new ClientProfile();
    profile.setHttpProfile(http);
    return new ScfClient(
        new Credential(scf.access().secretId(), secretKey), "ap-guangzhou", profile);
  }

  private ScfClient client() {
    return client(scf.access().secretKey());
  }

  private void create(String name) throws TencentCloudSDKException, InterruptedException {
    CreateFunctionRequest create = new CreateFunctionRequest();
    create.setFunctionName(name);
    create.setRuntime("CustomRuntime");
    create.setTimeout(3L);
    create.setInitTimeout(3L);
    Code code = new Code();
    code.setZipFile(FunctionZip.of(FunctionZip.ECHO).base64());
    create.setCode(code);
    client().CreateFunction(create);
    GetFunctionResponse function = get(name);
    assertThat(function.getStatus()).isEqualTo("Creating");
    while (!function.getStatus().equals("Active")) {
      Thread.sleep(20);
      function = get(name);
    }
    assertThat(function.getHandler()).isEqualTo("index.main_handler");
    assertThat(function.getMemorySize()).isEqualTo(128);
  }

  private GetFunctionResponse get(String name) throws TencentCloudSDKException {
    GetFunctionRequest get = new GetFunctionRequest();
    get.setFunctionName(name);
    return client().GetFunction(get);
  }

  private Result invoke(String name, String event) throws TencentCloudSDKException {
    InvokeRequest invoke = new InvokeRequest();
    invoke.setFunctionName(name);
    invoke.setClientContext(event);
    invoke.setLogType("Tail");
    return client().Invoke(invoke).getResult();
  }

  @Test
  void createsInvokesAndDeletesThePlatformsSample() throws Exception {
    create("CustomRuntime-Bash");

    Result result =
        invoke("CustomRuntime-Bash", "{\"key1\":\"test value 1\",\"key2\":\"test value 2\"}");

    assertThat(result.getRetMsg())
        .isEqualTo("Echoing request: '{\"key1\":\"test value 1\",\"key2\":\"test value 2\"}'");
    assertThat(result.getInvokeResult()).isZero();
    assertThat(result.getErrMsg()).isEmpty();
    assertThat(result.getMemUsage()).isGreaterThan(1_000_000);
    assertThat(result.getDuration()).isBetween(0.1f, 3000f);
    assertThat(result.getLog())
        .startsWith(
            "START RequestId:" + result.getFunctionRequestId() + "\nInit Report RequestId: ")
        .contains("{\"key1\":\"test value 1\",\"key2\":\"test value 2\"}\nResponse RequestId:")
        .contains("END RequestId:" + result.getFunctionRequestId() + "\nReport RequestId:");

    assertThat(invoke("CustomRuntime-Bash", "{}").getLog()).doesNotContain("Init Report");

    DeleteFunctionRequest delete = new DeleteFunctionRequest();
    delete.setFunctionName("CustomRuntime-Bash");
    client().DeleteFunction(delete);
    assertThatThrownBy(() -> get("CustomRuntime-Bash"))
        .isInstanceOfSatisfying(
            TencentCloudSDKException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo("ResourceNotFound.Function"));
  }

  @Test
  void refusesAnotherSecretKey() {
    GetFunctionRequest get = new GetFunctionRequest();
    get.setFunctionName("any-function");
    assertThatThrownBy(() -> client("another").GetFunction(get))
        .isInstanceOfSatisfying(
            TencentCloudSDKException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo("AuthFailure.SignatureFailure"));
  }
}
