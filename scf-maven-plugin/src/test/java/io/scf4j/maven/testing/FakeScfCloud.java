package io.scf4j.maven.testing;

import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.RemoteFunction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A cloud that writes down what it is asked, in order, and answers what it was told to. */
public final class FakeScfCloud implements ScfCloud {
  private final List<String> calls = new ArrayList<>();
  private final Deque<Optional<RemoteFunction>> functions = new ArrayDeque<>();
  private final Deque<String> refusals = new ArrayDeque<>();
  private Invocation answer;
  private Duration readTimeout;
  private NewFunction created;
  private ConfigurationUpdate updated;

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

  public FakeScfCloud answers(Invocation invocation) {
    answer = invocation;
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

  public ConfigurationUpdate updated() {
    return updated;
  }

  @Override
  public Optional<RemoteFunction> function(FunctionId id, String qualifier) {
    Optional<RemoteFunction> function =
        functions.size() > 1 ? functions.removeFirst() : functions.getFirst();
    String version = qualifier.equals(LATEST) ? "" : " " + qualifier;
    calls.add(
        "GetFunction"
            + version
            + ": "
            + function.map(found -> found.status().name()).orElse("none"));
    return function;
  }

  @Override
  public void createFunction(NewFunction function) {
    change("CreateFunction");
    created = function;
  }

  @Override
  public void updateCode(FunctionId id, String handler, CodePackage code) {
    change("UpdateFunctionCode " + handler);
  }

  @Override
  public void updateConfiguration(FunctionId id, ConfigurationUpdate update) {
    change("UpdateFunctionConfiguration");
    updated = update;
  }

  @Override
  public Invocation invoke(FunctionId id, String clientContext, Duration readTimeout) {
    calls.add("Invoke " + clientContext);
    this.readTimeout = readTimeout;
    return answer;
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
