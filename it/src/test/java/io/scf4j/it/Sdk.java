package io.scf4j.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.scf.v20180416.ScfClient;
import io.scf4j.it.harness.NodeClient;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/**
 * Tencent Cloud's own SDKs, told nothing but where the API is. Actions and parameters go in by the
 * names that the API has; on their way they pass each SDK's own model of it.
 */
enum Sdk {
  JAVA {
    @Override
    Client open(Path work) {
      return new JavaClient();
    }
  },
  NODE {
    @Override
    Client open(Path work) {
      return new NodeSdkClient(NodeClient.start("sdk.js", work, Map.of()));
    }
  };

  /** Ready to call; skipped without its language. */
  abstract Client open(Path work);

  /**
   * Whom a client calls, as whom, and how.
   *
   * @param endpoint host and port
   * @param signMethod {@code TC3-HMAC-SHA256}, {@code HmacSHA1} or {@code HmacSHA256}
   * @param method {@code POST} or {@code GET}
   * @param tampered a text of the body and what it becomes after the request was signed; null for
   *     none
   */
  record Profile(
      String endpoint,
      String secretId,
      String secretKey,
      String signMethod,
      String method,
      Tampering tampered) {

    Profile withSecretId(String another) {
      return new Profile(endpoint, another, secretKey, signMethod, method, tampered);
    }

    Profile withSecretKey(String another) {
      return new Profile(endpoint, secretId, another, signMethod, method, tampered);
    }

    Profile tampering(String text, String other) {
      return new Profile(
          endpoint, secretId, secretKey, signMethod, method, new Tampering(text, other));
    }
  }

  /** Of the same length, or the body would be cut. */
  record Tampering(String text, String other) {}

  /** What the SDK throws when the API refuses a call. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    Refusal(String code, Exception thrown) {
      super(code + ": " + thrown.getMessage(), thrown);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** An SDK that is there. */
  interface Client extends AutoCloseable {
    String REGION = "ap-guangzhou";

    /** What the SDK returns of an action, less the envelope. */
    JsonObject call(Profile profile, String action, JsonObject parameters) throws Refusal;

    @Override
    default void close() {}
  }

  private static final class NodeSdkClient implements Client {
    private final NodeClient node;

    NodeSdkClient(NodeClient node) {
      this.node = node;
    }

    @Override
    public JsonObject call(Profile profile, String action, JsonObject parameters) throws Refusal {
      JsonObject settings = new JsonObject();
      settings.addProperty("endpoint", profile.endpoint());
      settings.addProperty("region", REGION);
      settings.addProperty("secretId", profile.secretId());
      settings.addProperty("secretKey", profile.secretKey());
      settings.addProperty("signMethod", profile.signMethod());
      settings.addProperty("reqMethod", profile.method());
      JsonObject call = new JsonObject();
      call.add("profile", settings);
      call.addProperty("action", action);
      call.add("parameters", parameters);
      if (profile.tampered() != null) {
        JsonObject tampering = new JsonObject();
        tampering.addProperty("text", profile.tampered().text());
        tampering.addProperty("other", profile.tampered().other());
        call.add("tampering", tampering);
      }
      try {
        JsonElement answer = node.ask("call", call);
        return answer.getAsJsonObject();
      } catch (NodeClient.ClientError e) {
        throw new Refusal(e.code(), e);
      }
    }

    @Override
    public void close() {
      node.close();
    }
  }

  private static final class JavaClient implements Client {
    private static final String MODELS = "com.tencentcloudapi.scf.v20180416.models.";

    @Override
    public JsonObject call(Profile profile, String action, JsonObject parameters) throws Refusal {
      try {
        Class<?> model = Class.forName(MODELS + action + "Request");
        Object request = AbstractModel.fromJsonString(parameters.toString(), model);
        Object response = ScfClient.class.getMethod(action, model).invoke(client(profile), request);
        String json = AbstractModel.toJsonString((AbstractModel) response);
        return JsonParser.parseString(json).getAsJsonObject();
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof TencentCloudSDKException refused) {
          throw new Refusal(refused.getErrorCode(), refused);
        }
        throw new AssertionError(e);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("The SDK has no action " + action, e);
      }
    }

    private static ScfClient client(Profile profile) {
      HttpProfile http = new HttpProfile();
      http.setProtocol("http://");
      http.setEndpoint(profile.endpoint());
      http.setReqMethod(profile.method());
      Tampering tampering = profile.tampered();
      if (tampering != null) {
        Interceptor interceptor = chain -> chain.proceed(tampered(chain.request(), tampering));
        http.setHttpClient(new OkHttpClient.Builder().addInterceptor(interceptor).build());
      }
      ClientProfile settings = new ClientProfile();
      settings.setSignMethod(profile.signMethod());
      settings.setHttpProfile(http);
      return new ScfClient(
          new Credential(profile.secretId(), profile.secretKey()), REGION, settings);
    }

    private static Request tampered(Request request, Tampering tampering) throws IOException {
      RequestBody body = request.body();
      Buffer bytes = new Buffer();
      body.writeTo(bytes);
      String text = bytes.readUtf8().replace(tampering.text(), tampering.other());
      return request.newBuilder().post(RequestBody.create(body.contentType(), text)).build();
    }
  }
}
