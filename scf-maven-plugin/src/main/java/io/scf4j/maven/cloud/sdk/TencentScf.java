package io.scf4j.maven.cloud.sdk;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.common.profile.Language;
import com.tencentcloudapi.scf.v20180416.ScfClient;
import com.tencentcloudapi.scf.v20180416.models.Code;
import com.tencentcloudapi.scf.v20180416.models.CreateFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.Environment;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionResponse;
import com.tencentcloudapi.scf.v20180416.models.InvokeRequest;
import com.tencentcloudapi.scf.v20180416.models.InvokeResponse;
import com.tencentcloudapi.scf.v20180416.models.Result;
import com.tencentcloudapi.scf.v20180416.models.StatusReason;
import com.tencentcloudapi.scf.v20180416.models.UpdateFunctionCodeRequest;
import com.tencentcloudapi.scf.v20180416.models.UpdateFunctionConfigurationRequest;
import com.tencentcloudapi.scf.v20180416.models.Variable;
import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.CloudProxy;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.cloud.Retries;
import io.scf4j.maven.cloud.Safety;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.FunctionStatus;
import io.scf4j.maven.model.RemoteFunction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * The cloud API through the official SDK, and the only class that knows it. Maps our values to its
 * models and its exceptions to ours, and sets the timeouts that it leaves infinite.
 */
public final class TencentScf implements ScfCloud {
  private static final String CODE_SOURCE_ZIP = "ZipFile";

  /** The platform has several codes for the same thing. */
  private static final Set<String> NO_SUCH_FUNCTION =
      Set.of(
          "ResourceNotFound.Function",
          "ResourceNotFound.FunctionName",
          "ResourceNotFound.FunctionVersion",
          "ResourceNotFound.Qualifier",
          "ResourceNotFound.Version");

  private final CloudEndpoint endpoint;
  private final Credentials credentials;
  private final Optional<CloudProxy> proxy;
  private final Retries retries;
  private final CallLimits readLimits;
  private final InstantSource clock;

  public TencentScf(
      CloudEndpoint endpoint,
      Credentials credentials,
      Optional<CloudProxy> proxy,
      Retries retries) {
    this(endpoint, credentials, proxy, retries, CallLimits.READ, InstantSource.system());
  }

  /** With other limits for reads and another clock than the machine's. */
  TencentScf(
      CloudEndpoint endpoint,
      Credentials credentials,
      Optional<CloudProxy> proxy,
      Retries retries,
      CallLimits readLimits,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.proxy = proxy;
    this.retries = retries;
    this.readLimits = readLimits;
    this.clock = clock;
  }

  @Override
  public Optional<RemoteFunction> function(FunctionId id, String qualifier) {
    GetFunctionRequest request = new GetFunctionRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setQualifier(qualifier);
    request.setShowCode("FALSE");
    try {
      return Optional.of(
          snapshot(call("GetFunction", Safety.READ, id, client -> client.GetFunction(request))));
    } catch (CloudException e) {
      if (NO_SUCH_FUNCTION.contains(e.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void createFunction(NewFunction function) {
    CreateFunctionRequest request = new CreateFunctionRequest();
    request.setFunctionName(function.id().functionName());
    request.setNamespace(function.id().namespace());
    request.setRuntime(FunctionSpec.RUNTIME);
    request.setHandler(function.handler());
    request.setMemorySize((long) function.memorySizeMb());
    request.setTimeout((long) function.timeoutS());
    request.setInitTimeout((long) function.initTimeoutS());
    request.setDescription(function.description());
    request.setEnvironment(environment(function.environment()));
    request.setCode(code(function.code()));
    request.setCodeSource(CODE_SOURCE_ZIP);
    call("CreateFunction", Safety.CREATE, function.id(), client -> client.CreateFunction(request));
  }

  @Override
  public void updateCode(FunctionId id, String handler, CodePackage code) {
    UpdateFunctionCodeRequest request = new UpdateFunctionCodeRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setHandler(handler);
    request.setCode(code(code));
    request.setCodeSource(CODE_SOURCE_ZIP);
    call("UpdateFunctionCode", Safety.SET, id, client -> client.UpdateFunctionCode(request));
  }

  @Override
  public void updateConfiguration(FunctionId id, ConfigurationUpdate update) {
    UpdateFunctionConfigurationRequest request = new UpdateFunctionConfigurationRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    update.memorySizeMb().ifPresent(mb -> request.setMemorySize((long) mb));
    update.timeoutS().ifPresent(s -> request.setTimeout((long) s));
    update.initTimeoutS().ifPresent(s -> request.setInitTimeout((long) s));
    update.description().ifPresent(request::setDescription);
    update
        .environment()
        .ifPresent(
            variables ->
                request.setEnvironment(
                    variables.isEmpty() ? noEnvironment() : environment(variables)));
    call(
        "UpdateFunctionConfiguration",
        Safety.SET,
        id,
        client -> client.UpdateFunctionConfiguration(request));
  }

  @Override
  public Invocation invoke(FunctionId id, String clientContext, Duration readTimeout) {
    InvokeRequest request = new InvokeRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setInvocationType("RequestResponse");
    request.setClientContext(clientContext);
    request.setLogType("Tail");
    InvokeResponse response =
        call(
            "Invoke",
            Safety.ONCE,
            id,
            CallLimits.invocation(readTimeout),
            client -> client.Invoke(request));
    Result result = response.getResult();
    if (result == null) {
      throw new CloudException(
          "Invoke",
          "InternalError",
          "an answer without a result",
          text(response.getRequestId()),
          null);
    }
    return new Invocation(
        response.getRequestId(),
        text(result.getFunctionRequestId()),
        number(result.getInvokeResult()),
        text(result.getRetMsg()),
        text(result.getErrMsg()),
        text(result.getLog()),
        milliseconds(result.getDuration()),
        number(result.getBillDuration()),
        number(result.getMemUsage()));
  }

  /** Nothing to close: a connection ends with its request. */
  @Override
  public void close() {}

  private interface SdkCall<T> {
    T run(ScfClient client) throws TencentCloudSDKException;
  }

  private <T> T call(String action, Safety safety, FunctionId id, SdkCall<T> call) {
    return call(action, safety, id, safety == Safety.READ ? readLimits : CallLimits.CHANGE, call);
  }

  /** The only way to a client: every call says what becomes of it when it is made twice. */
  private <T> T call(
      String action, Safety safety, FunctionId id, CallLimits limits, SdkCall<T> call) {
    return retries.call(safety, () -> callOnce(action, id, limits, call));
  }

  private <T> T callOnce(String action, FunctionId id, CallLimits limits, SdkCall<T> call) {
    AnswerNotes notes = new AnswerNotes(clock);
    try {
      return call.run(client(id, limits, notes));
    } catch (TencentCloudSDKException e) {
      CloudException failure =
          new CloudException(
              action,
              code(e, notes),
              notes.timedOut()
                  ? "it took too long (more than " + limits.whole().toSeconds() + " s)"
                  : said(e),
              text(e.getRequestId()),
              e);
      throw notes.clockBehind().map(failure::withClockBehind).orElse(failure);
    } catch (NullPointerException e) {
      // The SDK takes any JSON for an answer of the platform.
      throw new CloudException(
          action, CloudException.NOT_AN_ANSWER, "JSON without a response", "", e);
    }
  }

  private ScfClient client(FunctionId id, CallLimits limits, AnswerNotes notes) {
    HttpProfile http = new HttpProfile();
    http.setProtocol(endpoint.scheme() + "://");
    http.setEndpoint(endpoint.authority());
    http.setHttpClient(OneTryHttp.client(limits, proxy, notes));
    ClientProfile profile = new ClientProfile(ClientProfile.SIGN_TC3_256, http);
    profile.setLanguage(Language.EN_US);
    Credential credential =
        credentials
            .token()
            .map(token -> new Credential(credentials.secretId(), credentials.secretKey(), token))
            .orElseGet(() -> new Credential(credentials.secretId(), credentials.secretKey()));
    return new ScfClient(credential, id.region(), profile);
  }

  private static String code(TencentCloudSDKException failure, AnswerNotes notes) {
    if (notes.refused() || isUntrusted(failure.getCause())) {
      return CloudException.REFUSED_ON_THE_WAY;
    }
    String code = text(failure.getErrorCode());
    if (!code.isEmpty()) {
      return code;
    }
    if (!notes.sent()) {
      return CloudException.UNREACHABLE;
    }
    if (notes.timedOut() || failure.getCause() instanceof InterruptedIOException) {
      return CloudException.TOOK_TOO_LONG;
    }
    return failure.getCause() instanceof IOException
        ? CloudException.ANSWER_LOST
        : CloudException.NOT_AN_ANSWER;
  }

  private static boolean isUntrusted(Throwable nullable) {
    return nullable instanceof SSLPeerUnverifiedException
        || (nullable instanceof SSLHandshakeException
            && nullable.getCause() instanceof CertificateException);
  }

  /** The SDK wraps an I/O error without a word of its own. */
  private static String said(TencentCloudSDKException failure) {
    return text(failure.getMessage()).isBlank() ? reason(failure.getCause()) : failure.getMessage();
  }

  private static String reason(Throwable nullable) {
    if (nullable == null) {
      return "no reason given";
    }
    String message =
        text(nullable.getMessage()).isBlank()
            ? nullable.getClass().getSimpleName()
            : nullable.getMessage();
    // The same timeout has different names, by whoever notices it first.
    return nullable instanceof InterruptedIOException
        ? "it took too long (" + message + ")"
        : message;
  }

  private static RemoteFunction snapshot(GetFunctionResponse response) {
    Map<String, String> environment = new LinkedHashMap<>();
    Environment remote = response.getEnvironment();
    if (remote != null && remote.getVariables() != null) {
      for (Variable variable : remote.getVariables()) {
        environment.put(variable.getKey(), text(variable.getValue()));
      }
    }
    List<String> reasons =
        response.getStatusReasons() == null
            ? List.of()
            : Arrays.stream(response.getStatusReasons()).map(TencentScf::reason).toList();
    return new RemoteFunction(
        new FunctionStatus(text(response.getStatus())),
        reasons,
        text(response.getRuntime()),
        text(response.getHandler()),
        Math.toIntExact(number(response.getMemorySize())),
        Math.toIntExact(number(response.getTimeout())),
        Math.toIntExact(number(response.getInitTimeout())),
        text(response.getDescription()),
        environment);
  }

  private static String reason(StatusReason reason) {
    return text(reason.getErrorCode()) + ", " + text(reason.getErrorMessage());
  }

  private static Code code(CodePackage zip) {
    Code code = new Code();
    try {
      code.setZipFile(Base64.getEncoder().encodeToString(Files.readAllBytes(zip.file())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + zip.file(), e);
    }
    return code;
  }

  private static Environment environment(Map<String, String> variables) {
    Environment environment = new Environment();
    environment.setVariables(
        variables.entrySet().stream()
            .map(entry -> variable(entry.getKey(), entry.getValue()))
            .toArray(Variable[]::new));
    return environment;
  }

  /** An empty list would be ignored by the platform; one empty variable clears the environment. */
  private static Environment noEnvironment() {
    Environment environment = new Environment();
    environment.setVariables(new Variable[] {variable("", "")});
    return environment;
  }

  private static Variable variable(String key, String value) {
    Variable variable = new Variable();
    variable.setKey(key);
    variable.setValue(value);
    return variable;
  }

  private static String text(String nullable) {
    return nullable == null ? "" : nullable;
  }

  /** By its text: widened as it is, 9.85 would become 9.850000381469727. */
  private static double milliseconds(Float nullable) {
    return nullable == null ? 0 : Double.parseDouble(nullable.toString());
  }

  private static long number(Long nullable) {
    return nullable == null ? 0 : nullable;
  }
}
