package io.scf4j.maven.model.serverless;

import io.scf4j.maven.model.CfsMount;
import io.scf4j.maven.model.ClsTarget;
import io.scf4j.maven.model.DeadLetter;
import io.scf4j.maven.model.FunctionField;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionSettings;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.VpcConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code inputs} of the file: the function. */
final class FunctionInputs {
  private static final String DEFAULT_REMOTE_DIR = "/";
  private static final String DEFAULT_RUNTIME = "Nodejs10.15";

  private final Section inputs;
  private final Path project;
  private final String instance;
  private final String stage;
  private FunctionSettings settings = FunctionSettings.NONE;

  /**
   * @param project base directory of the project
   * @param instance {@code ${name}}
   */
  FunctionInputs(Section inputs, Path project, String instance, String stage) {
    this.inputs = inputs;
    this.project = project;
    this.instance = instance;
    this.stage = stage;
  }

  /** All of it but the notices; what is wrong is among the findings. */
  ServerlessFile read() {
    source();
    if (!inputs.has("runtime")) {
      inputs.notice(
          "runtime",
          "is not there; the component would take "
              + DEFAULT_RUNTIME
              + ", and this plugin deploys as "
              + FunctionSpec.RUNTIME);
    }
    Optional<String> name = checked("name", PlatformRules::functionName);
    Optional<String> namespace = checked("namespace", PlatformRules::namespace);
    settings();
    return new ServerlessFile(
        name,
        inputs.text("region"),
        namespace,
        inputs.text("handler"),
        settings,
        release(),
        new Events(inputs, instance, stage).read(),
        List.of());
  }

  private Optional<String> checked(String key, Function<String, Optional<String>> rule) {
    Optional<String> text = inputs.text(key);
    text.flatMap(rule).ifPresent(why -> inputs.problem(key, why));
    return text;
  }

  /** The directory that the component would pack. */
  private void source() {
    String written = inputs.written("src").orElse(null);
    Optional<String> source =
        written != null || !inputs.has("src")
            ? inputs.text("src")
            : inputs.section("src").flatMap(section -> section.text("src"));
    if (source.isEmpty()) {
      return;
    }
    Path directory = project.resolve(source.get()).normalize();
    if (!directory.startsWith(project.normalize())) {
      inputs.problem(
          "src",
          "'"
              + source.get()
              + "' lies out of the project; what scf:package makes is deployed, so leave it out");
    } else if (!directory.equals(project.resolve("src/main/scf").normalize())) {
      inputs.notice(
          "src",
          "what scf:package makes is deployed, and not '"
              + source.get()
              + "' as it is; files of the function belong into src/main/scf");
    }
  }

  private void settings() {
    set(FunctionFields.MEMORY_SIZE, "memorySize", inputs.number("memorySize"));
    set(FunctionFields.TIMEOUT, "timeout", inputs.number("timeout"));
    inputs
        .number("timeout")
        .flatMap(
            inputs.flag("asyncRunEnable").orElse(false)
                ? PlatformRules::asyncRunTimeout
                : PlatformRules::timeout)
        .ifPresent(why -> inputs.problemBeneath("timeout", why));
    set(FunctionFields.INIT_TIMEOUT, "initTimeout", inputs.number("initTimeout"));
    setOrClear(FunctionFields.DESCRIPTION, "description", () -> inputs.text("description"));
    inputs
        .section("environment")
        .ifPresent(
            environment ->
                settings =
                    settings.with(
                        FunctionFields.ENVIRONMENT,
                        environment.clears("variables")
                            ? Setting.clear()
                            : checked(
                                FunctionFields.ENVIRONMENT,
                                "environment",
                                environment.section("variables").map(Section::map))));
    setOrClear(FunctionFields.ROLE, "role", () -> inputs.text("role"));
    setOrClear(FunctionFields.VPC, "vpcConfig", this::vpc);
    setOrClear(FunctionFields.LAYERS, "layers", this::layers);
    set(FunctionFields.PUBLIC_ACCESS, "publicAccess", inputs.flag("publicAccess"));
    set(FunctionFields.EIP, "eip", inputs.flag("eip"));
    setOrClear(FunctionFields.CFS, "cfs", this::cfs);
    setOrClear(FunctionFields.CLS, "cls", this::cls);
    setOrClear(FunctionFields.DEAD_LETTER, "deadLetter", this::deadLetter);
    set(FunctionFields.ASYNC_RUN, "asyncRunEnable", inputs.flag("asyncRunEnable"));
    set(FunctionFields.TRACE, "traceEnable", inputs.flag("traceEnable"));
    setOrClear(FunctionFields.TAGS, "tags", () -> inputs.section("tags").map(Section::map));
    set(FunctionFields.MSG_TTL, "msgTTL", inputs.number("msgTTL"));
    set(FunctionFields.RETRY_NUM, "retryNum", inputs.number("retryNum"));
  }

  private <T> void set(FunctionField<T> field, String key, Optional<T> value) {
    settings = settings.with(field, checked(field, key, value));
  }

  private <T> void setOrClear(FunctionField<T> field, String key, Supplier<Optional<T>> value) {
    if (inputs.clears(key)) {
      settings = settings.with(field, Setting.clear());
    } else {
      set(field, key, value.get());
    }
  }

  private <T> Setting<T> checked(FunctionField<T> field, String key, Optional<T> value) {
    value.ifPresent(given -> field.problems(given).forEach(why -> inputs.problemBeneath(key, why)));
    return value.<Setting<T>>map(Setting.Value::new).orElse(Setting.absent());
  }

  private Optional<VpcConfig> vpc() {
    return inputs
        .section("vpcConfig")
        .map(vpc -> new VpcConfig(vpc.text("vpcId").orElse(""), vpc.text("subnetId").orElse("")));
  }

  private Optional<List<LayerRef>> layers() {
    List<LayerRef> layers = new ArrayList<>();
    for (Section layer : inputs.sections("layers")) {
      Optional<String> name = layer.required("name");
      if (!layer.has("version")) {
        layer.problem("version", "is missing");
      }
      Optional<Integer> version = layer.number("version");
      if (name.isPresent() && version.isPresent()) {
        layers.add(new LayerRef(name.get(), version.get()));
      }
    }
    return Optional.of(layers).filter(some -> !some.isEmpty());
  }

  private Optional<List<CfsMount>> cfs() {
    List<CfsMount> mounts = new ArrayList<>();
    for (Section cfs : inputs.sections("cfs")) {
      Optional<String> id = cfs.required("cfsId");
      Optional<String> local = cfs.required("localMountDir");
      if (id.isPresent() && local.isPresent()) {
        mounts.add(
            new CfsMount(
                id.get(),
                cfs.text("mountInsId").orElse(id.get()),
                local.get(),
                cfs.text("remoteMountDir").orElse(DEFAULT_REMOTE_DIR),
                cfs.text("userId").orElse(CfsMount.DEFAULT_USER),
                cfs.text("userGroupId").orElse(CfsMount.DEFAULT_USER)));
      }
    }
    return Optional.of(mounts).filter(some -> !some.isEmpty());
  }

  private Optional<ClsTarget> cls() {
    return inputs
        .section("cls")
        .map(cls -> new ClsTarget(cls.text("logsetId").orElse(""), cls.text("topicId").orElse("")));
  }

  private Optional<DeadLetter> deadLetter() {
    return inputs
        .section("deadLetter")
        .map(
            to ->
                new DeadLetter(
                    to.text("type").orElse(""),
                    to.text("name").orElse(""),
                    to.text("filterType").orElse("")));
  }

  /** Its parts fit each other or not once the POM has had its say. */
  private Release release() {
    return new Release(
        inputs.flag("publish").orElse(false),
        inputs.text("publishDescription").orElse(""),
        inputs.text("aliasName").filter(name -> !name.isEmpty()),
        Release.NONE.weight(),
        OptionalInt.empty());
  }
}
