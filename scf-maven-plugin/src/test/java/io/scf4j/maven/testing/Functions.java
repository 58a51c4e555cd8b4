package io.scf4j.maven.testing;

import io.scf4j.maven.deploy.CodeBucket;
import io.scf4j.maven.deploy.CodeUpload;
import io.scf4j.maven.deploy.Delivery;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSettings;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.FunctionStatus;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.TriggerPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one function that the tests deploy and invoke, as the project and as the cloud have it. */
public final class Functions {
  public static final FunctionId HELLO = new FunctionId("ap-guangzhou", "default", "hello");
  public static final String HANDLER = "demo.Hello::greet";
  public static final CodePackage CODE = new CodePackage(Path.of("hello.zip"), 2048, "c0de");

  /** What a build has made without a layer. */
  public static final Delivery DELIVERY = new Delivery(CODE, Optional.empty());

  /** What the cloud has: 128 MB, timeout 3 s, initTimeout 65 s, two environment variables. */
  public static final FunctionValues VALUES =
      FunctionValues.NONE
          .with(FunctionFields.MEMORY_SIZE, 128)
          .with(FunctionFields.TIMEOUT, 3)
          .with(FunctionFields.INIT_TIMEOUT, 65)
          .with(FunctionFields.DESCRIPTION, "says hello")
          .with(FunctionFields.LAYERS, List.of())
          .with(FunctionFields.ENVIRONMENT, Map.of("GREETING", "old-value", "GONE", "gone-value"));

  private Functions() {}

  /** Every package travels inside of the call. */
  public static CodeUpload inline() {
    return new CodeUpload(
        Long.MAX_VALUE,
        new CodeBucket(HELLO.region(), Optional.empty(), Optional.empty()),
        () -> {
          throw new AssertionError("no package needs a store");
        },
        new RecordingConsole(),
        false,
        () -> 0);
  }

  /** What the project says when the POM mentions nothing but the handler. */
  public static FunctionSpec bareSpec() {
    return spec(FunctionSettings.NONE);
  }

  /** What the project says when the POM mentions these. */
  public static FunctionSpec spec(FunctionSettings settings) {
    return new FunctionSpec(HELLO, HANDLER, settings);
  }

  /** The same with a release. */
  public static FunctionSpec spec(Release release) {
    return new FunctionSpec(HELLO, HANDLER, FunctionSettings.NONE, release, TriggerPlan.NONE);
  }

  /** The same with triggers. */
  public static FunctionSpec spec(TriggerPlan triggers) {
    return new FunctionSpec(HELLO, HANDLER, FunctionSettings.NONE, Release.NONE, triggers);
  }

  public static RemoteFunction active() {
    return remote("Active");
  }

  /** As the cloud has it. */
  public static RemoteFunction remote(String status, String... reasons) {
    return remote(new FunctionStatus(status), VALUES, reasons);
  }

  /** The same with other settings. */
  public static RemoteFunction with(FunctionValues more) {
    return remote(FunctionStatus.ACTIVE, VALUES.with(more));
  }

  private static RemoteFunction remote(
      FunctionStatus status, FunctionValues values, String... reasons) {
    return new RemoteFunction(
        status, List.of(reasons), FunctionSpec.RUNTIME, FunctionSpec.TYPE, HANDLER, values);
  }
}
