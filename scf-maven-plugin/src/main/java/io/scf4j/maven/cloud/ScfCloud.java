package io.scf4j.maven.cloud;

import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.CodeSource;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.LayerPackage;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteLayer;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The calls of SCF's cloud API (2018-04-16) that the goals make. A port: the goals and the plan
 * know nothing of the SDK behind it. Every method throws {@link CloudException} when the cloud
 * refuses or cannot be reached, and after as many tries as {@link RetryPolicy} allows.
 */
public interface ScfCloud extends AutoCloseable {

  // The function.

  /** GetFunction of {@code $LATEST}; empty when there is no such function. */
  default Optional<RemoteFunction> function(FunctionId id) {
    return function(id, RemoteVersion.LATEST);
  }

  /**
   * GetFunction; empty when there is no such function or version.
   *
   * @param qualifier a version, such as {@code 3} or {@code $LATEST}
   */
  Optional<RemoteFunction> function(FunctionId id, String qualifier);

  /**
   * GetFunctionAddress: SHA-256 of a version's zip, lower-case hex; empty when the cloud does not
   * tell it in a form that we know.
   */
  Optional<String> codeSha256(FunctionId id, String qualifier);

  /**
   * The end of {@code $LATEST}'s zip, from where GetFunctionAddress says it is; empty when it
   * cannot be had, for whatever reason.
   *
   * @param most bytes
   */
  Optional<CodeEnd> codeEnd(FunctionId id, int most);

  /** CreateFunction. Asynchronous: the function is {@code Creating} when this returns. */
  void createFunction(NewFunction function);

  /** UpdateFunctionCode, the only call that can change the handler. Asynchronous. */
  void updateCode(FunctionId id, String handler, CodeSource code);

  /**
   * UpdateFunctionConfiguration with what is given; the rest stays as it is. An empty environment
   * and an empty list of layers take all away. Asynchronous.
   */
  void updateConfiguration(FunctionId id, FunctionValues update);

  /** DeleteFunction with all its versions, aliases and triggers. Asynchronous. */
  void deleteFunction(FunctionId id);

  // What belongs to a function.

  /** GetFunctionEventInvokeConfig: the fields that are sent with it. */
  FunctionValues eventInvokeConfig(FunctionId id);

  /** UpdateFunctionEventInvokeConfig; takes all of its fields. */
  void updateEventInvokeConfig(FunctionId id, FunctionValues all);

  /** ListVersionByFunction: all published versions, in no order. */
  List<RemoteVersion> versions(FunctionId id);

  /**
   * PublishVersion of {@code $LATEST}; returns its number. Asynchronous.
   *
   * @param newest number of the newest version that is there, 0 for none: when the answer gets
   *     lost, a newer one is this one
   */
  String publishVersion(FunctionId id, String description, long newest);

  /** DeleteFunctionVersion. */
  void deleteVersion(FunctionId id, String version);

  /** ListAliases: all of them. */
  List<AliasRoute> aliases(FunctionId id);

  /** CreateAlias. */
  void createAlias(FunctionId id, AliasRoute alias);

  /** UpdateAlias: where it leads; its description stays. */
  void updateAlias(FunctionId id, AliasRoute alias);

  /** ListTriggers: all of them, comparable with what was sent. */
  List<RemoteTrigger> triggers(FunctionId id);

  /** CreateTrigger. */
  void createTrigger(FunctionId id, Trigger trigger);

  /** UpdateTrigger: whether it fires, and how it is set up. */
  void updateTrigger(FunctionId id, Trigger trigger);

  /** DeleteTrigger. */
  void deleteTrigger(FunctionId id, Trigger trigger);

  // What functions are in.

  /** ListNamespaces: whether a region has this one. */
  boolean hasNamespace(String region, String namespace);

  /** CreateNamespace. */
  void createNamespace(String region, String namespace);

  /** ListLayerVersions: all versions of a layer; none when there is no such layer. */
  List<RemoteLayer> layers(String region, String name);

  /** PublishLayerVersion for {@link FunctionSpec#RUNTIME}. Asynchronous. */
  LayerRef publishLayer(String region, LayerPackage layer, CodeSource content);

  // Invocations.

  /**
   * Invoke, synchronously.
   *
   * @param qualifier a version or an alias
   * @param clientContext the event, JSON text
   * @param readTimeout how long to wait for the answer
   */
  Invocation invoke(FunctionId id, String qualifier, String clientContext, Duration readTimeout);

  @Override
  void close();

  /**
   * Everything CreateFunction is told; runtime is {@link FunctionSpec#RUNTIME}.
   *
   * @param values its settings; what has none is left to the platform
   */
  record NewFunction(FunctionId id, String handler, FunctionValues values, CodeSource code) {}

  /**
   * A trigger that there is.
   *
   * @param url where it is called, of a function URL; else empty
   */
  record RemoteTrigger(Trigger trigger, Optional<String> url) {}

  /**
   * The answer of one invocation. A failed function is an answer too, not an exception.
   *
   * @param requestId of the API call
   * @param functionRequestId of the invocation, as in the function's log
   * @param invokeResult 0 when the function succeeded
   * @param retMsg what the function returned, or the platform's JSON about the failure
   * @param errMsg the platform's text about the failure, else empty
   * @param log the last 4 KB of the log
   * @param durationMs run time, ms
   * @param billDurationMs billed time, ms
   * @param memUsageBytes memory used, bytes
   */
  record Invocation(
      String requestId,
      String functionRequestId,
      long invokeResult,
      String retMsg,
      String errMsg,
      String log,
      double durationMs,
      long billDurationMs,
      long memUsageBytes) {}
}
