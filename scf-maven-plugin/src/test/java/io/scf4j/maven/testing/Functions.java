package io.scf4j.maven.testing;

import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.FunctionStatus;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The one function that the tests deploy and invoke, as the project and as the cloud have it. */
public final class Functions {
  public static final FunctionId HELLO = new FunctionId("ap-guangzhou", "default", "hello");
  public static final String HANDLER = "demo.Hello::greet";
  public static final CodePackage CODE = new CodePackage(Path.of("hello.zip"), 2048, "c0de");

  private Functions() {}

  /** What the project says when the POM mentions nothing but the handler. */
  public static FunctionSpec bareSpec() {
    return spec(Setting.absent(), Setting.absent(), Setting.absent());
  }

  /** What the project says when the POM mentions these three. */
  public static FunctionSpec spec(
      Setting<Integer> memorySizeMb,
      Setting<String> description,
      Setting<Map<String, String>> environment) {
    return new FunctionSpec(
        HELLO, HANDLER, memorySizeMb, Setting.absent(), Setting.absent(), description, environment);
  }

  public static RemoteFunction active() {
    return remote("Active");
  }

  /** As the cloud has it: 128 MB, timeout 3 s, initTimeout 65 s, two environment variables. */
  public static RemoteFunction remote(String status, String... reasons) {
    return new RemoteFunction(
        new FunctionStatus(status),
        List.of(reasons),
        FunctionSpec.RUNTIME,
        HANDLER,
        128,
        3,
        65,
        "says hello",
        Map.of("GREETING", "old-value", "GONE", "gone-value"));
  }
}
