package io.scf4j.maven.cloud.cos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scf4j.fakes.FakeCos;
import io.scf4j.fakes.FakeCos.Fault;
import io.scf4j.fakes.FakeCos.StoredObject;
import io.scf4j.maven.cloud.CloudAdvice;
import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.CloudProxy;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.cloud.Pacing;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TencentCosTest {
  private static final String BUCKET = "code-1250000000";
  private static final String KEY = "scf4j/hello/0123.zip";
  private static final int PART = 1024 * 1024; // the smallest that COS takes
  private static final Credentials KEYS =
      new Credentials("a test", FakeCos.SECRET_ID, FakeCos.SECRET_KEY, Optional.empty());

  @TempDir Path directory;
  private final FakeCos cos = new FakeCos().withBucket(BUCKET);
  private final List<Long> pauses = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> progress = new ArrayList<>();
  private TencentCos store;

  @BeforeEach
  void open() {
    store = store(KEYS);
  }

  @AfterEach
  void close() {
    store.close();
    cos.close();
  }

  @Test
  void putsASmallPackageWithOneCall() throws IOException {
    CodePackage code = code(1000);

    store.upload(BUCKET, KEY, code, progress::add);

    assertThat(stored().sha256()).isEqualTo(code.sha256());
    assertThat(stored().metadata()).containsEntry("x-cos-meta-scf4j-sha256", code.sha256());
    assertThat(cos.actions()).containsExactly("PutObject");
    assertThat(progress).containsExactly(1000L);
    assertThat(cos.refusals()).isEmpty();
  }

  @Test
  void putsALargePackageInParts() throws IOException {
    CodePackage code = code(2 * PART + 1);

    store.upload(BUCKET, KEY, code, progress::add);

    assertThat(stored().sha256()).isEqualTo(code.sha256());
    assertThat(stored().metadata()).containsEntry("x-cos-meta-scf4j-sha256", code.sha256());
    assertThat(cos.actions())
        .containsExactly(
            "InitiateMultipartUpload",
            "UploadPart",
            "UploadPart",
            "UploadPart",
            "CompleteMultipartUpload");
    assertThat(progress).containsExactly((long) PART, 2L * PART, 2L * PART + 1);
    assertThat(cos.openUploads()).isZero();
    assertThat(cos.refusals()).isEmpty();
  }

  @Test
  void findsWhatItHasPut() throws IOException {
    CodePackage code = code(1000);
    assertThat(store.has(BUCKET, KEY, code)).isFalse();

    store.upload(BUCKET, KEY, code, progress::add);

    assertThat(store.has(BUCKET, KEY, code)).isTrue();
    assertThat(store.has(BUCKET, KEY, new CodePackage(code.file(), 999, code.sha256()))).isFalse();
    assertThat(store.has(BUCKET, KEY, new CodePackage(code.file(), 1000, "0".repeat(64))))
        .isFalse();
    assertThat(store.has("other-1250000000", KEY, code)).isFalse();
  }

  @Test
  void sendsTheTokenOfTemporaryCredentials() throws IOException {
    cos.requireToken("fake-token");
    TencentCos withToken =
        store(
            new Credentials(
                "a test", FakeCos.SECRET_ID, FakeCos.SECRET_KEY, Optional.of("fake-token")));

    withToken.upload(BUCKET, KEY, code(PART + 1), progress::add);
    withToken.close();

    assertThat(stored().size()).isEqualTo(PART + 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = Mode.EXCLUDE,
      names = {"NONE", "ACCESS_DENIED", "JSON", "SILENCE"})
  void sendsAPartAgainAfterWhatMayPass(Fault fault) throws IOException {
    CodePackage code = code(3 * PART);
    cos.faults(
        call ->
            call.action().equals("UploadPart") && call.numberOfAction() % 2 == 1
                ? fault
                : Fault.NONE);

    store.upload(BUCKET, KEY, code, progress::add);

    assertThat(stored().sha256()).isEqualTo(code.sha256());
    assertThat(cos.count("UploadPart")).isEqualTo(6);
    assertThat(pauses).hasSize(3).allSatisfy(pause -> assertThat(pause).isBetween(250L, 500L));
    assertThat(progress).containsExactly((long) PART, 2L * PART, 3L * PART);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"INTERNAL_ERROR", "BAD_GATEWAY", "RESET", "TRUNCATED", "PORTAL", "LOST_ANSWER"})
  void sendsEveryOtherRequestAgainToo(Fault fault) throws IOException {
    CodePackage code = code(2 * PART);
    cos.faults(call -> call.numberOfAction() == 1 ? fault : Fault.NONE);

    store.makeBucket("made-1250000000", 10);
    store.upload("made-1250000000", KEY, code, progress::add);

    assertThat(cos.object("made-1250000000", KEY).orElseThrow().sha256()).isEqualTo(code.sha256());
    assertThat(cos.rules("made-1250000000")).isNotEmpty();
  }

  @Test
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void doesNotWaitForeverForAnAnswer() throws IOException {
    cos.firstOf("UploadPart", Fault.SILENCE);
    CodePackage code = code(2 * PART);

    store.upload(BUCKET, KEY, code, progress::add);

    assertThat(stored().sha256()).isEqualTo(code.sha256());
    assertThat(cos.count("UploadPart")).isEqualTo(3);
  }

  @Test
  void givesUpInTheEndAndLeavesNoPartsBehind() throws IOException {
    CodePackage code = code(3 * PART);
    cos.faults(call -> call.part() == 2 ? Fault.INTERNAL_ERROR : Fault.NONE);

    CloudException refusal = refusalOfUpload(code);

    assertThat(cos.count("UploadPart")).isEqualTo(1 + Attempts.MOST);
    assertThat(cos.count("AbortMultipartUpload")).isEqualTo(1);
    assertThat(cos.openUploads()).isZero();
    assertThat(cos.object(BUCKET, KEY)).isEmpty();
    assertThat(pauses).hasSize(Attempts.MOST - 1);
    assertThat(pauses.get(4)).isBetween(4000L, 8000L);
    assertThat(refusal.isEnvironment()).isTrue();
    assertThat(explained(refusal))
        .isEqualTo(
            """
            It failed. (cos:UploadPart at code-1250000000.cos.ap-shanghai.myqcloud.com)
            COS said: InternalError, We encountered an internal error. (RequestId fake-request)
            COS is busy, and was asked several times; run the goal again in a minute.""");
  }

  @Test
  void doesNotAskAgainWhatWasRefused() throws IOException {
    cos.firstOf("UploadPart", Fault.NONE, Fault.ACCESS_DENIED);

    CloudException refusal = refusalOfUpload(code(3 * PART));

    assertThat(cos.count("UploadPart")).isEqualTo(2);
    assertThat(cos.openUploads()).isZero();
    assertThat(pauses).isEmpty();
    assertThat(refusal.isEnvironment()).isFalse();
    assertThat(explained(refusal))
        .isEqualTo(
            """
            It failed. (cos:UploadPart at code-1250000000.cos.ap-shanghai.myqcloud.com)
            COS said: AccessDenied, Access Denied. (RequestId fake-request)
            Ask the owner of the account for a CAM policy that allows cos:UploadPart on this bucket.""");
  }

  @Test
  void asksOnceForABucketThatIsNotThere() throws IOException {
    CodePackage code = code(PART + 1);
    CloudException refusal =
        catchThrowableOfType(
            CloudException.class, () -> store.upload("gone-1250000000", KEY, code, progress::add));

    assertThat(refusal.code()).isEqualTo("NoSuchBucket");
    assertThat(cos.actions()).containsExactly("InitiateMultipartUpload");
  }

  @Test
  void saysWhichCredentialsAreWrong() throws IOException {
    TencentCos stranger =
        store(new Credentials("a test", FakeCos.SECRET_ID, "other-not-a-secret", Optional.empty()));
    CodePackage code = code(PART + 1);

    CloudException refusal =
        catchThrowableOfType(
            CloudException.class, () -> stranger.upload(BUCKET, KEY, code, progress::add));
    CloudException withoutBody =
        catchThrowableOfType(CloudException.class, () -> stranger.has(BUCKET, KEY, code));
    stranger.close();

    assertThat(refusal.code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(withoutBody.code()).isEqualTo("AccessDenied");
    assertThat(cos.actions()).containsExactly("InitiateMultipartUpload", "HeadObject");
  }

  @Test
  void asksTheObjectWhenTheAnswerToTheLastCallIsLost() throws IOException {
    CodePackage code = code(PART + 1);
    cos.firstOf("CompleteMultipartUpload", Fault.LOST_ANSWER);

    store.upload(BUCKET, KEY, code, progress::add);

    assertThat(cos.actions())
        .endsWith("CompleteMultipartUpload", "CompleteMultipartUpload", "HeadObject");
    assertThat(stored().sha256()).isEqualTo(code.sha256());
  }

  @Test
  void refusesAFileThatIsNotThePackageAnyMore() throws IOException {
    CodePackage large = code(2 * PART);
    Files.write(large.file(), bytes(2 * PART, 2));
    CodePackage shorter = code(2 * PART);
    Files.write(shorter.file(), new byte[PART]);
    CodePackage small = code(100);
    Files.write(small.file(), bytes(100, 2));

    for (CodePackage changed : List.of(large, shorter, small)) {
      ScfFailure failure =
          catchThrowableOfType(
              ScfFailure.class, () -> store.upload(BUCKET, KEY, changed, progress::add));
      assertThat(failure).hasMessageStartingWith(changed.file() + " has changed");
    }
    assertThat(cos.object(BUCKET, KEY)).isEmpty();
    assertThat(cos.openUploads()).isZero();
    assertThat(cos.count("PutObject")).isZero();
  }

  @Test
  void makesAPrivateBucketWhoseObjectsExpire() {
    assertThat(store.makeBucket("made-1250000000", 10)).isTrue();

    assertThat(cos.hasBucket("made-1250000000")).isTrue();
    assertThat(cos.rules("made-1250000000"))
        .contains("<Expiration><Days>10</Days></Expiration>")
        .contains(
            "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>")
        .contains("<Status>Enabled</Status>")
        .contains("<Prefix>scf4j/</Prefix>");
    assertThat(cos.refusals()).doesNotContain("InvalidArgument");
  }

  @Test
  void leavesABucketAsItIs() {
    store.makeBucket("made-1250000000", 10);
    String rules = cos.rules("made-1250000000");

    assertThat(store.makeBucket("made-1250000000", 20)).isFalse();

    assertThat(cos.rules("made-1250000000")).isEqualTo(rules);
    assertThat(cos.count("PutBucket")).isEqualTo(1);
    assertThat(cos.count("PutBucketLifecycle")).isEqualTo(1);
  }

  @Test
  void givesABucketItsRuleThatAnEndedCallLeftWithout() {
    store.makeBucket("made-1250000000", 10);
    cos.forgetRules("made-1250000000");

    assertThat(store.makeBucket("made-1250000000", 10)).isFalse();

    assertThat(cos.rules("made-1250000000")).contains("<Days>10</Days>");
  }

  @Test
  void listsTheAccountsBuckets() {
    cos.withBucket("photos-1250000000");
    assertThat(store.buckets()).containsExactly(BUCKET, "photos-1250000000");
  }

  @Test
  void saysThatThereIsNoAnswer() {
    cos.close();

    CloudException refusal = catchThrowableOfType(CloudException.class, () -> store.buckets());

    assertThat(refusal.isUnreachable()).isTrue();
    assertThat(refusal.said()).contains("Connection refused");
    assertThat(pauses).hasSize(Attempts.MOST - 1);
  }

  @Test
  void endsWhenTheBuildIsInterrupted() throws IOException {
    CodePackage code = code(3 * PART);
    cos.faults(
        call -> {
          if (call.part() == 2) {
            return Fault.INTERNAL_ERROR;
          }
          return Fault.NONE;
        });
    TencentCos interrupted =
        store(
            KEYS,
            ms -> {
              throw new InterruptedException();
            });

    CloudException refusal =
        catchThrowableOfType(
            CloudException.class, () -> interrupted.upload(BUCKET, KEY, code, progress::add));

    assertThat(Thread.interrupted()).isTrue();
    interrupted.close();
    assertThat(refusal.said()).contains("interrupted");
    assertThat(cos.openUploads()).isZero();
  }

  @Test
  void isAFakeOnThisMachineOrTheRealOne() {
    CloudEndpoint other = CloudEndpoint.parse("https://cos.example.com");

    ScfFailure failure =
        catchThrowableOfType(
            ScfFailure.class,
            () -> new TencentCos("ap-shanghai", KEYS, Optional.empty(), Optional.of(other)));

    assertThat(failure).hasMessageStartingWith("scf.cosEndpoint https://cos.example.com is");
  }

  /** The SDK's own HTTP client would send the password to COS instead. */
  @Test
  void tellsItsNameAndPasswordToTheProxyWhenThatAsks() throws IOException {
    try (AskingProxy proxy = new AskingProxy("200 OK")) {
      CloudException refusal = throughProxy(proxy);

      assertThat(proxy.heads())
          .anySatisfy(
              head ->
                  assertThat(head)
                      .startsWith(
                          "CONNECT code-1250000000.cos.ap-shanghai.myqcloud.com:443 HTTP/1.1")
                      .contains("Proxy-Authorization: Basic dXNlcjpub3QtYS1zZWNyZXQ="));
      assertThat(refusal.isUnreachable()).isTrue(); // what is behind the tunnel speaks no TLS
    }
  }

  @Test
  void saysThatTheProxyDoesNotKnowItsPassword() throws IOException {
    try (AskingProxy proxy = new AskingProxy("407 Proxy Authentication Required")) {
      CloudException refusal = throughProxy(proxy);

      assertThat(refusal.code()).isEqualTo("ProxyAuthenticationRequired");
      assertThat(explained(refusal))
          .endsWith("Check name and password of the <proxy> in settings.xml.");
    }
  }

  private CloudException throughProxy(AskingProxy proxy) throws IOException {
    CodePackage code = code(10);
    try (TencentCos real =
        new TencentCos(
            "ap-shanghai",
            KEYS,
            Optional.of(
                new CloudProxy(
                    "127.0.0.1", proxy.port(), Optional.of("user"), Optional.of("not-a-secret"))),
            Optional.empty(),
            new TencentCos.Tuning(Duration.ofSeconds(5), Duration.ofSeconds(1), PART, ms -> {}))) {
      return catchThrowableOfType(CloudException.class, () -> real.has(BUCKET, KEY, code));
    }
  }

  @Test
  void readsNoJsonOfAProxy() throws IOException {
    cos.faults(call -> Fault.JSON);
    CodePackage code = code(10);

    CloudException refusal = refusalOfUpload(code);

    assertThat(refusal.said()).isEqualTo("COS said: AccessDenied, Forbidden");
  }

  @Test
  void noticesThatAWholePackageArrivedDamaged() throws IOException {
    CodePackage code = code(1000);
    cos.firstOf("PutObject", Fault.DAMAGED);

    store.upload(BUCKET, KEY, code, progress::add);

    assertThat(stored().sha256()).isEqualTo(code.sha256());
    assertThat(cos.count("PutObject")).isEqualTo(2);
  }

  @Test
  void saysNothingOfItsCredentials() throws IOException {
    cos.requireToken("fake-token");
    cos.faults(call -> Fault.RESET);
    TencentCos withToken =
        store(
            new Credentials(
                "a test", FakeCos.SECRET_ID, FakeCos.SECRET_KEY, Optional.of("fake-token")));
    CodePackage code = code(PART + 1);

    CloudException refusal =
        catchThrowableOfType(
            CloudException.class, () -> withToken.upload(BUCKET, KEY, code, progress::add));
    withToken.close();

    for (Throwable shown = refusal; shown != null; shown = shown.getCause()) {
      assertThat(shown.toString()).doesNotContain("fake-token", "q-signature", "q-ak");
    }
  }

  private StoredObject stored() {
    return cos.object(BUCKET, KEY).orElseThrow();
  }

  private CloudException refusalOfUpload(CodePackage code) {
    return catchThrowableOfType(
        CloudException.class, () -> store.upload(BUCKET, KEY, code, progress::add));
  }

  private static String explained(CloudException refusal) {
    return CloudAdvice.explain("It failed.", refusal, CloudEndpoint.PUBLIC).getMessage();
  }

  private TencentCos store(Credentials credentials) {
    return store(credentials, pauses::add);
  }

  private TencentCos store(Credentials credentials, Pacing.Pause pause) {
    return new TencentCos(
        "ap-shanghai",
        credentials,
        Optional.empty(),
        Optional.of(CloudEndpoint.parse(cos.url())),
        new TencentCos.Tuning(Duration.ofSeconds(5), Duration.ofSeconds(1), PART, pause));
  }

  private CodePackage code(int size) throws IOException {
    Path zip = directory.resolve(size + "-" + System.nanoTime() + ".zip");
    Files.write(zip, bytes(size, 1));
    return new CodePackage(zip, size, Sha256.of(zip));
  }

  private static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
