package io.scf4j.maven.cloud.sdk;

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
import io.scf4j.maven.cloud.ScfCloud.ConfigurationUpdate;
import io.scf4j.maven.cloud.ScfCloud.Invocation;
import io.scf4j.maven.cloud.ScfCloud.NewFunction;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionStatus;
import io.scf4j.maven.model.RemoteFunction;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TencentScfTest {
  private static final FunctionId HELLO = new FunctionId("ap-shanghai", "team", "hello");
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final ConfigurationUpdate NOTHING =
      new ConfigurationUpdate(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

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
    scf()
        .createFunction(
            new NewFunction(
                HELLO,
                "demo.Hello::greet",
                256,
                10,
                30,
                "says hello",
                Map.of("GREETING", "hi"),
                zip()));
    assertThat(request("CreateFunction"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Runtime":"CustomRuntime",
                 "Handler":"demo.Hello::greet","MemorySize":256,"Timeout":10,"InitTimeout":30,
                 "Description":"says hello",
                 "Environment":{"Variables":[{"Key":"GREETING","Value":"hi"}]},
                 "Code":{"ZipFile":"UEsBAg=="},"CodeSource":"ZipFile"}"""));
    assertThat(api.requests().get(0).region()).isEqualTo("ap-shanghai");
  }

  @Test
  void sendsCodeAndHandlerTogether() throws IOException {
    scf().updateCode(HELLO, "demo.Hello::greet", zip());
    assertThat(request("UpdateFunctionCode"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Handler":"demo.Hello::greet",
                 "Code":{"ZipFile":"UEsBAg=="},"CodeSource":"ZipFile"}"""));
  }

  @Test
  void sendsOnlyTheSettingsThatAreGiven() {
    scf().updateConfiguration(HELLO, NOTHING);
    assertThat(request("UpdateFunctionConfiguration"))
        .isEqualTo(json("{\"FunctionName\":\"hello\",\"Namespace\":\"team\"}"));
  }

  @Test
  void sendsEverySettingThatIsGiven() {
    scf()
        .updateConfiguration(
            HELLO,
            new ConfigurationUpdate(
                Optional.of(512),
                Optional.of(20),
                Optional.of(40),
                Optional.of(""),
                Optional.of(Map.of("GREETING", "hi"))));
    assertThat(request("UpdateFunctionConfiguration"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","MemorySize":512,"Timeout":20,
                 "InitTimeout":40,"Description":"",
                 "Environment":{"Variables":[{"Key":"GREETING","Value":"hi"}]}}"""));
  }

  @Test
  void clearsTheEnvironmentWithOneEmptyVariable() {
    scf()
        .updateConfiguration(
            HELLO,
            new ConfigurationUpdate(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Map.of())));
    assertThat(request("UpdateFunctionConfiguration").get("Environment"))
        .isEqualTo(json("{\"Variables\":[{\"Key\":\"\",\"Value\":\"\"}]}"));
  }

  @Test
  void readsAFunction() {
    api.answers(
        """
        {"FunctionName":"hello","Status":"UpdateFailed","Runtime":"CustomRuntime",
         "Handler":"demo.Hello::greet","MemorySize":128,"Timeout":3,"InitTimeout":65,
         "Description":"says hello",
         "StatusReasons":[{"ErrorCode":"InvalidCode","ErrorMessage":"bad zip"}],
         "Environment":{"Variables":[{"Key":"GREETING","Value":"hi"}]},
         "RequestId":"fake-request"}""");
    assertThat(scf().function(HELLO))
        .hasValue(
            new RemoteFunction(
                new FunctionStatus("UpdateFailed"),
                List.of("InvalidCode, bad zip"),
                "CustomRuntime",
                "demo.Hello::greet",
                128,
                3,
                65,
                "says hello",
                Map.of("GREETING", "hi")));
    assertThat(request("GetFunction"))
        .isEqualTo(
            json(
                """
                {"FunctionName":"hello","Namespace":"team","Qualifier":"$LATEST",
                 "ShowCode":"FALSE"}"""));
  }

  @Test
  void readsAVersionOfAFunction() {
    api.answers("{\"Status\":\"Publishing\",\"RequestId\":\"fake-request\"}");
    assertThat(scf().function(HELLO, "3").orElseThrow().status().name()).isEqualTo("Publishing");
    assertThat(request("GetFunction").get("Qualifier").getAsString()).isEqualTo("3");
  }

  @Test
  void readsAFunctionOfWhichTheCloudSaysLittle() {
    api.answers("{\"Status\":\"Creating\",\"Environment\":null,\"RequestId\":\"fake-request\"}");
    assertThat(scf().function(HELLO))
        .hasValue(
            new RemoteFunction(
                new FunctionStatus("Creating"), List.of(), "", "", 0, 0, 0, "", Map.of()));
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
    assertThat(scf().invoke(HELLO, "{\"key1\": \"v\"}", A_SECOND))
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
                {"FunctionName":"hello","Namespace":"team","InvocationType":"RequestResponse",
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
      CloudException refusal = refusal(() -> scf.invoke(HELLO, "{}", A_SECOND));
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
                  scf(FakeCloudApi.loopback(silent.getLocalPort())).invoke(HELLO, "{}", A_SECOND));
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
    scf().createFunction(new NewFunction(HELLO, "a.b", 256, 10, 30, "", Map.of(), zip()));
    assertThat(api.requests()).hasSize(2);
  }

  @Test
  void aNameThatSomebodyElseHasTakenIsTheUsersToMend() {
    api.refuses("ResourceInUse.FunctionName", "taken");
    CloudException refusal =
        refusal(
            () ->
                scf()
                    .createFunction(
                        new NewFunction(HELLO, "a.b", 256, 10, 30, "", Map.of(), zip())));
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
    assertThat(refusal(() -> scf().invoke(HELLO, "{}", A_SECOND)).code())
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
    CloudException refusal = refusal(() -> scf().invoke(HELLO, "{}", A_SECOND));
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
