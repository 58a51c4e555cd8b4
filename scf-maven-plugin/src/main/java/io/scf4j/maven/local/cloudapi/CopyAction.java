package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.store.CodePackage;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.StoredFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * CopyFunction: code and handler of {@code $LATEST} always, the configuration unless {@code
 * CopyConfiguration} is false; never triggers, versions, aliases or the log topic. {@code Override}
 * deletes the function that has the new name, with all that belongs to it.
 *
 * <p>UNVERIFIED: the code for a function that does not serve or is copied onto itself, and that
 * without {@code CopyConfiguration} the overridden function's configuration stays (a page on the
 * console says so).
 */
final class CopyAction implements Action {
  static final String NAME = "CopyFunction";

  private final Functions functions;
  private final ApiClock clock;

  CopyAction(Functions functions, ApiClock clock) {
    this.functions = functions;
    this.clock = clock;
  }

  @Override
  public JsonObject perform(ApiCall call) throws ApiFault, IOException {
    Parameters parameters =
        call.parameters()
            .allow(
                "FunctionName",
                "NewFunctionName",
                "Namespace",
                "TargetNamespace",
                "Description",
                "TargetRegion",
                "Override",
                "CopyConfiguration");
    Key from = FunctionRules.key(parameters);
    Key to =
        FunctionRules.newKey(
            FunctionRules.name(parameters, "NewFunctionName"),
            FunctionRules.namespace(parameters, "TargetNamespace"));
    Optional<String> description = FunctionRules.description(parameters);
    String region =
        CloudApi.region(
            parameters.text("TargetRegion").filter(text -> !text.isEmpty()).orElse(call.region()));
    boolean override = parameters.flag("Override");
    boolean withConfiguration =
        !parameters.has("CopyConfiguration") || parameters.flag("CopyConfiguration");
    StoredFunction source = functions.get(from.namespace(), from.name());
    functions.namespaces().require(to.namespace());
    if (from.equals(to) || !source.serves()) {
      throw new ApiFault(
          "FailedOperation.CopyFunction",
          from.equals(to)
              ? "A function cannot be copied onto itself."
              : "The function is " + source.status() + "; there is nothing to copy.");
    }
    CodePackage code = CodePackage.of(Files.readAllBytes(functions.zip(source, source.latest())));
    FunctionConfig config =
        withConfiguration
            ? withoutTopic(source.latest())
            : configuration(to).withCode(source.latest().handler(), code);
    functions
        .states()
        .create(
            StoredFunction.creating(
                to.namespace(),
                to.name(),
                FunctionRules.newId(),
                region,
                clock.now(),
                description.map(config::withDescription).orElse(config)),
            code,
            override,
            call.fault());
    return new JsonObject();
  }

  private static FunctionConfig withoutTopic(FunctionConfig config) {
    JsonObject others = config.others().deepCopy();
    others.remove("ClsLogsetId");
    others.remove("ClsTopicId");
    return config.withOthers(others);
  }

  /** What the function of the new name has, or the platform's defaults. */
  private FunctionConfig configuration(Key to) {
    return functions.all(to.namespace()).stream()
        .filter(function -> function.name().equals(to.name()))
        .map(StoredFunction::latest)
        .findFirst()
        .orElse(FunctionRules.DEFAULTS);
  }
}
