package io.scf4j.it.harness;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.cloud.Retries;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.cloud.ScfCloud.Invocation;
import io.scf4j.maven.cloud.ScfCloud.NewFunction;
import io.scf4j.maven.cloud.sdk.TencentScf;
import io.scf4j.maven.local.LocalScf;
import io.scf4j.maven.local.LocalScfAccess;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.CodeSource;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.RemoteVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A local SCF without Maven, and functions on it, all through its cloud API. */
public final class LocalFunctions implements AutoCloseable {
  public static final String REGION = "ap-chengdu";
  public static final int MEMORY_MB = 256;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HANDLER = "index.main_handler";

  private final LocalScf scf;
  private final ScfCloud cloud;

  private LocalFunctions(LocalScf scf, ScfCloud cloud) {
    this.scf = scf;
    this.cloud = cloud;
  }

  /** With a store of its own. */
  public static LocalFunctions start(Path store) {
    LocalScf scf = LocalScf.start(store, 0);
    LocalScfAccess access = scf.access();
    Credentials credentials =
        new Credentials("the test", access.secretId(), access.secretKey(), Optional.empty());
    CloudEndpoint endpoint = CloudEndpoint.parse(access.endpoint());
    Retries retries = Retries.of(endpoint, line -> {});
    return new LocalFunctions(
        scf, new TencentScf(endpoint, credentials, Optional.empty(), retries));
  }

  /** The content of {@code Response} of a call that succeeds; quotes may be single ones. */
  public JsonObject call(String action, String parameters) {
    JsonObject json = JsonParser.parseString(parameters.replace('\'', '"')).getAsJsonObject();
    try (CloudCaller caller = new CloudCaller(scf.access())) {
      return caller.call(action, json);
    }
  }

  /** A function that is Active. */
  public final class Function {
    private final FunctionId id;

    private Function(FunctionId id) {
      this.id = id;
    }

    public String name() {
      return id.functionName();
    }

    /** One call; the event is JSON. */
    public Invocation invoke(String event) {
      return cloud.invoke(id, RemoteVersion.LATEST, event, PATIENCE);
    }
  }

  /** Creates a function and waits until it is Active. */
  public Function create(
      String name, Path zip, int timeoutS, int initTimeoutS, Map<String, String> environment) {
    FunctionId id = new FunctionId(REGION, "default", name);
    CodePackage code = new CodePackage(zip, size(zip), "");
    FunctionValues values =
        FunctionValues.NONE
            .with(FunctionFields.MEMORY_SIZE, MEMORY_MB)
            .with(FunctionFields.TIMEOUT, timeoutS)
            .with(FunctionFields.INIT_TIMEOUT, initTimeoutS)
            .with(FunctionFields.ENVIRONMENT, environment);
    cloud.createFunction(new NewFunction(id, HANDLER, values, new CodeSource.Inline(code)));
    boolean active =
        Processes.await(PATIENCE, () -> cloud.function(id).orElseThrow().status().isActive());
    if (!active) {
      throw new AssertionError(name + " did not become Active");
    }
    return new Function(id);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cloud.close();
    scf.close();
  }
}
