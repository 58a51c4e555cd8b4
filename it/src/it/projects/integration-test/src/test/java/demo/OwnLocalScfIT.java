package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.scf.v20180416.ScfClient;
import com.tencentcloudapi.scf.v20180416.models.Code;
import com.tencentcloudapi.scf.v20180416.models.CreateFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.InvokeRequest;
import io.scf4j.maven.local.LocalScf;
import io.scf4j.maven.local.LocalScfAccess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A local SCF in the test's own JVM, with a store of its own: neither scf:start nor a property is
 * needed, only scf-maven-plugin as a test dependency and the zip that scf:package has made.
 */
class OwnLocalScfIT {
  private static final Path ZIP = Path.of("target", "scf", "greeting.zip");

  @TempDir Path store;

  @Test
  void greetsWhoeverIsNamed() throws Exception {
    try (LocalScf scf = LocalScf.start(store, 0)) {
      ScfClient client = client(scf.access());
      create(client, "greeting");

      InvokeRequest request = new InvokeRequest();
      request.setFunctionName("greeting");
      request.setClientContext("{\"name\":\"Ada\"}");

      assertEquals("Hello, Ada", client.Invoke(request).getResult().getRetMsg());
    }
  }

  private static void create(ScfClient client, String name) throws Exception {
    Code code = new Code();
    code.setZipFile(Base64.getEncoder().encodeToString(Files.readAllBytes(ZIP)));
    CreateFunctionRequest request = new CreateFunctionRequest();
    request.setFunctionName(name);
    request.setRuntime("CustomRuntime");
    request.setHandler("demo.Greeting::greet");
    request.setMemorySize(256L);
    request.setCode(code);
    client.CreateFunction(request);
    while (!status(client, name).equals("Active")) {
      Thread.sleep(20);
    }
  }

  private static String status(ScfClient client, String name) throws TencentCloudSDKException {
    GetFunctionRequest request = new GetFunctionRequest();
    request.setFunctionName(name);
    return client.GetFunction(request).getStatus();
  }

  private static ScfClient client(LocalScfAccess access) {
    HttpProfile http = new HttpProfile();
    http.setProtocol("http://");
    http.setEndpoint(URI.create(access.endpoint()).getAuthority());
    ClientProfile profile = new ClientProfile();
    profile.setHttpProfile(http);
    return new ScfClient(
        new Credential(access.secretId(), access.secretKey()), "ap-guangzhou", profile);
  }
}
