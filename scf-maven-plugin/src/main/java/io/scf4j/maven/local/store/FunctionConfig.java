package io.scf4j.maven.local.store;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What a version of a function runs as: its code and its configuration. A value of its own, because
 * an update prepares the next one while the present one still serves, and because a published
 * version is one that never changes.
 *
 * @param handler value of {@code _HANDLER}
 * @param description free text
 * @param memoryMb memory, MB
 * @param timeoutSeconds limit of an invocation
 * @param initTimeoutSeconds limit of the initialisation
 * @param environment the function's variables
 * @param role role name, or null
 * @param layers in their order; what a later one has wins
 * @param others settings by the names of the API that make no difference on one machine, as they
 *     were sent: they can be read again
 * @param codeSha256 hex digest of the zip, which also names it in the store
 * @param codeSize size of the zip, bytes
 */
public record FunctionConfig(
    String handler,
    String description,
    int memoryMb,
    int timeoutSeconds,
    int initTimeoutSeconds,
    Map<String, String> environment,
    String role,
    List<LayerVersion> layers,
    JsonObject others,
    String codeSha256,
    long codeSize) {

  /** Takes a store of before there were layers. */
  public FunctionConfig {
    layers = layers == null ? List.of() : List.copyOf(layers);
    others = others == null ? new JsonObject() : others;
  }

  /** The same with another description. */
  public FunctionConfig withDescription(String description) {
    return new FunctionConfig(
        handler,
        description,
        memoryMb,
        timeoutSeconds,
        initTimeoutSeconds,
        environment,
        role,
        layers,
        others,
        codeSha256,
        codeSize);
  }

  /** The same with other settings that make no difference on one machine. */
  public FunctionConfig withOthers(JsonObject others) {
    return new FunctionConfig(
        handler,
        description,
        memoryMb,
        timeoutSeconds,
        initTimeoutSeconds,
        environment,
        role,
        layers,
        others,
        codeSha256,
        codeSize);
  }

  /** The same with another zip. */
  public FunctionConfig withCode(String handler, CodePackage code) {
    return new FunctionConfig(
        handler,
        description,
        memoryMb,
        timeoutSeconds,
        initTimeoutSeconds,
        environment,
        role,
        layers,
        others,
        code.sha256(),
        code.size());
  }
}
