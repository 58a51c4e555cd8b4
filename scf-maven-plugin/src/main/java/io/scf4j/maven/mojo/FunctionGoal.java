package io.scf4j.maven.mojo;

import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.Pacing;
import io.scf4j.maven.deploy.CodeBucket;
import io.scf4j.maven.deploy.CodeUpload;
import io.scf4j.maven.deploy.DeployExecutor;
import io.scf4j.maven.deploy.DeployOptions;
import io.scf4j.maven.deploy.DeployPlanner;
import io.scf4j.maven.deploy.Deployment;
import io.scf4j.maven.deploy.StatusWaiter;
import io.scf4j.maven.deploy.Verifier;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSettings;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.serverless.ServerlessFile;
import io.scf4j.maven.packaging.platform.TargetCheck;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.EmptyElements;
import io.scf4j.maven.project.EnvironmentFile;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.report.JUnitReport;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * A goal that compares what the project says about its function with what the cloud has. Each of
 * these parameters has three states: not mentioned, the function keeps what it has, unless a
 * serverless.yml mentions it; a value, it gets that; an empty element, what it has is taken away.
 */
abstract class FunctionGoal extends CloudGoal {
  private static final long MB = 1024L * 1024;
  private static final int INLINE_MB = (int) (CodeUpload.DEFAULT_INLINE_LIMIT_BYTES / MB);
  private static final int LOOPBACK_INLINE_MB = (int) (PlatformRules.MAX_INLINE_ZIP_BYTES / MB);

  /**
   * A zip made by hand to deploy instead of what {@code scf:package} made, relative to the project.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.packageFile")
  private File packageFile;

  /**
   * What the platform is told as handler of a {@link #packageFile}; a packaged project knows its
   * own. Default: {@code index.main_handler}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.handler")
  private String handler;

  /**
   * Memory, MB: 64, or a multiple of 128 up to 3072. Default on create: 256.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.memorySize")
  private Integer memorySize;

  /**
   * Limit of one invocation, seconds: 1 to 900. Default on create: 10.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.timeout")
  private Integer timeout;

  /**
   * Limit from the start of {@code bootstrap} until the function is ready, seconds: 3 to 300.
   * Default on create: 30.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.initTimeout")
  private Integer initTimeout;

  /**
   * Free text, at most 1000 characters. Default on create: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.description")
  private String description;

  /**
   * Environment variables of the function, at most 4 KB; replaced as a whole. Maven prints them
   * with {@code -X} and the console shows them: not for secrets. Empty takes all variables away.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, String> environment;

  /**
   * File with more environment variables, a line {@code KEY=VALUE} each, for values that shall not
   * be in the POM; relative to the project. {@link #environment} counts more. No value of it is
   * ever printed.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.environmentFile")
  private File environmentFile;

  /**
   * Name of the role that the function runs as. Empty takes it away.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.role")
  private String role;

  /**
   * Private network: {@code <vpcId>} and {@code <subnetId>}. Empty takes it away.
   *
   * @since 0.1.0
   */
  @Parameter private Vpc vpcConfig;

  /**
   * Layers, each {@code <layer>} with {@code <name>} and {@code <version>}, at most five; a later
   * one covers an earlier one. Empty takes all away.
   *
   * @since 0.1.0
   */
  @Parameter private List<Layer> layers;

  /**
   * Whether the function reaches the internet. The platform's default: true.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.publicAccess")
  private Boolean publicAccess;

  /**
   * Whether it does so from a fixed address. The platform's default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.eip")
  private Boolean eip;

  /**
   * Whether its address in its private network is fixed. The platform's default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.intranetIp")
  private Boolean intranetIp;

  /**
   * Whether names are cached. The platform's default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.dnsCache")
  private Boolean dnsCache;

  /**
   * File systems of the platform (CFS), which need a {@link #vpcConfig}. Empty takes all away.
   *
   * @since 0.1.0
   */
  @Parameter private List<FileSystem> cfs;

  /**
   * Topic of the log service: {@code <logsetId>} and {@code <topicId>}. Empty leads back to the
   * platform's own.
   *
   * @since 0.1.0
   */
  @Parameter private Cls cls;

  /**
   * Where asynchronous events go that failed for good. Empty takes it away.
   *
   * @since 0.1.0
   */
  @Parameter private DeadLetterTarget deadLetter;

  /**
   * Whether asynchronous events may run for up to a day. Only a new function takes it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.asyncRunEnable")
  private Boolean asyncRunEnable;

  /**
   * Whether the status of asynchronous events is traced. Only a new function takes it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.traceEnable")
  private Boolean traceEnable;

  /**
   * For how long an asynchronous event is tried, seconds: 60 to 21600. The platform's default:
   * 21600.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.msgTTL")
  private Integer msgTTL;

  /**
   * How often an asynchronous event that failed is tried again: 0 to 2. The platform's default: 2.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.retryNum")
  private Integer retryNum;

  /**
   * Tags of the function. Only a new function takes them; later they belong to the tag service.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, String> tags;

  /**
   * Whether the code becomes a version, unless the newest one is it already. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.publish")
  private Boolean publish;

  /**
   * Description of the version. Default: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.publishDescription")
  private String publishDescription;

  /**
   * Alias that leads to the version, made when it is not there; {@code $DEFAULT} is the one that
   * triggers use. Needs {@link #publish}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.alias")
  private String alias;

  /**
   * Share of the alias' events that goes to the version, above 0 and up to 1; the rest goes where
   * all of them went before.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.weight", defaultValue = "1")
  private double weight;

  /**
   * How many versions stay, at least 1; older ones that no alias leads to are deleted. Default:
   * all.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.keepVersions")
  private Integer keepVersions;

  /**
   * Events that the version must answer as expected before the alias leads to it, each {@code
   * <smokeEvent>}; without {@link #publish}, {@code $LATEST} must, once the code is there. They are
   * sent when a version is published, and whenever the alias is to lead to one. Default: none.
   *
   * @since 0.1.0
   */
  @Parameter private List<Smoke> verify;

  /**
   * Triggers that fire by the clock. Empty takes all away.
   *
   * @since 0.1.0
   */
  @Parameter private List<Timer> timers;

  /**
   * Addresses over which the function is called by HTTP, one for each version or alias. Empty takes
   * all away.
   *
   * @since 0.1.0
   */
  @Parameter private List<FunctionUrl> functionUrls;

  /**
   * What happens to timers where {@link #timers} does not name them, and to function URLs where
   * {@link #functionUrls} does not: {@code ignore} leaves them, {@code manage} deletes them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.triggers", defaultValue = "ignore")
  private String triggers;

  /**
   * Whether a namespace that is not there is made.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.createNamespace", defaultValue = "false")
  private boolean createNamespace;

  /**
   * Whether a function that cannot become what the POM says (another runtime, say) is deleted with
   * all its versions, aliases and triggers, and made anew.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.recreate", defaultValue = "false")
  private boolean recreate;

  /**
   * Packages up to this size, MB, travel inside of the call; larger ones go through COS. The cloud
   * API's documents name several limits, of which this is within the smallest. Default: 7; 50 where
   * the endpoint is on this machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.inlineLimit")
  private Integer inlineLimit;

  /**
   * Bucket in the function's region through which larger packages go, with or without {@code
   * -APPID}. Default: {@code scf4j-code-REGION}, made on demand; its objects are deleted after ten
   * days.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.cosBucket")
  private String cosBucket;

  /**
   * APPID of the account, a number, which the names of buckets end in. Default: what the names of
   * the account's buckets end in.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.appId")
  private String appId;

  /**
   * URL of a COS on this machine, for tests. Default: the public one.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.cosEndpoint")
  private String cosEndpoint;

  /**
   * What happens when the package could not run on the platform, CentOS 7.6 on x86-64: {@code fail}
   * fails, {@code warn} warns where the endpoint is on this machine and fails where it is not,
   * {@code off} deploys it without a look. Default: {@code fail}; {@code warn} for endpoints on
   * this machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.targetCheck")
  private String targetCheck;

  /**
   * How long to wait for the function to become Active after each change, seconds.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.waitTimeout", defaultValue = "300")
  private int waitTimeout;

  private ReadyPackage ready;
  private FunctionSpec spec;
  private JUnitReport report;

  FunctionGoal(CloudServices services) {
    super(services);
  }

  @Override
  final boolean takesLong() {
    return true;
  }

  @Override
  final boolean namesItsFunction() {
    return packageFile != null;
  }

  @Override
  final void prepare(FunctionProject function, FunctionId id, ServerlessFile file) {
    ready = ReadyPackage.find(function, packageFile, configured(handler, file.handler(), null));
    ready.judge(
        TargetPolicy.forDeploy(targetCheck, isLoopback()), new TargetCheck(cache()), console());
    spec = spec(id, function.baseDirectory(), file);
    report = new JUnitReport(function.outputDirectory(), result());
    spec.settings()
        .get(FunctionFields.ENVIRONMENT)
        .asOptional()
        .flatMap(PlatformRules::environmentNearlyFull)
        .ifPresent(this::warnOnce);
    FunctionEnvironment.secretLooking(environment)
        .forEach(
            key ->
                warnOnce(
                    "environment."
                        + key
                        + " looks like a secret. The console and mvn -X show"
                        + " it; keep secrets in SSM or KMS and bind a role."));
  }

  private FunctionSpec spec(FunctionId id, Path baseDirectory, ServerlessFile file) {
    Set<String> empty = EmptyElements.of(project(), execution(), session().getUserProperties());
    FunctionSettings settings =
        FunctionSettings.NONE
            .with(FunctionFields.MEMORY_SIZE, Setting.ofNullable(memorySize, empty, "memorySize"))
            .with(FunctionFields.TIMEOUT, Setting.ofNullable(timeout, empty, "timeout"))
            .with(
                FunctionFields.INIT_TIMEOUT, Setting.ofNullable(initTimeout, empty, "initTimeout"))
            .with(FunctionFields.DESCRIPTION, Setting.ofNullable(description, empty, "description"))
            .with(
                FunctionFields.ENVIRONMENT,
                FunctionEnvironment.setting(environment, environmentFile()))
            .with(FunctionFields.ROLE, Setting.ofNullable(role, empty, "role"))
            .with(FunctionFields.VPC, Elements.vpc(vpcConfig))
            .with(FunctionFields.LAYERS, Elements.layers(layers))
            .with(FunctionFields.PUBLIC_ACCESS, Setting.ofNullable(publicAccess))
            .with(FunctionFields.EIP, Setting.ofNullable(eip))
            .with(FunctionFields.INTRANET_IP, Setting.ofNullable(intranetIp))
            .with(FunctionFields.DNS_CACHE, Setting.ofNullable(dnsCache))
            .with(FunctionFields.CFS, Elements.cfs(cfs))
            .with(FunctionFields.CLS, Elements.cls(cls))
            .with(FunctionFields.DEAD_LETTER, Elements.deadLetter(deadLetter))
            .with(FunctionFields.ASYNC_RUN, Setting.ofNullable(asyncRunEnable))
            .with(FunctionFields.TRACE, Setting.ofNullable(traceEnable))
            .with(FunctionFields.MSG_TTL, Setting.ofNullable(msgTTL))
            .with(FunctionFields.RETRY_NUM, Setting.ofNullable(retryNum))
            .with(FunctionFields.TAGS, FunctionEnvironment.setting(tags));
    return new FunctionSpec(
        id,
        ready.handler(),
        settings.over(file.settings()),
        Elements.release(
            publish,
            publishDescription,
            empty.contains("alias") ? "" : alias,
            weight,
            keepVersions,
            Elements.smokeEvents(verify, baseDirectory),
            file.release()),
        Elements.triggers(timers, functionUrls, triggers).over(file.triggers()));
  }

  private Optional<Map<String, String>> environmentFile() {
    return Optional.ofNullable(environmentFile).map(File::toPath).map(EnvironmentFile::read);
  }

  /** What is deployed. */
  final FunctionSpec spec() {
    return spec;
  }

  /** Its code. */
  final ReadyPackage ready() {
    return ready;
  }

  private CodeUpload upload(CloudConnection connection) {
    int limitMb = connection.endpoint().isLoopback() ? LOOPBACK_INLINE_MB : INLINE_MB;
    String region = spec.id().region();
    Optional<CloudEndpoint> at = Optional.ofNullable(cosEndpoint).map(CloudEndpoint::parse);
    return new CodeUpload(
        (inlineLimit == null ? limitMb : inlineLimit) * MB,
        new CodeBucket(region, Optional.ofNullable(cosBucket), Optional.ofNullable(appId)),
        () -> connection.stores().open(region, at),
        console(),
        System.console() != null && session().getRequest().isInteractiveMode(),
        System::nanoTime);
  }

  /** Deploys, or says what it would do, in the cloud that the goal talks to. */
  final Deployment deployment(CloudConnection connection) {
    StatusWaiter waiter =
        new StatusWaiter(connection.cloud(), Pacing.real(), Duration.ofSeconds(waitTimeout));
    return new Deployment(
        connection.cloud(),
        waiter,
        new DeployPlanner(new DeployOptions(createNamespace, recreate)),
        new DeployExecutor(
            connection.cloud(),
            waiter,
            new Verifier(connection.cloud(), console(), report),
            upload(connection),
            services().once(session(), connection.endpoint().toString()),
            console()));
  }
}
