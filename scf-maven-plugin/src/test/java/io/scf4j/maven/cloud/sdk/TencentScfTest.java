package io.scf4j.maven.cloud.sdk;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.CloudProxy;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.cloud.Retries;
import io.scf4j.maven.cloud.RetryPolicy;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.cloud.ScfCloud.Invocation;
import io.scf4j.maven.cloud.ScfCloud.NewFunction;
import io.scf4j.maven.cloud.ScfCloud.RemoteTrigger;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.AliasRoute.Share;
import io.scf4j.maven.model.CfsMount;
import io.scf4j.maven.model.ClsTarget;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.CodeSource;
import io.scf4j.maven.model.DeadLetter;
import io.scf4j.maven.model.FunctionField;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionStatus;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.LayerPackage;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteLayer;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.VpcConfig;
import io.scf4j.maven.testing.CuttingServer;
import io.scf4j.maven.testing.FakeClock;
import io.scf4j.maven.testing.FakeCloudApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TencentScfTest {
  private static final FunctionId HELLO = new FunctionId("ap-shanghai", "team", "hello");
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final FunctionValues NOTHING = FunctionValues.NONE;

  /** One of each field that CreateFunction takes. */
  private static final FunctionValues EVERYTHING =
      FunctionValues.NONE
          .with(FunctionFields.MEMORY_SIZE, 256)
          .with(FunctionFields.TIMEOUT, 10)
          .with(FunctionFields.INIT_TIMEOUT, 30)
          .with(FunctionFields.DESCRIPTION, "says hello")
          .with(FunctionFields.ENVIRONMENT, Map.of("GREETING", "hi"))
          .with(FunctionFields.ROLE, "SCF_Role")
          .with(FunctionFields.VPC, new VpcConfig("vpc-1", "subnet-1"))
          .with(FunctionFields.LAYERS, List.of(new LayerRef("jre", 3)))
          .with(FunctionFields.PUBLIC_ACCESS, true)
          .with(FunctionFields.EIP, true)
          .with(FunctionFields.INTRANET_IP, true)
          .with(FunctionFields.DNS_CACHE, true)
          .with(
              FunctionFields.CFS,
              List.of(new CfsMount("cfs-1", "mount-1", "/mnt/data", "/", "10000", "10001")))
          .with(FunctionFields.CLS, new ClsTarget("set-1", "topic-1"))
          .with(FunctionFields.DEAD_LETTER, new DeadLetter("topic", "dead", ""))
          .with(FunctionFields.ASYNC_RUN, true)
          .with(FunctionFields.TRACE, false)
          .with(FunctionFields.TAGS, Map.of("team", "a"));

  /** The same as the API has it, but for what only CreateFunction takes. */
  private static final String EVERYTHING_SENT =
      """
      "MemorySize":256,"Timeout":10,"InitTimeout":30,"Description":"says hello",
      "Environment":{"Variables":[{"Key":"GREETING","Value":"hi"}]},"Role":"SCF_Role",
      "VpcConfig":{"VpcId":"vpc-1","SubnetId":"subnet-1"},
      "Layers":[{"LayerName":"jre","LayerVersion":3}],
      "PublicNetConfig":{"PublicNetStatus":"ENABLE","EipConfig":{"EipStatus":"ENABLE"}},
      "IntranetConfig":{"IpFixed":"ENABLE"},"DnsCache":"TRUE",
      "CfsConfig":{"CfsInsList":[{"UserId":"10000","UserGroupId":"10001","CfsId":"cfs-1",
       "MountInsId":"mount-1","LocalMountDir":"/mnt/data","RemoteMountDir":"/"}]},
      "ClsLogsetId":"set-1","ClsTopicId":"topic-1",
      "DeadLetterConfig":{"Type":"topic","Name":"dead","FilterType":""}""";

  @TempDir Path directory;
  private final FakeClock clock = new FakeClock();
  private final List<String> told = new ArrayList<>();
  private FakeCloudApi api;

  @BeforeEach
  void start() throws IOException {
    api = new FakeCloudApi();
    api.answers("{\"RequestId\":\"fake-request\"}");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void createsWithEveryField() throws IOException {
    scf().createFunction(new NewFunction(HELLO, "demo.Hello::greet", EVERYTHING, inline()));
    assertThat(request("CreateFunction"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Runtime":"CustomRuntime",
                 "Type":"Event","Handler":"demo.Hello::greet","AsyncRunEnable":"TRUE",
                 "TraceEnable":"FALSE","Tags":[{"Key":"team","Value":"a"}],
                 "Code":{"ZipFile":"UEsBAg=="},"CodeSource":"ZipFile","""
                    + EVERYTHING_SENT
                    + "}"));
    assertThat(api.requests().get(0).region()).isEqualTo("ap-shanghai");
  }

  @Test
  void createsWithoutWhatIsEmpty() throws IOException {
    FunctionValues empty =
        FunctionValues.NONE
            .with(FunctionFields.ENVIRONMENT, Map.of())
            .with(FunctionFields.ROLE, "")
            .with(FunctionFields.VPC, VpcConfig.NONE)
            .with(FunctionFields.LAYERS, List.of())
            .with(FunctionFields.CFS, List.of())
            .with(FunctionFields.CLS, ClsTarget.NONE)
            .with(FunctionFields.DEAD_LETTER, DeadLetter.NONE)
            .with(FunctionFields.TAGS, Map.of());
    scf().createFunction(new NewFunction(HELLO, "demo.Hello::greet", empty, inline()));
    assertThat(request("CreateFunction"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Runtime":"CustomRuntime",
                 "Type":"Event","Handler":"demo.Hello::greet",
                 "Code":{"ZipFile":"UEsBAg=="},"CodeSource":"ZipFile"}"""));
  }

  @Test
  void sendsCodeAndHandlerTogether() throws IOException {
    scf().updateCode(HELLO, "demo.Hello::greet", inline());
    assertThat(request("UpdateFunctionCode"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Handler":"demo.Hello::greet",
                 "Code":{"ZipFile":"UEsBAg=="},"CodeSource":"ZipFile"}"""));
  }

  @Test
  void saysWhereCodeLiesInCos() throws IOException {
    CodeSource cos = new CodeSource.Cos("code", "/scf4j/hello/c0de.zip", "ap-shanghai", zip());
    scf().updateCode(HELLO, "demo.Hello::greet", cos);
    assertThat(request("UpdateFunctionCode"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Handler":"demo.Hello::greet",
                 "Code":{"CosBucketName":"code","CosObjectName":"/scf4j/hello/c0de.zip",
                 "CosBucketRegion":"ap-shanghai"},"CodeSource":"Cos"}"""));
  }

  @Test
  void sendsOnlyTheSettingsThatAreGiven() {
    scf().updateConfiguration(HELLO, NOTHING);
    assertThat(request("UpdateFunctionConfiguration"))
        .isEqualTo(json("{\"FunctionName\":\"hello\",\"Namespace\":\"team\"}"));
  }

  @Test
  void sendsEverySettingThatIsGiven() {
    scf().updateConfiguration(HELLO, EVERYTHING.sent(FunctionField.Sent.WITH_CONFIGURATION));
    assertThat(request("UpdateFunctionConfiguration"))
        .isEqualTo(
            json("{\"FunctionName\":\"hello\",\"Namespace\":\"team\"," + EVERYTHING_SENT + "}"));
  }

  @Test
  void clearsWithWhatThePlatformTakesForEmpty() {
    scf()
        .updateConfiguration(
            HELLO,
            FunctionValues.NONE
                .with(FunctionFields.DESCRIPTION, "")
                .with(FunctionFields.ENVIRONMENT, Map.of())
                .with(FunctionFields.LAYERS, List.of())
                .with(FunctionFields.ROLE, "")
                .with(FunctionFields.VPC, VpcConfig.NONE)
                .with(FunctionFields.CFS, List.of())
                .with(FunctionFields.CLS, ClsTarget.NONE)
                .with(FunctionFields.DEAD_LETTER, DeadLetter.NONE));
    assertThat(request("UpdateFunctionConfiguration"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Description":"",
                 "Environment":{"Variables":[{"Key":"","Value":""}]},
                 "Layers":[{"LayerName":"","LayerVersion":0}],"Role":"",
                 "VpcConfig":{"VpcId":"","SubnetId":""},"CfsConfig":{"CfsInsList":[]},
                 "ClsLogsetId":"","ClsTopicId":"",
                 "DeadLetterConfig":{"Type":"","Name":"","FilterType":""}}"""));
  }

  @Test
  void readsAFunction() {
    api.answers(
        """
        {"FunctionName":"hello","Status":"UpdateFailed","Runtime":"CustomRuntime","Type":"Event",
         "Handler":"demo.Hello::greet",
         "StatusReasons":[{"ErrorCode":"InvalidCode","ErrorMessage":"bad zip"}],
         "AsyncRunEnable":"TRUE","TraceEnable":"FALSE","Tags":[{"Key":"team","Value":"a"}],"""
            + EVERYTHING_SENT
            + ",\"RequestId\":\"fake-request\"}");
    assertThat(scf().function(HELLO, "3"))
        .hasValue(
            new RemoteFunction(
                new FunctionStatus("UpdateFailed"),
                List.of("InvalidCode, bad zip"),
                "CustomRuntime",
                "Event",
                "demo.Hello::greet",
                EVERYTHING));
    assertThat(request("GetFunction"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Qualifier":"3","ShowCode":"FALSE"}"""));
  }

  @Test
  void readsAFunctionOfWhichTheCloudSaysLittle() {
    api.answers("{\"Status\":\"Creating\",\"Environment\":null,\"RequestId\":\"fake-request\"}");
    RemoteFunction function = scf().function(HELLO).orElseThrow();
    assertThat(function.status()).isEqualTo(new FunctionStatus("Creating"));
    assertThat(function.memorySizeMb()).isZero();
    assertThat(function.environment()).isEmpty();
    assertThat(function.values().get(FunctionFields.VPC)).isEqualTo(VpcConfig.NONE);
    assertThat(function.values().get(FunctionFields.PUBLIC_ACCESS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad, true",
    "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD, true",
    "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=, true",
    "ba7816bf, false",
  })
  void readsTheDigestOfTheCodeInWhateverFormItIsTold(String told, boolean known) {
    api.answers("{\"Url\":\"\",\"CodeSha256\":\"" + told + "\",\"RequestId\":\"fake-request\"}");
    assertThat(scf().codeSha256(HELLO, "$LATEST"))
        .isEqualTo(
            known
                ? Optional.of("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                : Optional.empty());
  }

  @Test
  void readsAListToItsEnd() {
    String full =
        IntStream.rangeClosed(1, 100).mapToObj(TencentScfTest::version).collect(joining(","));
    api.first("{\"Versions\":[" + full + "],\"RequestId\":\"fake-request\"}");
    api.answers(
        "{\"Versions\":["
            + version(101)
            + ",{\"Version\":\"$LATEST\"}],\"RequestId\":\"fake-request\"}");
    assertThat(scf().versions(HELLO)).hasSize(101).contains(new RemoteVersion("101", "no. 101"));
    assertThat(api.requests())
        .extracting(request -> request.body().get("Offset").getAsInt())
        .containsExactly(0, 100);
  }

  private static String version(int number) {
    return "{\"Version\":\"" + number + "\",\"Description\":\"no. " + number + "\"}";
  }

  @Test
  void readsAliasesWithTheWeightAsItWasWritten() {
    api.answers(
        """
        {"Aliases":[{"Name":"live","FunctionVersion":"2","RoutingConfig":
          {"AdditionalVersionWeights":[{"Version":"3","Weight":0.1}],"AddtionVersionMatchs":[]}},
          {"Name":"$DEFAULT","FunctionVersion":"$LATEST","RoutingConfig":null}],
         "RequestId":"fake-request"}""");
    assertThat(scf().aliases(HELLO))
        .containsExactly(
            new AliasRoute("live", "2", Optional.of(new Share("3", 0.1)), Set.of()),
            AliasRoute.to("$DEFAULT", "$LATEST"));
  }

  @Test
  void leadsAnAliasAndTakesItsOldRouteAway() {
    scf().updateAlias(HELLO, AliasRoute.to("live", "3"));
    assertThat(request("UpdateAlias"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Name":"live","FunctionVersion":"3",
                 "RoutingConfig":{"AdditionalVersionWeights":[],"AddtionVersionMatchs":[]}}"""));
  }

  @Test
  void readsTriggersSoThatTheyCompareWithWhatWasSent() {
    api.answers(
        """
        {"Triggers":[{"Type":"timer","TriggerName":"daily","Qualifier":"live","Enable":1,
           "TriggerDesc":"{\\"cron\\":\\"0 0 3 * * * *\\"}","CustomArgument":"hi"},
          {"Type":"http","TriggerName":"x","Qualifier":"$DEFAULT","Enable":0,"TriggerDesc":
           "{\\"AuthType\\":\\"NONE\\",\\"NetConfig\\":{\\"ExtranetUrl\\":\\"https://fn.example.com\\"}}"}],
         "RequestId":"fake-request"}""");
    assertThat(scf().triggers(HELLO))
        .containsExactly(
            new RemoteTrigger(
                new Trigger("timer", "daily", "live", true, "0 0 3 * * * *", "hi"),
                Optional.empty()),
            new RemoteTrigger(
                new Trigger(
                    "http", "x", "$DEFAULT", false, "{\"AuthType\":\"NONE\",\"NetConfig\":{}}", ""),
                Optional.of("https://fn.example.com")));
  }

  @Test
  void sendsATriggerInTheWordsOfTheApi() {
    scf().createTrigger(HELLO, new Trigger("timer", "daily", "live", false, "0 0 3 * * * *", "hi"));
    assertThat(request("CreateTrigger"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Type":"timer","TriggerName":"daily",
                 "Qualifier":"live","Enable":"CLOSE","TriggerDesc":"0 0 3 * * * *",
                 "CustomArgument":"hi"}"""));
  }

  @Test
  void publishesALayerForTheOneRuntime() throws IOException {
    api.answers("{\"LayerVersion\":3,\"RequestId\":\"fake-request\"}");
    LayerPackage layer = new LayerPackage(LayerPackage.JRE, zip());
    assertThat(scf().publishLayer("ap-shanghai", layer, inline()))
        .isEqualTo(new LayerRef("scf4j-jre", 3));
    assertThat(request("PublishLayerVersion"))
        .isEqualTo(
            json(
                """
                {"LayerName":"scf4j-jre","CompatibleRuntimes":["CustomRuntime"],
                 "Description":"JRE for functions, SHA-256 c0de",
                 "Content":{"ZipFile":"UEsBAg=="}}"""));
  }

  @Test
  void readsTheVersionsOfALayerAndTakesNoLayerForNone() {
    api.answers(
        """
        {"LayerVersions":[{"LayerName":"jre","LayerVersion":3,"Description":"d",
          "Status":"Publishing"}],"RequestId":"fake-request"}""");
    assertThat(scf().layers("ap-shanghai", "jre"))
        .containsExactly(new RemoteLayer(new LayerRef("jre", 3), "d", "Publishing"));
    api.refuses("ResourceNotFound.Layer", "no such layer");
    assertThat(scf().layers("ap-shanghai", "jre")).isEmpty();
  }

  @Test
  void setsHowAsynchronousEventsAreTriedAgain() {
    scf()
        .updateEventInvokeConfig(
            HELLO,
            FunctionValues.NONE
                .with(FunctionFields.MSG_TTL, 3600)
                .with(FunctionFields.RETRY_NUM, 0));
    assertThat(request("UpdateFunctionEventInvokeConfig"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team",
                 "AsyncTriggerConfig":{"MsgTTL":3600,"RetryConfig":[{"RetryNum":0}]}}"""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ResourceNotFound.Function",
        "ResourceNotFound.FunctionName",
        "ResourceNotFound.FunctionVersion",
        "ResourceNotFound.Qualifier",
        "ResourceNotFound.Version"
      })
  void everyCodeOfAnAbsentFunctionOrVersionMeansThatThereIsNone(String code) {
    api.refuses(code, "no such function");
    assertThat(scf().function(HELLO)).isEmpty();
  }

  @Test
  void anAbsentNamespaceIsNotAnAbsentFunction() {
    api.refuses("ResourceNotFound.Namespace", "no such namespace");
    assertThat(refusal(() -> scf().function(HELLO)).code()).isEqualTo("ResourceNotFound.Namespace");
  }

  @Test
  void invokesAndAsksForTheTailOfTheLog() {
    api.answers(
        """
        {"Result":{"MemUsage":3207168,"Log":"START","RetMsg":"hello","BillDuration":100,
         "FunctionRequestId":"fake-invocation","Duration":0.826,"ErrMsg":"","InvokeResult":0},
         "RequestId":"fake-request"}""");
    assertThat(scf().invoke(HELLO, "live", "{\"key1\": \"v\"}", A_SECOND))
        .isEqualTo(
            new Invocation(
                "fake-request",
                "fake-invocation",
                0,
                "hello",
                "",
                "START",
                0.826, // which the SDK reads as a float
                100,
                3_207_168));
    assertThat(request("Invoke"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Qualifier":"live",
                 "InvocationType":"RequestResponse",
                 "ClientContext":"{\\"key1\\": \\"v\\"}","LogType":"Tail"}"""));
  }

  @Test
  void sendsATokenOnlyWhenThereIsOne() {
    scf().updateConfiguration(HELLO, NOTHING);
    scf(api.endpoint(), Optional.of("fake-token")).updateConfiguration(HELLO, NOTHING);
    assertThat(api.requests())
        .extracting(FakeCloudApi.Request::token)
        .containsExactly(null, "fake-token");
  }

  @Test
  void asksOnceWhenTheKeyIsWrongAndKeepsCodeWordsAndRequestId() {
    api.refuses("AuthFailure.SignatureFailure", "The signature is wrong.");
    CloudException refusal = refusal(() -> scf().function(HELLO));
    assertThat(refusal.action()).isEqualTo("GetFunction");
    assertThat(refusal.code()).isEqualTo("AuthFailure.SignatureFailure");
    assertThat(refusal.said())
        .isEqualTo(
            "SCF said: AuthFailure.SignatureFailure, The signature is wrong. (RequestId"
                + " fake-request)");
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void aRequestThatWasReadAndNotAnsweredIsNeverSentAgain() throws IOException {
    try (CuttingServer cutting =
        new CuttingServer("{\"Status\":\"Active\",\"RequestId\":\"fake-request\"}")) {
      ScfCloud scf = scf(cutting.endpoint());
      scf.function(HELLO);
      CloudException refusal = refusal(() -> scf.invoke(HELLO, "live", "{}", A_SECOND));
      assertThat(refusal.code()).isEqualTo(CloudException.ANSWER_LOST);
      assertThat(cutting.actions()).containsExactly("GetFunction", "Invoke");
    }
  }

  @Test
  void goesThroughTheProxyAndAnswersItsQuestionOnce() {
    api.answers(407, "");
    CloudProxy proxy =
        new CloudProxy(
            "127.0.0.1",
            URI.create(api.endpoint().toString()).getPort(),
            Optional.of("fake-user"),
            Optional.of("fake-password"));
    CloudException refusal =
        refusal(
            () ->
                new TencentScf(
                        FakeCloudApi.loopback(1),
                        new Credentials("a test", "fake-id", "fake-key", Optional.empty()),
                        Optional.of(proxy),
                        retries(CloudEndpoint.PUBLIC))
                    .function(HELLO));
    assertThat(refusal.code()).isEqualTo(CloudException.REFUSED_ON_THE_WAY);
    assertThat(refusal.said()).doesNotContain("fake-password");
    assertThat(api.requests()).hasSize(2);
  }

  @Test
  void nobodyListeningIsUnreachable() throws IOException {
    int free;
    try (ServerSocket socket = silentServer()) {
      free = socket.getLocalPort();
    }
    CloudException refusal = refusal(() -> scf(FakeCloudApi.loopback(free)).function(HELLO));
    assertThat(refusal.isUnreachable()).isTrue();
    assertThat(refusal.said()).startsWith("No answer: ").contains("Failed to connect to");
  }

  @Test
  @Timeout(20) // the SDK's own is none, that of the other calls 60 s
  void aServerThatNeverAnswersEndsByTheReadTimeout() throws IOException {
    try (ServerSocket silent = silentServer()) {
      CloudException refusal =
          refusal(
              () ->
                  scf(FakeCloudApi.loopback(silent.getLocalPort()))
                      .invoke(HELLO, "live", "{}", A_SECOND));
      assertThat(refusal.tookTooLong()).isTrue();
      assertThat(refusal.isEnvironment()).isTrue();
      assertThat(refusal.said()).startsWith("No answer: it took too long (");
    }
  }

  @Test
  void aPageOfAGatewayIsNotAnAnswerOfScf() {
    api.answers(502, "<html>Bad Gateway</html>");
    CloudException refusal = refusal(() -> scf().function(HELLO));
    assertThat(refusal.code()).isEqualTo("ServerSideError");
    assertThat(refusal.said()).contains("502").endsWith("(tried 5 times)");
    assertThat(refusal.isEnvironment()).isTrue();
    assertThat(api.requests()).hasSize(5);
  }

  @Test
  void aPageWithStatus200IsNotAnAnswerOfScfEither() {
    api.answers(200, "<html>Sign in to the guest network</html>");
    CloudException refusal = refusal(() -> scf().function(HELLO));
    assertThat(refusal.code()).isEqualTo(CloudException.NOT_AN_ANSWER);
    assertThat(refusal.isEnvironment()).isTrue();
  }

  @Test
  void anEmptyAnswerIsNotAnAnswerOfScfEither() {
    api.answers(200, "");
    assertThat(refusal(() -> scf().function(HELLO)).code()).isEqualTo(CloudException.NOT_AN_ANSWER);
    assertThat(api.requests()).hasSize(5);
  }

  @Test
  void aPageThatIsNotThereIsAskedForOnce() {
    api.answers(404, "<html>Not Found</html>");
    CloudException refusal = refusal(() -> scf().function(HELLO));
    assertThat(refusal.said()).isEqualTo("Not an answer of SCF: response code is 404, not 200");
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void jsonOfAnotherServerIsNotAnAnswerOfScfEither() {
    api.answers(200, "{}");
    CloudException refusal = refusal(() -> scf().function(HELLO));
    assertThat(refusal.said())
        .isEqualTo("SCF said: ServerSideError, JSON without a response (tried 5 times)");
  }

  @Test
  void aBodyThatEndsEarlyIsNoAnswer() {
    api.truncates();
    CloudException refusal = refusal(() -> scf().function(HELLO));
    assertThat(refusal.code()).isEqualTo(CloudException.ANSWER_LOST);
    assertThat(api.requests()).hasSize(5);
  }

  @Test
  void anAnswerThatComesByteByByteEndsByTheLimitOfTheWholeCall() {
    api.drips();
    CallLimits limits = new CallLimits(A_SECOND, A_SECOND, A_SECOND);
    CloudException refusal = refusal(() -> scf(limits, InstantSource.system()).function(HELLO));
    assertThat(refusal.tookTooLong()).isTrue();
    assertThat(refusal.said())
        .isEqualTo("No answer: it took too long (more than 1 s) (tried 5 times)");
  }

  @Test
  void asksAgainWhenItIsThrottled() {
    api.answers("{\"Status\":\"Active\",\"RequestId\":\"fake-request\"}");
    api.refusesFirst("RequestLimitExceeded").refusesFirst("InternalError.System");
    assertThat(scf().function(HELLO)).isPresent();
    assertThat(api.requests()).hasSize(3);
    assertThat(told)
        .containsExactly(
            "GetFunction: RequestLimitExceeded; trying again in 50 ms (2 of 5)",
            "GetFunction: InternalError.System; trying again in 100 ms (3 of 5)");
  }

  @Test
  void knowsThatItHasCreatedTheFunctionWhenTheAnswerGotLost() throws IOException {
    api.refusesFirst("InternalError").refusesFirst("ResourceInUse.FunctionName");
    scf().createFunction(new NewFunction(HELLO, "a.b", NOTHING, inline()));
    assertThat(api.requests()).hasSize(2);
  }

  @Test
  void aNameThatSomebodyElseHasTakenIsTheUsersToMend() {
    api.refuses("ResourceInUse.FunctionName", "taken");
    CloudException refusal =
        refusal(() -> scf().createFunction(new NewFunction(HELLO, "a.b", NOTHING, inline())));
    assertThat(refusal.code()).isEqualTo("ResourceInUse.FunctionName");
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void setsAValueAgainWhenItIsOpenWhetherItWasSet() {
    api.refusesFirst("InternalError");
    scf().updateConfiguration(HELLO, NOTHING);
    assertThat(api.requests()).hasSize(2);
  }

  @Test
  void neverInvokesAgainWhatMayHaveRun() {
    api.refusesFirst("InternalError");
    assertThat(refusal(() -> scf().invoke(HELLO, "live", "{}", A_SECOND)).code())
        .isEqualTo("InternalError");
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void measuresHowFarTheClockIsOff() {
    api.refuses("AuthFailure.SignatureExpire", "The signature has expired.");
    Duration off = Duration.ofMinutes(7).plusSeconds(12);
    InstantSource slow = () -> Instant.now().minus(off);
    CloudException refusal = refusal(() -> scf(CallLimits.READ, slow).function(HELLO));
    assertThat(refusal.clockBehind().orElseThrow()).isCloseTo(off, Duration.ofSeconds(2));
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void anInvocationWithoutAResultIsAnErrorThatNamesTheRequest() {
    CloudException refusal = refusal(() -> scf().invoke(HELLO, "live", "{}", A_SECOND));
    assertThat(refusal.said())
        .isEqualTo("SCF said: InternalError, an answer without a result (RequestId fake-request)");
  }

  private TencentScf scf() {
    return scf(api.endpoint());
  }

  private TencentScf scf(CloudEndpoint endpoint) {
    return scf(endpoint, Optional.empty());
  }

  private TencentScf scf(CloudEndpoint endpoint, Optional<String> token) {
    return new TencentScf(
        endpoint,
        new Credentials("a test", "fake-id", "fake-key", token),
        Optional.empty(),
        retries(endpoint));
  }

  private TencentScf scf(CallLimits reads, InstantSource machine) {
    return new TencentScf(
        api.endpoint(),
        new Credentials("a test", "fake-id", "fake-key", Optional.empty()),
        Optional.empty(),
        retries(api.endpoint()),
        reads,
        machine);
  }

  private Retries retries(CloudEndpoint endpoint) {
    return new Retries(RetryPolicy.of(endpoint), clock.pacing(), told::add);
  }

  private CodeSource inline() throws IOException {
    return new CodeSource.Inline(zip());
  }

  private CodePackage zip() throws IOException {
    Path zip = Files.write(directory.resolve("hello.zip"), new byte[] {'P', 'K', 1, 2});
    return new CodePackage(zip, 4, "c0de");
  }

  /** The one request there was. */
  private JsonObject request(String action) {
    assertThat(api.requests()).extracting(FakeCloudApi.Request::action).containsExactly(action);
    return api.requests().get(0).body();
  }

  private static CloudException refusal(ThrowingCallable call) {
    return catchThrowableOfType(CloudException.class, call);
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static ServerSocket silentServer() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
