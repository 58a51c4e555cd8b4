package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud.ConfigurationUpdate;
import io.scf4j.maven.cloud.ScfCloud.NewFunction;
import io.scf4j.maven.deploy.Change.CreateFunction;
import io.scf4j.maven.deploy.Change.UpdateConfiguration;
import io.scf4j.maven.deploy.Change.UploadCode;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the project says and what the cloud has, compared: a pure function. */
public final class DeployPlanner {

  /**
   * What has to be done.
   *
   * @param spec what the project says
   * @param code the packaged zip
   * @param remote what the cloud has; empty when there is no such function
   * @throws ScfFailure when no way leads from there to here
   */
  public DeployPlan plan(FunctionSpec spec, CodePackage code, Optional<RemoteFunction> remote) {
    return remote.map(there -> update(spec, code, there)).orElseGet(() -> create(spec, code));
  }

  private static DeployPlan create(FunctionSpec spec, CodePackage code) {
    return new DeployPlan(
        spec.id(),
        List.of(
            new CreateFunction(
                new NewFunction(
                    spec.id(),
                    spec.handler(),
                    spec.memorySizeMb().orDefault(FunctionSpec.DEFAULT_MEMORY_SIZE_MB),
                    spec.timeoutS().orDefault(FunctionSpec.DEFAULT_TIMEOUT_S),
                    spec.initTimeoutS().orDefault(FunctionSpec.DEFAULT_INIT_TIMEOUT_S),
                    spec.description().orDefault(""),
                    spec.environment().orDefault(Map.of()),
                    code))));
  }

  private static DeployPlan update(FunctionSpec spec, CodePackage code, RemoteFunction there) {
    if (!there.runtime().equals(FunctionSpec.RUNTIME)) {
      throw new ScfFailure(
          "Function "
              + spec.id()
              + " exists with runtime "
              + there.runtime()
              + "; the platform cannot change the runtime of a function.",
          "Set another <functionName>, or delete the function in the console and deploy again.");
    }
    if (there.status().name().equals("CreateFailed")) {
      throw new ScfFailure(
          "Function " + spec.id() + " was never created: it is CreateFailed.",
          there.reasonsText(),
          "Delete it in the console, mend the cause and deploy again.",
          null);
    }
    List<Change> changes = new ArrayList<>();
    changes.add(new UploadCode(spec.id(), there.handler(), spec.handler(), code));
    ConfigurationUpdate update = differences(spec, there);
    if (!update.isEmpty()) {
      changes.add(new UpdateConfiguration(spec.id(), there, update));
    }
    return new DeployPlan(spec.id(), changes);
  }

  private static ConfigurationUpdate differences(FunctionSpec spec, RemoteFunction there) {
    return new ConfigurationUpdate(
        difference(spec.memorySizeMb(), there.memorySizeMb(), there.memorySizeMb()),
        difference(spec.timeoutS(), there.timeoutS(), there.timeoutS()),
        difference(spec.initTimeoutS(), there.initTimeoutS(), there.initTimeoutS()),
        difference(spec.description(), there.description(), ""),
        difference(spec.environment(), there.environment(), Map.of()));
  }

  private static <T> Optional<T> difference(Setting<T> wanted, T there, T cleared) {
    return wanted.asUpdate(value -> value, cleared).filter(value -> !value.equals(there));
  }
}
