package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.cloud.ScfCloud.ConfigurationUpdate;
import io.scf4j.maven.cloud.ScfCloud.NewFunction;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.RemoteFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** One thing that a deploy will do: a value before it happens. */
public sealed interface Change {

  /** A line or a few for the plan; never a value of the environment. */
  String describe();

  /** Makes it so; asynchronous, as the API is. */
  void applyTo(ScfCloud cloud);

  /** The function is not there. */
  record CreateFunction(NewFunction function) implements Change {
    @Override
    public String describe() {
      return "+ function %s, %d MB, timeout %d s, initTimeout %d s, %s"
          .formatted(
              function.id(),
              function.memorySizeMb(),
              function.timeoutS(),
              function.initTimeoutS(),
              size(function.code()));
    }

    @Override
    public void applyTo(ScfCloud cloud) {
      cloud.createFunction(function);
    }
  }

  /**
   * The code, sent whether it differs or not, and with it the handler, which no other call can
   * change.
   */
  record UploadCode(FunctionId id, String oldHandler, String handler, CodePackage code)
      implements Change {
    @Override
    public String describe() {
      String line = "↑ code, " + size(code);
      return handler.equals(oldHandler)
          ? line
          : line + "\n~ handler " + oldHandler + " → " + handler;
    }

    @Override
    public void applyTo(ScfCloud cloud) {
      cloud.updateCode(id, handler, code);
    }
  }

  /** Settings that the POM mentions and the cloud has otherwise. */
  record UpdateConfiguration(FunctionId id, RemoteFunction before, ConfigurationUpdate update)
      implements Change {
    @Override
    public String describe() {
      List<String> lines = new ArrayList<>();
      update
          .memorySizeMb()
          .ifPresent(mb -> lines.add("~ memorySize " + before.memorySizeMb() + " → " + mb));
      update.timeoutS().ifPresent(s -> lines.add("~ timeout " + before.timeoutS() + " → " + s));
      update
          .initTimeoutS()
          .ifPresent(s -> lines.add("~ initTimeout " + before.initTimeoutS() + " → " + s));
      update
          .description()
          .ifPresent(
              text -> lines.add("~ description '" + before.description() + "' → '" + text + "'"));
      update
          .environment()
          .ifPresent(
              variables -> {
                variables.forEach(
                    (key, value) ->
                        environmentLine(
                                key, Optional.ofNullable(before.environment().get(key)), value)
                            .ifPresent(lines::add));
                before.environment().keySet().stream()
                    .filter(key -> !variables.containsKey(key))
                    .sorted()
                    .forEach(key -> lines.add("- environment." + key));
              });
      return String.join("\n", lines);
    }

    @Override
    public void applyTo(ScfCloud cloud) {
      cloud.updateConfiguration(id, update);
    }

    private static Optional<String> environmentLine(
        String key, Optional<String> old, String value) {
      if (old.isEmpty()) {
        return Optional.of("+ environment." + key);
      }
      return Objects.equals(old.get(), value)
          ? Optional.empty()
          : Optional.of("~ environment." + key);
    }
  }

  private static String size(CodePackage code) {
    return String.format(
        Locale.ROOT, "%s (%.1f KB)", code.file().getFileName(), code.sizeBytes() / 1024.0);
  }
}
