package io.scf4j.maven.cloud.sdk;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.common.profile.Language;
import com.tencentcloudapi.scf.v20180416.ScfClient;
import com.tencentcloudapi.scf.v20180416.models.AsyncTriggerConfig;
import com.tencentcloudapi.scf.v20180416.models.Code;
import com.tencentcloudapi.scf.v20180416.models.CreateAliasRequest;
import com.tencentcloudapi.scf.v20180416.models.CreateFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.CreateNamespaceRequest;
import com.tencentcloudapi.scf.v20180416.models.CreateTriggerRequest;
import com.tencentcloudapi.scf.v20180416.models.DeleteFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.DeleteFunctionVersionRequest;
import com.tencentcloudapi.scf.v20180416.models.DeleteTriggerRequest;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionAddressRequest;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionEventInvokeConfigRequest;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.InvokeRequest;
import com.tencentcloudapi.scf.v20180416.models.InvokeResponse;
import com.tencentcloudapi.scf.v20180416.models.LayerVersionInfo;
import com.tencentcloudapi.scf.v20180416.models.ListAliasesRequest;
import com.tencentcloudapi.scf.v20180416.models.ListLayerVersionsRequest;
import com.tencentcloudapi.scf.v20180416.models.ListNamespacesRequest;
import com.tencentcloudapi.scf.v20180416.models.ListTriggersRequest;
import com.tencentcloudapi.scf.v20180416.models.ListVersionByFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.PublishLayerVersionRequest;
import com.tencentcloudapi.scf.v20180416.models.PublishVersionRequest;
import com.tencentcloudapi.scf.v20180416.models.Result;
import com.tencentcloudapi.scf.v20180416.models.RetryConfig;
import com.tencentcloudapi.scf.v20180416.models.TriggerInfo;
import com.tencentcloudapi.scf.v20180416.models.UpdateAliasRequest;
import com.tencentcloudapi.scf.v20180416.models.UpdateFunctionCodeRequest;
import com.tencentcloudapi.scf.v20180416.models.UpdateFunctionConfigurationRequest;
import com.tencentcloudapi.scf.v20180416.models.UpdateFunctionEventInvokeConfigRequest;
import com.tencentcloudapi.scf.v20180416.models.UpdateTriggerRequest;
import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.CloudProxy;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.LayerPackage;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteLayer;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.Trigger;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cloud API through the official SDK, and the only class that knows it. Maps our values to its
 * models and its exceptions to ours, and sets the timeouts that it leaves infinite.
 */
public final class TencentScf implements ScfCloud {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
  private static final String CODE_SOURCE_ZIP = "ZipFile";

  /** The most that the lists give at once. */
  private static final long PAGE = 100;

  /** The platform has several codes for what is not there. */
  private static final List<String> NOT_THERE =
      List.of(
          "ResourceNotFound.Function",
          "ResourceNotFound.FunctionName",
          "ResourceNotFound.FunctionVersion",
          "ResourceNotFound.Qualifier");

  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");
  private static final Pattern BASE64 = Pattern.compile("[0-9A-Za-z+/]{43}=");

  private final CloudEndpoint endpoint;
  private final Credentials credentials;
  private final Optional<CloudProxy> proxy;

  public TencentScf(CloudEndpoint endpoint, Credentials credentials, Optional<CloudProxy> proxy) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.proxy = proxy;
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
          FunctionMapping.snapshot(call("GetFunction", () -> client(id).GetFunction(request))));
    } catch (CloudException e) {
      if (NOT_THERE.stream().anyMatch(e::is)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<String> codeSha256(FunctionId id, String qualifier) {
    GetFunctionAddressRequest request = new GetFunctionAddressRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setQualifier(qualifier);
    return sha256(
        text(
            call("GetFunctionAddress", () -> client(id).GetFunctionAddress(request))
                .getCodeSha256()));
  }

  /** In which form the platform tells it is UNVERIFIED. */
  static Optional<String> sha256(String told) {
    if (HEX.matcher(told).matches()) {
      return Optional.of(told.toLowerCase(Locale.ROOT));
    }
    return BASE64.matcher(told).matches()
        ? Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(told)))
        : Optional.empty();
  }

  @Override
  public void createFunction(NewFunction function) {
    CreateFunctionRequest request = new CreateFunctionRequest();
    request.setFunctionName(function.id().functionName());
    request.setNamespace(function.id().namespace());
    request.setRuntime(FunctionSpec.RUNTIME);
    request.setHandler(function.handler());
    request.setType(FunctionSpec.TYPE);
    FunctionMapping.fill(request, function.values());
    request.setCode(code(function.code()));
    request.setCodeSource(CODE_SOURCE_ZIP);
    call("CreateFunction", () -> client(function.id()).CreateFunction(request));
  }

  @Override
  public void updateCode(FunctionId id, String handler, CodePackage code) {
    UpdateFunctionCodeRequest request = new UpdateFunctionCodeRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setHandler(handler);
    request.setCode(code(code));
    request.setCodeSource(CODE_SOURCE_ZIP);
    call("UpdateFunctionCode", () -> client(id).UpdateFunctionCode(request));
  }

  @Override
  public void updateConfiguration(FunctionId id, FunctionValues update) {
    UpdateFunctionConfigurationRequest request = new UpdateFunctionConfigurationRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    FunctionMapping.fill(request, update);
    call("UpdateFunctionConfiguration", () -> client(id).UpdateFunctionConfiguration(request));
  }

  @Override
  public void deleteFunction(FunctionId id) {
    DeleteFunctionRequest request = new DeleteFunctionRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    call("DeleteFunction", () -> client(id).DeleteFunction(request));
  }

  @Override
  public FunctionValues eventInvokeConfig(FunctionId id) {
    GetFunctionEventInvokeConfigRequest request = new GetFunctionEventInvokeConfigRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setQualifier(RemoteVersion.LATEST);
    AsyncTriggerConfig config =
        call("GetFunctionEventInvokeConfig", () -> client(id).GetFunctionEventInvokeConfig(request))
            .getAsyncTriggerConfig();
    FunctionValues values = FunctionValues.NONE;
    if (config != null && config.getMsgTTL() != null) {
      values = values.with(FunctionFields.MSG_TTL, Math.toIntExact(config.getMsgTTL()));
    }
    if (config != null && config.getRetryConfig() != null && config.getRetryConfig().length > 0) {
      long retries = number(config.getRetryConfig()[0].getRetryNum());
      values = values.with(FunctionFields.RETRY_NUM, Math.toIntExact(retries));
    }
    return values;
  }

  @Override
  public void updateEventInvokeConfig(FunctionId id, FunctionValues all) {
    RetryConfig retry = new RetryConfig();
    retry.setRetryNum((long) all.get(FunctionFields.RETRY_NUM));
    AsyncTriggerConfig config = new AsyncTriggerConfig();
    config.setMsgTTL((long) all.get(FunctionFields.MSG_TTL));
    config.setRetryConfig(new RetryConfig[] {retry});
    UpdateFunctionEventInvokeConfigRequest request = new UpdateFunctionEventInvokeConfigRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setAsyncTriggerConfig(config);
    call(
        "UpdateFunctionEventInvokeConfig",
        () -> client(id).UpdateFunctionEventInvokeConfig(request));
  }

  @Override
  public List<RemoteVersion> versions(FunctionId id) {
    ListVersionByFunctionRequest request = new ListVersionByFunctionRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setLimit(PAGE);
    return all(offset -> {
          request.setOffset(offset);
          return call("ListVersionByFunction", () -> client(id).ListVersionByFunction(request))
              .getVersions();
        })
        .map(one -> new RemoteVersion(text(one.getVersion()), text(one.getDescription())))
        .filter(version -> version.number() > 0)
        .toList();
  }

  @Override
  public String publishVersion(FunctionId id, String description) {
    PublishVersionRequest request = new PublishVersionRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setDescription(description);
    return text(
        call("PublishVersion", () -> client(id).PublishVersion(request)).getFunctionVersion());
  }

  @Override
  public void deleteVersion(FunctionId id, String version) {
    DeleteFunctionVersionRequest request = new DeleteFunctionVersionRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setQualifier(version);
    call("DeleteFunctionVersion", () -> client(id).DeleteFunctionVersion(request));
  }

  @Override
  public List<AliasRoute> aliases(FunctionId id) {
    ListAliasesRequest request = new ListAliasesRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setLimit(Long.toString(PAGE));
    return all(offset -> {
          request.setOffset(Long.toString(offset));
          return call("ListAliases", () -> client(id).ListAliases(request)).getAliases();
        })
        .map(AliasMapping::route)
        .toList();
  }

  @Override
  public void createAlias(FunctionId id, AliasRoute alias) {
    CreateAliasRequest request = new CreateAliasRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setName(alias.name());
    request.setFunctionVersion(alias.version());
    request.setRoutingConfig(AliasMapping.routing(alias));
    call("CreateAlias", () -> client(id).CreateAlias(request));
  }

  @Override
  public void updateAlias(FunctionId id, AliasRoute alias) {
    UpdateAliasRequest request = new UpdateAliasRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setName(alias.name());
    request.setFunctionVersion(alias.version());
    request.setRoutingConfig(AliasMapping.routing(alias));
    call("UpdateAlias", () -> client(id).UpdateAlias(request));
  }

  @Override
  public List<RemoteTrigger> triggers(FunctionId id) {
    ListTriggersRequest request = new ListTriggersRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setLimit(PAGE);
    return all(offset -> {
          request.setOffset(offset);
          return call("ListTriggers", () -> client(id).ListTriggers(request)).getTriggers();
        })
        .map(TencentScf::trigger)
        .toList();
  }

  private static RemoteTrigger trigger(TriggerInfo info) {
    String desc = text(info.getTriggerDesc());
    Trigger trigger =
        Trigger.read(
            text(info.getType()),
            text(info.getTriggerName()),
            text(info.getQualifier()),
            number(info.getEnable()) == 1,
            desc,
            text(info.getCustomArgument()));
    return new RemoteTrigger(
        trigger, trigger.type().equals(Trigger.HTTP) ? Trigger.url(desc) : Optional.empty());
  }

  @Override
  public void createTrigger(FunctionId id, Trigger trigger) {
    CreateTriggerRequest request = new CreateTriggerRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setType(trigger.type());
    request.setTriggerName(trigger.name());
    request.setQualifier(trigger.qualifier());
    request.setTriggerDesc(trigger.desc());
    request.setEnable(enable(trigger));
    if (!trigger.argument().isEmpty()) {
      request.setCustomArgument(trigger.argument());
    }
    call("CreateTrigger", () -> client(id).CreateTrigger(request));
  }

  @Override
  public void updateTrigger(FunctionId id, Trigger trigger) {
    UpdateTriggerRequest request = new UpdateTriggerRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setType(trigger.type());
    request.setTriggerName(trigger.name());
    request.setQualifier(trigger.qualifier());
    request.setTriggerDesc(trigger.desc());
    request.setEnable(enable(trigger));
    if (trigger.type().equals(Trigger.TIMER)) {
      request.setCustomArgument(trigger.argument());
    }
    call("UpdateTrigger", () -> client(id).UpdateTrigger(request));
  }

  @Override
  public void deleteTrigger(FunctionId id, Trigger trigger) {
    DeleteTriggerRequest request = new DeleteTriggerRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setType(trigger.type());
    request.setTriggerName(trigger.name());
    request.setQualifier(trigger.qualifier());
    call("DeleteTrigger", () -> client(id).DeleteTrigger(request));
  }

  private static String enable(Trigger trigger) {
    return trigger.enabled() ? "OPEN" : "CLOSE";
  }

  @Override
  public boolean hasNamespace(String region, String namespace) {
    ListNamespacesRequest request = new ListNamespacesRequest();
    request.setLimit(PAGE);
    return all(offset -> {
          request.setOffset(offset);
          return call("ListNamespaces", () -> client(region).ListNamespaces(request))
              .getNamespaces();
        })
        .anyMatch(known -> namespace.equals(known.getName()));
  }

  @Override
  public void createNamespace(String region, String namespace) {
    CreateNamespaceRequest request = new CreateNamespaceRequest();
    request.setNamespace(namespace);
    call("CreateNamespace", () -> client(region).CreateNamespace(request));
  }

  @Override
  public List<RemoteLayer> layers(String region, String name) {
    ListLayerVersionsRequest request = new ListLayerVersionsRequest();
    request.setLayerName(name);
    LayerVersionInfo[] versions;
    try {
      versions =
          call("ListLayerVersions", () -> client(region).ListLayerVersions(request))
              .getLayerVersions();
    } catch (CloudException e) {
      if (e.is("ResourceNotFound")) {
        return List.of();
      }
      throw e;
    }
    return versions == null
        ? List.of()
        : Stream.of(versions)
            .map(
                version ->
                    new RemoteLayer(
                        new LayerRef(
                            text(version.getLayerName()), number(version.getLayerVersion())),
                        text(version.getDescription()),
                        text(version.getStatus())))
            .toList();
  }

  @Override
  public LayerRef publishLayer(String region, LayerPackage layer) {
    PublishLayerVersionRequest request = new PublishLayerVersionRequest();
    request.setLayerName(layer.name());
    request.setDescription(layer.description());
    request.setCompatibleRuntimes(new String[] {FunctionSpec.RUNTIME});
    request.setContent(code(layer.content()));
    Long version =
        call("PublishLayerVersion", () -> client(region).PublishLayerVersion(request))
            .getLayerVersion();
    return new LayerRef(layer.name(), number(version));
  }

  @Override
  public Invocation invoke(
      FunctionId id, String qualifier, String clientContext, Duration readTimeout) {
    InvokeRequest request = new InvokeRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setQualifier(qualifier);
    request.setInvocationType("RequestResponse");
    request.setClientContext(clientContext);
    request.setLogType("Tail");
    InvokeResponse response =
        call("Invoke", () -> client(id.region(), readTimeout).Invoke(request));
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

  /** All that a list has, a page after the other. */
  private static <T> Stream<T> all(LongFunction<T[]> pages) {
    List<T> all = new ArrayList<>();
    T[] page = pages.apply(0);
    while (page != null && page.length > 0) {
      all.addAll(List.of(page));
      page = page.length < PAGE ? null : pages.apply(all.size());
    }
    return all.stream();
  }

  /** Nothing to close: a connection ends with its request. */
  @Override
  public void close() {}

  private ScfClient client(FunctionId id) {
    return client(id.region());
  }

  private ScfClient client(String region) {
    return client(region, READ_TIMEOUT);
  }

  private ScfClient client(String region, Duration readTimeout) {
    HttpProfile http = new HttpProfile();
    http.setProtocol(endpoint.scheme() + "://");
    http.setEndpoint(endpoint.authority());
    http.setHttpClient(OneTryHttp.client(CONNECT_TIMEOUT, readTimeout, READ_TIMEOUT, proxy));
    ClientProfile profile = new ClientProfile(ClientProfile.SIGN_TC3_256, http);
    profile.setLanguage(Language.EN_US);
    Credential credential =
        credentials
            .token()
            .map(token -> new Credential(credentials.secretId(), credentials.secretKey(), token))
            .orElseGet(() -> new Credential(credentials.secretId(), credentials.secretKey()));
    return new ScfClient(credential, region, profile);
  }

  private interface SdkCall<T> {
    T run() throws TencentCloudSDKException;
  }

  private static <T> T call(String action, SdkCall<T> call) {
    try {
      return call.run();
    } catch (TencentCloudSDKException e) {
      String code = text(e.getErrorCode());
      throw new CloudException(
          action,
          code.isEmpty() ? codeOf(e.getCause()) : code,
          text(e.getMessage()).isBlank() ? reason(e.getCause()) : e.getMessage(),
          text(e.getRequestId()),
          e);
    } catch (NullPointerException e) {
      // The SDK takes any JSON for an answer of the platform.
      throw new CloudException(action, "ServerSideError", "JSON without a response", "", e);
    }
  }

  private static String codeOf(Throwable noAnswer) {
    boolean tooLong = noAnswer instanceof InterruptedIOException && !isConnectTimeout(noAnswer);
    return tooLong ? CloudException.TOOK_TOO_LONG : CloudException.UNREACHABLE;
  }

  private static boolean isConnectTimeout(Throwable timeout) {
    return text(timeout.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
  }

  /** The SDK wraps an I/O error without a word of its own. */
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

  private static Code code(CodePackage zip) {
    Code code = new Code();
    try {
      code.setZipFile(Base64.getEncoder().encodeToString(Files.readAllBytes(zip.file())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + zip.file(), e);
    }
    return code;
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
