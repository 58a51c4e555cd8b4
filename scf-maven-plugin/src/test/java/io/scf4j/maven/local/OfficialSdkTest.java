package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.common.profile.Language;
import com.tencentcloudapi.scf.v20180416.ScfClient;
import com.tencentcloudapi.scf.v20180416.models.Code;
import com.tencentcloudapi.scf.v20180416.models.CreateFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.DeleteFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.Environment;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionResponse;
import com.tencentcloudapi.scf.v20180416.models.InvokeRequest;
import com.tencentcloudapi.scf.v20180416.models.Result;
import com.tencentcloudapi.scf.v20180416.models.Variable;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private ClientProfile profile() {
    HttpProfile http = new HttpProfile();
    http.setProtocol("http://");
    http.setEndpoint("127.0.0.1:" + scf.access().port());
    ClientProfile profile = new ClientProfile();
    profile.setHttpProfile(http);
    return profile;
  }

  private ScfClient client(String secretKey) {
    return client(new Credential(scf.access().secretId(), secretKey), profile());
  }

  private static ScfClient client(Credential credential, ClientProfile profile) {
    return new ScfClient(credential, "ap-guangzhou", profile);
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

  private String codeOfGet(Credential credential, ClientProfile profile) {
    GetFunctionRequest get = new GetFunctionRequest();
    get.setFunctionName("any-function");
    get.setShowCode("TRUE");
    try {
      client(credential, profile).GetFunction(get);
      return "ok";
    } catch (TencentCloudSDKException e) {
      assertThat(e.getRequestId()).matches("[0-9a-f-]{36}");
      return e.getErrorCode();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TC3-HMAC-SHA256, POST, false",
    "TC3-HMAC-SHA256, POST, true",
    "TC3-HMAC-SHA256, GET,  false",
    "TC3-HMAC-SHA256, GET,  true",
    "HmacSHA1,        POST, false",
    "HmacSHA1,        GET,  false",
    "HmacSHA256,      POST, false",
    "HmacSHA256,      GET,  false",
  })
  void signsInEveryWayItCan(String signature, String method, boolean unsignedPayload) {
    Credential credential = new Credential(scf.access().secretId(), scf.access().secretKey());
    ClientProfile profile = profile();
    profile.setSignMethod(signature);
    profile.setUnsignedPayload(unsignedPayload);
    profile.setLanguage(Language.ZH_CN);
    profile.getHttpProfile().setReqMethod(method);

    assertThat(codeOfGet(credential, profile)).isEqualTo("ResourceNotFound.Function");

    Credential wrong = new Credential(scf.access().secretId(), "another");
    assertThat(codeOfGet(wrong, profile)).isEqualTo("AuthFailure.SignatureFailure");
    Credential temporary =
        new Credential(scf.access().secretId(), scf.access().secretKey(), "a token");
    assertThat(codeOfGet(temporary, profile)).isEqualTo("AuthFailure.TokenFailure");
  }

  @Test
  void sendsWhatItFlattens() throws Exception {
    ClientProfile profile = profile();
    profile.setSignMethod(ClientProfile.SIGN_SHA256);
    Credential credential = new Credential(scf.access().secretId(), scf.access().secretKey());
    CreateFunctionRequest create = new CreateFunctionRequest();
    create.setFunctionName("flat");
    create.setRuntime("CustomRuntime");
    create.setMemorySize(512L);
    Variable variable = new Variable();
    variable.setKey("NAME");
    variable.setValue("a b+c");
    Environment environment = new Environment();
    environment.setVariables(new Variable[] {variable});
    create.setEnvironment(environment);
    Code code = new Code();
    code.setZipFile(FunctionZip.of(FunctionZip.ECHO).base64());
    create.setCode(code);

    client(credential, profile).CreateFunction(create);

    GetFunctionResponse function = get("flat");
    assertThat(function.getMemorySize()).isEqualTo(512);
    assertThat(function.getEnvironment().getVariables()[0].getKey()).isEqualTo("NAME");
    assertThat(function.getEnvironment().getVariables()[0].getValue()).isEqualTo("a b+c");
  }
}
