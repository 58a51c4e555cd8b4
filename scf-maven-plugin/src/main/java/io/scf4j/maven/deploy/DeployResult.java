package io.scf4j.maven.deploy;

import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.RemoteFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * What a deploy left in the cloud: the content of {@code deploy.json} and of the summary.
 *
 * @param schema of this file; a change that breaks readers raises it
 * @param created true when the function was not there before
 * @param codeSha256 of the deployed zip, lower-case hex
 */
public record DeployResult(
    int schema,
    String functionName,
    String description,
    String region,
    String namespace,
    String runtime,
    String handler,
    int memorySize,
    int timeout,
    int initTimeout,
    String lastVersion,
    double traffic,
    boolean created,
    String codeSha256,
    String status) {
  private static final String LATEST = "$LATEST";

  static DeployResult of(
      FunctionId id, RemoteFunction function, CodePackage code, boolean created) {
    return new DeployResult(
        1,
        id.functionName(),
        function.description(),
        id.region(),
        id.namespace(),
        function.runtime(),
        function.handler(),
        function.memorySizeMb(),
        function.timeoutS(),
        function.initTimeoutS(),
        LATEST,
        1,
        created,
        code.sha256(),
        function.status().name());
  }

  /** The summary in the shape of the platform's own CLI. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("functionName: " + functionName);
    lines.add("description:  " + description);
    lines.add("region:       " + region);
    lines.add("namespace:    " + namespace);
    lines.add("runtime:      " + runtime);
    lines.add("handler:      " + handler);
    lines.add("memorySize:   " + memorySize);
    lines.add("timeout:      " + timeout);
    lines.add("initTimeout:  " + initTimeout);
    lines.add("lastVersion:  " + lastVersion);
    lines.add("traffic:      " + (traffic == 1 ? "1" : String.valueOf(traffic)));
    return lines;
  }
}
