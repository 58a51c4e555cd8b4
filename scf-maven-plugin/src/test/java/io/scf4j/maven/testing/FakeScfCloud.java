package io.scf4j.maven.testing;

import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.CodeEnd;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.CodeSource;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.LayerPackage;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteLayer;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.Trigger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A cloud that writes down what it is asked, in order, and answers what it was told to. */
public final class FakeScfCloud implements ScfCloud {
  private final List<String> calls = new ArrayList<>();
  private final Deque<Optional<RemoteFunction>> functions = new ArrayDeque<>();
  private final Map<String, RemoteFunction> published = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();
  private CodeEnd codeEnd;
  private final List<RemoteVersion> versions = new ArrayList<>();
  private final List<AliasRoute> aliases = new ArrayList<>();
  private final List<RemoteTrigger> triggers = new ArrayList<>();
  private final List<RemoteLayer> layers = new ArrayList<>();
  private boolean namespace = true;
  private FunctionValues eventInvokeConfig = FunctionValues.NONE;
  private final Deque<Supplier<Invocation>> answers = new ArrayDeque<>();
  private final Deque<String> refusals = new ArrayDeque<>();
  private Duration readTimeout;
  private CloudException refusal;
  private NewFunction created;
  private FunctionValues updated;

  /** GetFunction's next answer; the last one is given again and again. */
  public FakeScfCloud has(RemoteFunction function) {
    functions.add(Optional.of(function));
    return this;
  }

  /** GetFunction's next answer: no such function. */
  public FakeScfCloud hasNone() {
    functions.add(Optional.empty());
    return this;
  }

  /** What the zip of {@code $LATEST} ends in. */
  public FakeScfCloud hasCodeEnd(CodeEnd end) {
    codeEnd = end;
    return this;
  }

  /** What GetFunctionAddress tells of a version. */
  public FakeScfCloud hasCode(String version, String sha256) {
    codes.put(version, sha256);
    return this;
  }

  /** A published version. */
  public FakeScfCloud hasVersion(String version, RemoteFunction function) {
    versions.add(new RemoteVersion(version, ""));
    published.put(version, function);
    return this;
  }

  public FakeScfCloud hasAlias(AliasRoute alias) {
    aliases.add(alias);
    return this;
  }

  public FakeScfCloud hasTrigger(Trigger trigger, Optional<String> url) {
    triggers.add(new RemoteTrigger(trigger, url));
    return this;
  }

  public FakeScfCloud hasLayer(RemoteLayer layer) {
    layers.add(layer);
    return this;
  }

  /** GetFunction is refused. */
  public FakeScfCloud refuses(CloudException why) {
    refusal = why;
    return this;
  }

  public FakeScfCloud hasNoNamespace() {
    namespace = false;
    return this;
  }

  public FakeScfCloud hasEventInvokeConfig(FunctionValues values) {
    eventInvokeConfig = values;
    return this;
  }

  /** Invoke's answers in turn; the last one is given again and again. */
  public FakeScfCloud answers(Invocation... inTurn) {
    answers.clear();
    for (Invocation invocation : inTurn) {
      answers.add(() -> invocation);
    }
    return this;
  }

  /** And then none. */
  public FakeScfCloud answersNot(CloudException refusal) {
    answers.add(
        () -> {
          throw refusal;
        });
    return this;
  }

  /** Refuses the next change. */
  public FakeScfCloud refuses(String code) {
    refusals.add(code);
    return this;
  }

  /** The API's names of the calls, GetFunction with the version asked for and what it found. */
  public List<String> calls() {
    return calls;
  }

  public Duration readTimeout() {
    return readTimeout;
  }

  public NewFunction created() {
    return created;
  }

  public FunctionValues updated() {
    return updated;
  }

  @Override
  public Optional<RemoteFunction> function(FunctionId id, String qualifier) {
    if (refusal != null) {
      throw refusal;
    }
    Optional<RemoteFunction> function = Optional.ofNullable(published.get(qualifier));
    if (function.isEmpty()) {
      function = functions.size() > 1 ? functions.removeFirst() : functions.getFirst();
    }
    calls.add(
        "GetFunction"
            + (qualifier.equals(RemoteVersion.LATEST) ? "" : " " + qualifier)
            + ": "
            + function.map(found -> found.status().name()).orElse("none"));
    return function;
  }

  @Override
  public Optional<String> codeSha256(FunctionId id, String qualifier) {
    calls.add("GetFunctionAddress " + qualifier);
    return Optional.ofNullable(codes.get(qualifier));
  }

  @Override
  public Optional<CodeEnd> codeEnd(FunctionId id, int most) {
    calls.add("the end of the code");
    return Optional.ofNullable(codeEnd);
  }

  @Override
  public void createFunction(NewFunction function) {
    change("CreateFunction");
    created = function;
  }

  @Override
  public void updateCode(FunctionId id, String handler, CodeSource code) {
    change("UpdateFunctionCode " + handler);
  }

  @Override
  public void updateConfiguration(FunctionId id, FunctionValues update) {
    change("UpdateFunctionConfiguration");
    updated = update;
  }

  @Override
  public void deleteFunction(FunctionId id) {
    change("DeleteFunction");
  }

  @Override
  public FunctionValues eventInvokeConfig(FunctionId id) {
    calls.add("GetFunctionEventInvokeConfig");
    return eventInvokeConfig;
  }

  @Override
  public void updateEventInvokeConfig(FunctionId id, FunctionValues all) {
    change("UpdateFunctionEventInvokeConfig");
    updated = all;
  }

  @Override
  public List<RemoteVersion> versions(FunctionId id) {
    calls.add("ListVersionByFunction");
    return List.copyOf(versions);
  }

  @Override
  public String publishVersion(FunctionId id, String description, long newest) {
    String version = Integer.toString(versions.size() + 1);
    change("PublishVersion " + version);
    hasVersion(version, functions.getLast().orElseThrow());
    return version;
  }

  @Override
  public void deleteVersion(FunctionId id, String version) {
    change("DeleteFunctionVersion " + version);
  }

  @Override
  public List<AliasRoute> aliases(FunctionId id) {
    calls.add("ListAliases");
    return List.copyOf(aliases);
  }

  @Override
  public void createAlias(FunctionId id, AliasRoute alias) {
    change("CreateAlias " + alias.name() + " " + alias.route());
    aliases.add(alias);
  }

  @Override
  public void updateAlias(FunctionId id, AliasRoute alias) {
    change("UpdateAlias " + alias.name() + " " + alias.route());
    aliases.removeIf(old -> old.name().equals(alias.name()));
    aliases.add(alias);
  }

  @Override
  public List<RemoteTrigger> triggers(FunctionId id) {
    calls.add("ListTriggers");
    return List.copyOf(triggers);
  }

  @Override
  public void createTrigger(FunctionId id, Trigger trigger) {
    change("CreateTrigger " + trigger.shown());
  }

  @Override
  public void updateTrigger(FunctionId id, Trigger trigger) {
    change("UpdateTrigger " + trigger.shown());
  }

  @Override
  public void deleteTrigger(FunctionId id, Trigger trigger) {
    change("DeleteTrigger " + trigger.shown());
  }

  @Override
  public boolean hasNamespace(String region, String name) {
    calls.add("ListNamespaces");
    return namespace;
  }

  @Override
  public void createNamespace(String region, String name) {
    calls.add("CreateNamespace " + name);
  }

  @Override
  public List<RemoteLayer> layers(String region, String name) {
    calls.add("ListLayerVersions " + name);
    return List.copyOf(layers);
  }

  @Override
  public LayerRef publishLayer(String region, LayerPackage layer, CodeSource content) {
    LayerRef ref = new LayerRef(layer.name(), layers.size() + 1);
    calls.add("PublishLayerVersion " + ref);
    layers.add(new RemoteLayer(ref, layer.description(), "Active"));
    return ref;
  }

  @Override
  public Invocation invoke(
      FunctionId id, String qualifier, String clientContext, Duration readTimeout) {
    calls.add(
        "Invoke "
            + (qualifier.equals(RemoteVersion.LATEST) ? "" : qualifier + " ")
            + clientContext);
    this.readTimeout = readTimeout;
    return (answers.size() > 1 ? answers.removeFirst() : answers.getFirst()).get();
  }

  private void change(String call) {
    calls.add(call);
    if (!refusals.isEmpty()) {
      throw new CloudException(call, refusals.removeFirst(), "words", "", null);
    }
  }

  @Override
  public void close() {}
}
