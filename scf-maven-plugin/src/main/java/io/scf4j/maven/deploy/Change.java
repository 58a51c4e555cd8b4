package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud.NewFunction;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.ByteCount;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.CodeSource;
import io.scf4j.maven.model.FunctionField;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.LayerPackage;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.SmokeEvent;
import io.scf4j.maven.model.Trigger;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a deploy will do: a value before it happens. Each leaves the cloud in a state from
 * which a new plan leads on, so a deploy may be killed between any two.
 */
public sealed interface Change {

  /** A line or a few for the plan; never a value of the environment. */
  String describe();

  /** Makes it so, and returns when the function can be worked on again. */
  void applyTo(Execution run);

  /** The namespace is not there. */
  record CreateNamespace(String region, String namespace) implements Change {
    @Override
    public String describe() {
      return "+ namespace " + namespace;
    }

    @Override
    public void applyTo(Execution run) {
      run.once()
          .make(
              "namespace " + region + " " + namespace,
              () -> {
                run.cloud().createNamespace(region, namespace);
                return namespace;
              });
    }
  }

  /** The function's own layer has no version with this content. */
  record PublishLayer(String region, LayerPackage layer) implements Change {
    @Override
    public String describe() {
      return "+ layer " + layer.name() + ", " + size(layer.content());
    }

    @Override
    public void applyTo(Execution run) {
      run.published(
          run.once()
              .make(
                  "layer " + region + " " + layer.name() + " " + layer.content().sha256(),
                  () -> publish(run)));
    }

    private LayerRef publish(Execution run) {
      LayerRef published =
          run.cloud().publishLayer(region, layer, run.source(layer.name(), layer.content()));
      run.waiter().untilActive(region, published);
      return published;
    }
  }

  /**
   * The function cannot become what it shall be, and goes with all that belongs to it.
   *
   * @param why in words that follow "because"
   */
  record DeleteFunction(FunctionId id, String why) implements Change {
    @Override
    public String describe() {
      return "- function " + id + ", because " + why;
    }

    @Override
    public void applyTo(Execution run) {
      run.change(id, () -> run.cloud().deleteFunction(id));
      run.waiter().untilGone(id);
    }
  }

  /** The function is not there. */
  record CreateFunction(FunctionId id, String handler, FunctionValues values, CodePackage code)
      implements Change {
    private static final List<FunctionField<?>> FIRST_LINE =
        List.of(FunctionFields.MEMORY_SIZE, FunctionFields.TIMEOUT, FunctionFields.INIT_TIMEOUT);

    @Override
    public String describe() {
      String first =
          "+ function %s, %d MB, timeout %d s, initTimeout %d s, %s"
              .formatted(
                  id,
                  values.get(FunctionFields.MEMORY_SIZE),
                  values.get(FunctionFields.TIMEOUT),
                  values.get(FunctionFields.INIT_TIMEOUT),
                  size(code));
      List<String> lines = new ArrayList<>(List.of(first));
      lines.addAll(values.without(FIRST_LINE).differenceTo(FunctionValues.NONE));
      return String.join("\n  ", lines);
    }

    @Override
    public void applyTo(Execution run) {
      run.cloud()
          .createFunction(
              new NewFunction(
                  id, handler, run.resolved(values), run.source(id.functionName(), code)));
      run.waiter().untilActive(id);
    }
  }

  /**
   * The code, and with it the handler, which no other call can change.
   *
   * @param note what more there is to say of the difference, or empty
   */
  record UploadCode(FunctionId id, String oldHandler, String handler, CodePackage code, String note)
      implements Change {
    @Override
    public String describe() {
      String line = "↑ code, " + size(code) + (note.isEmpty() ? "" : ", " + note);
      return handler.equals(oldHandler)
          ? line
          : line + "\n~ handler " + oldHandler + " → " + handler;
    }

    @Override
    public void applyTo(Execution run) {
      CodeSource source = run.source(id.functionName(), code);
      run.change(id, () -> run.cloud().updateCode(id, handler, source));
      run.waiter().untilActive(id);
    }
  }

  /**
   * Settings that the POM mentions and the cloud has otherwise.
   *
   * @param before what the function has
   * @param update what is sent
   */
  record UpdateConfiguration(FunctionId id, FunctionValues before, FunctionValues update)
      implements Change {
    @Override
    public String describe() {
      return String.join("\n", update.differenceTo(before));
    }

    @Override
    public void applyTo(Execution run) {
      run.change(id, () -> run.cloud().updateConfiguration(id, run.resolved(update)));
      run.waiter().untilActive(id);
    }
  }

  /** How asynchronous events are tried again. */
  record UpdateEventInvokeConfig(FunctionId id, FunctionValues before, FunctionValues all)
      implements Change {
    @Override
    public String describe() {
      return String.join("\n", all.differenceTo(before));
    }

    @Override
    public void applyTo(Execution run) {
      run.change(id, () -> run.cloud().updateEventInvokeConfig(id, all));
    }
  }

  /**
   * The code becomes a version.
   *
   * @param newest number of the newest one that is there, 0 for none
   */
  record PublishVersion(FunctionId id, String description, long newest) implements Change {
    @Override
    public String describe() {
      return "+ version" + (description.isEmpty() ? "" : " '" + description + "'");
    }

    @Override
    public void applyTo(Execution run) {
      run.change(id, () -> run.published(run.cloud().publishVersion(id, description, newest)));
      run.waiter().untilActive(id, run.version());
    }
  }

  /**
   * A version, or {@code $LATEST}, has to show that it works before events are led to it.
   *
   * @param version a number, {@code $LATEST}, or what stands for the number to come
   * @param alias what is so of the alias when it does not, a sentence without its full stop
   */
  record Verify(FunctionId id, String version, List<SmokeEvent> events, String alias)
      implements Change {
    public Verify {
      events = List.copyOf(events);
    }

    @Override
    public String describe() {
      return "? verify " + count() + " against " + shown(version);
    }

    @Override
    public void applyTo(Execution run) {
      run.verifier().verify(this, run.resolved(version));
    }

    /** {@code 3 smoke events}. */
    String count() {
      return events.size() + (events.size() == 1 ? " smoke event" : " smoke events");
    }

    static String shown(String version) {
      boolean number = !version.equals(Execution.NEW_VERSION) && !isLatest(version);
      return number ? "version " + version : version;
    }

    /** What a failure leaves in the cloud, a sentence. */
    String whatIsLeft(String number) {
      return isLatest(number)
          ? "$LATEST has this code already: only <publish> with an <alias> could hold it back."
          : alias + ", and version " + number + " stays to be looked at.";
    }

    private static boolean isLatest(String version) {
      return version.equals(RemoteVersion.LATEST);
    }
  }

  /** The alias is not there. */
  record CreateAlias(FunctionId id, AliasRoute alias) implements Change {
    @Override
    public String describe() {
      return "+ alias " + alias.name() + " → " + alias.route();
    }

    @Override
    public void applyTo(Execution run) {
      run.change(id, () -> run.cloud().createAlias(id, run.resolved(alias)));
    }
  }

  /** Events of an alias go elsewhere. */
  record MoveAlias(FunctionId id, AliasRoute before, AliasRoute after) implements Change {
    @Override
    public String describe() {
      return "~ alias " + after.name() + " " + before.route() + " → " + after.route();
    }

    @Override
    public void applyTo(Execution run) {
      run.change(id, () -> run.cloud().updateAlias(id, run.resolved(after)));
    }
  }

  /** A version is older than those that shall stay. */
  record DeleteVersion(FunctionId id, String version) implements Change {
    @Override
    public String describe() {
      return "- version " + version;
    }

    @Override
    public void applyTo(Execution run) {
      run.change(id, () -> run.cloud().deleteVersion(id, version));
    }
  }

  /** A trigger is not there. */
  record CreateTrigger(FunctionId id, Trigger trigger) implements Change {
    @Override
    public String describe() {
      return "+ " + trigger.shown() + ": " + trigger.setup() + (trigger.enabled() ? "" : ", off");
    }

    @Override
    public void applyTo(Execution run) {
      run.change(id, () -> run.cloud().createTrigger(id, trigger));
    }
  }

  /** A trigger is set up otherwise. */
  record UpdateTrigger(FunctionId id, Trigger before, Trigger after) implements Change {
    @Override
    public String describe() {
      List<String> lines = new ArrayList<>();
      if (before.enabled() != after.enabled()) {
        lines.add("~ " + after.shown() + (after.enabled() ? " off → on" : " on → off"));
      }
      if (!after.isSetUpAs(before)) {
        lines.add("~ " + after.shown() + ": " + before.setup() + " → " + after.setup());
      }
      if (!before.argument().equals(after.argument())) {
        lines.add("~ " + after.shown() + " argument");
      }
      return String.join("\n", lines);
    }

    @Override
    public void applyTo(Execution run) {
      run.change(id, () -> run.cloud().updateTrigger(id, after));
    }
  }

  /** A trigger shall not be there. */
  record DeleteTrigger(FunctionId id, Trigger trigger) implements Change {
    @Override
    public String describe() {
      return "- " + trigger.shown();
    }

    @Override
    public void applyTo(Execution run) {
      run.change(id, () -> run.cloud().deleteTrigger(id, trigger));
    }
  }

  private static String size(CodePackage code) {
    return code.file().getFileName() + " (" + ByteCount.text(code.sizeBytes()) + ")";
  }
}
