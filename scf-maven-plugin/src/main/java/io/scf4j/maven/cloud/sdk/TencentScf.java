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
import com.tencentcloudapi.scf.v20180416.models.GetFunctionAddressResponse;
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
import io.scf4j.maven.cloud.CodeEnd;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.cloud.Retries;
import io.scf4j.maven.cloud.Safety;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.CodeSource;
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
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * The cloud API through the official SDK, and the only class that knows it. Maps our values to its
 * models and its exceptions to ours, and sets the timeouts that it leaves infinite.
 */
public final class TencentScf implements ScfCloud {
  /** The most that the lists give at once. */
  private static final long PAGE = 100;

  /** The platform has several codes for what is not there. */
  private static final Set<String> NOT_THERE =
      Set.of(
          "ResourceNotFound.Function",
          "ResourceNotFound.FunctionName",
          "ResourceNotFound.FunctionVersion",
          "ResourceNotFound.Qualifier",
          "ResourceNotFound.Version");

  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");
  private static final Pattern BASE64 = Pattern.compile("[0-9A-Za-z+/]{43}=");

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
          FunctionMapping.snapshot(
              call(
                  "GetFunction", Safety.READ, id.region(), client -> client.GetFunction(request))));
    } catch (CloudException e) {
      if (NOT_THERE.contains(e.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<String> codeSha256(FunctionId id, String qualifier) {
    return sha256(text(address(id, qualifier).getCodeSha256()));
  }

  @Override
  public Optional<CodeEnd> codeEnd(FunctionId id, int most) {
    return CodeDownload.end(text(address(id, RemoteVersion.LATEST).getUrl()), most, proxy);
  }

  private GetFunctionAddressResponse address(FunctionId id, String qualifier) {
    GetFunctionAddressRequest request = new GetFunctionAddressRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setQualifier(qualifier);
    return call(
        "GetFunctionAddress",
        Safety.READ,
        id.region(),
        client -> client.GetFunctionAddress(request));
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
    request.setCodeSource(word(function.code()));
    call(
        "CreateFunction",
        Safety.CREATE,
        function.id().region(),
        client -> client.CreateFunction(request));
  }

  @Override
  public void updateCode(FunctionId id, String handler, CodeSource code) {
    UpdateFunctionCodeRequest request = new UpdateFunctionCodeRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setHandler(handler);
    request.setCode(code(code));
    request.setCodeSource(word(code));
    call(
        "UpdateFunctionCode",
        Safety.SET,
        id.region(),
        client -> client.UpdateFunctionCode(request));
  }

  @Override
  public void updateConfiguration(FunctionId id, FunctionValues update) {
    UpdateFunctionConfigurationRequest request = new UpdateFunctionConfigurationRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    FunctionMapping.fill(request, update);
    call(
        "UpdateFunctionConfiguration",
        Safety.SET,
        id.region(),
        client -> client.UpdateFunctionConfiguration(request));
  }

  @Override
  public void deleteFunction(FunctionId id) {
    DeleteFunctionRequest request = new DeleteFunctionRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    call("DeleteFunction", Safety.DELETE, id.region(), client -> client.DeleteFunction(request));
  }

  @Override
  public FunctionValues eventInvokeConfig(FunctionId id) {
    GetFunctionEventInvokeConfigRequest request = new GetFunctionEventInvokeConfigRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setQualifier(RemoteVersion.LATEST);
    AsyncTriggerConfig config =
        call(
                "GetFunctionEventInvokeConfig",
                Safety.READ,
                id.region(),
                client -> client.GetFunctionEventInvokeConfig(request))
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
        Safety.SET,
        id.region(),
        client -> client.UpdateFunctionEventInvokeConfig(request));
  }

  @Override
  public List<RemoteVersion> versions(FunctionId id) {
    ListVersionByFunctionRequest request = new ListVersionByFunctionRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setLimit(PAGE);
    return all(offset -> {
          request.setOffset(offset);
          return call(
                  "ListVersionByFunction",
                  Safety.READ,
                  id.region(),
                  client -> client.ListVersionByFunction(request))
              .getVersions();
        })
        .map(one -> new RemoteVersion(text(one.getVersion()), text(one.getDescription())))
        .filter(version -> version.number() > 0)
        .toList();
  }

  @Override
  public String publishVersion(FunctionId id, String description, long newest) {
    PublishVersionRequest request = new PublishVersionRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setDescription(description);
    return retries.callOrFind(
        () ->
            text(
                callOnce(
                        "PublishVersion",
                        id.region(),
                        CallLimits.CHANGE,
                        client -> client.PublishVersion(request))
                    .getFunctionVersion()),
        () ->
            versions(id).stream()
                .filter(version -> version.number() > newest)
                .min(Comparator.comparingLong(RemoteVersion::number))
                .map(RemoteVersion::version));
  }

  @Override
  public void deleteVersion(FunctionId id, String version) {
    DeleteFunctionVersionRequest request = new DeleteFunctionVersionRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setQualifier(version);
    call(
        "DeleteFunctionVersion",
        Safety.DELETE,
        id.region(),
        client -> client.DeleteFunctionVersion(request));
  }

  @Override
  public List<AliasRoute> aliases(FunctionId id) {
    ListAliasesRequest request = new ListAliasesRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setLimit(Long.toString(PAGE));
    return all(offset -> {
          request.setOffset(Long.toString(offset));
          return call(
                  "ListAliases", Safety.READ, id.region(), client -> client.ListAliases(request))
              .getAliases();
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
    call("CreateAlias", Safety.CREATE, id.region(), client -> client.CreateAlias(request));
  }

  @Override
  public void updateAlias(FunctionId id, AliasRoute alias) {
    UpdateAliasRequest request = new UpdateAliasRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setName(alias.name());
    request.setFunctionVersion(alias.version());
    request.setRoutingConfig(AliasMapping.routing(alias));
    call("UpdateAlias", Safety.SET, id.region(), client -> client.UpdateAlias(request));
  }

  @Override
  public List<RemoteTrigger> triggers(FunctionId id) {
    ListTriggersRequest request = new ListTriggersRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setLimit(PAGE);
    return all(offset -> {
          request.setOffset(offset);
          return call(
                  "ListTriggers", Safety.READ, id.region(), client -> client.ListTriggers(request))
              .getTriggers();
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
    call("CreateTrigger", Safety.CREATE, id.region(), client -> client.CreateTrigger(request));
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
    call("UpdateTrigger", Safety.SET, id.region(), client -> client.UpdateTrigger(request));
  }

  @Override
  public void deleteTrigger(FunctionId id, Trigger trigger) {
    DeleteTriggerRequest request = new DeleteTriggerRequest();
    request.setFunctionName(id.functionName());
    request.setNamespace(id.namespace());
    request.setType(trigger.type());
    request.setTriggerName(trigger.name());
    request.setQualifier(trigger.qualifier());
    call("DeleteTrigger", Safety.DELETE, id.region(), client -> client.DeleteTrigger(request));
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
          return call(
                  "ListNamespaces", Safety.READ, region, client -> client.ListNamespaces(request))
              .getNamespaces();
        })
        .anyMatch(known -> namespace.equals(known.getName()));
  }

  @Override
  public void createNamespace(String region, String namespace) {
    CreateNamespaceRequest request = new CreateNamespaceRequest();
    request.setNamespace(namespace);
    call("CreateNamespace", Safety.CREATE, region, client -> client.CreateNamespace(request));
  }

  @Override
  public List<RemoteLayer> layers(String region, String name) {
    ListLayerVersionsRequest request = new ListLayerVersionsRequest();
    request.setLayerName(name);
    LayerVersionInfo[] versions;
    try {
      versions =
          call(
                  "ListLayerVersions",
                  Safety.READ,
                  region,
                  client -> client.ListLayerVersions(request))
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
  public LayerRef publishLayer(String region, LayerPackage layer, CodeSource content) {
    PublishLayerVersionRequest request = new PublishLayerVersionRequest();
    request.setLayerName(layer.name());
    request.setDescription(layer.description());
    request.setCompatibleRuntimes(new String[] {FunctionSpec.RUNTIME});
    request.setContent(code(content));
    return retries.callOrFind(
        () ->
            new LayerRef(
                layer.name(),
                number(
                    callOnce(
                            "PublishLayerVersion",
                            region,
                            CallLimits.CHANGE,
                            client -> client.PublishLayerVersion(request))
                        .getLayerVersion())),
        () ->
            layers(region, layer.name()).stream()
                .filter(version -> version.description().equals(layer.description()))
                .map(RemoteLayer::ref)
                .max(Comparator.comparingLong(LayerRef::version)));
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
        call(
            "Invoke",
            Safety.ONCE,
            id.region(),
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

  private interface SdkCall<T> {
    T run(ScfClient client) throws TencentCloudSDKException;
  }

  private <T> T call(String action, Safety safety, String region, SdkCall<T> call) {
    return call(
        action, safety, region, safety == Safety.READ ? readLimits : CallLimits.CHANGE, call);
  }

  /** The only way to a client: every call says what becomes of it when it is made twice. */
  private <T> T call(
      String action, Safety safety, String region, CallLimits limits, SdkCall<T> call) {
    return retries.call(safety, () -> callOnce(action, region, limits, call));
  }

  private <T> T callOnce(String action, String region, CallLimits limits, SdkCall<T> call) {
    AnswerNotes notes = new AnswerNotes(clock);
    try {
      return call.run(client(region, limits, notes));
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

  private ScfClient client(String region, CallLimits limits, AnswerNotes notes) {
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
    return new ScfClient(credential, region, profile);
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

  private static Code code(CodeSource source) {
    Code code = new Code();
    if (source instanceof CodeSource.Cos cos) {
      code.setCosBucketName(cos.bucketName());
      code.setCosObjectName(cos.objectName());
      code.setCosBucketRegion(cos.bucketRegion());
    } else {
      code.setZipFile(base64(source.code()));
    }
    return code;
  }

  private static String base64(CodePackage zip) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(zip.file()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + zip.file(), e);
    }
  }

  /** {@code CodeSource}. */
  private static String word(CodeSource source) {
    return source instanceof CodeSource.Cos ? "Cos" : "ZipFile";
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
