package io.scf4j.maven.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.CodeSource;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.testing.FakeObjectStore;
import io.scf4j.maven.testing.RecordingConsole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CodeUploadTest {
  private static final long LIMIT = CodeUpload.DEFAULT_INLINE_LIMIT_BYTES;
  private static final String KEY = "scf4j/hello/abc123.zip";
  private static final CodePackage LARGE = code(LIMIT + 1);

  private final RecordingConsole console = new RecordingConsole();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void leavesWhatFitsInTheCallAndOpensNoStore() {
    CodePackage fits = code(LIMIT);

    CodeSource source = upload(null, bucket(null, null)).bring("hello", fits);

    assertThat(source).isEqualTo(new CodeSource.Inline(fits));
    assertThat(console.lines()).isEmpty();
    assertThat(LIMIT).isEqualTo(7_340_032);
  }

  @Test
  void uploadsWhatDoesNotFitIntoABucketThatItMakes() {
    FakeObjectStore store =
        new FakeObjectStore("photos-1250000000").inParts(2, () -> pass(Duration.ofMillis(1600)));

    CodeSource source = upload(store, bucket(null, null)).bring("hello", LARGE);

    String full = "scf4j-code-ap-shanghai-1250000000";
    assertThat(source)
        .isEqualTo(new CodeSource.Cos("scf4j-code-ap-shanghai", "/" + KEY, "ap-shanghai", LARGE));
    assertThat(store.calls())
        .containsExactly(
            "buckets",
            "has " + full + " " + KEY,
            "makeBucket " + full + " 10",
            "upload " + full + " " + KEY,
            "close");
    assertThat(console.lines())
        .containsExactly(
            "Made the bucket " + full + ": private, and what lies in it is deleted after 10 days.",
            "Uploading hello.zip (7 MB) to COS: " + full + "/" + KEY,
            "Uploaded 7 MB in 3.2 s.");
  }

  @Test
  void uploadsTheSameBytesOnce() {
    FakeObjectStore store = new FakeObjectStore();
    CodeUpload upload = upload(store, bucket("code", "1250000000"));
    CodeSource first = upload.bring("hello", LARGE);
    store.calls().clear();
    console.lines().clear();

    CodeSource second = upload.bring("hello", LARGE);

    assertThat(second).isEqualTo(first);
    assertThat(store.calls()).containsExactly("has code-1250000000 " + KEY, "close");
    assertThat(console.lines())
        .containsExactly("hello.zip is in COS already, not uploaded again: code-1250000000/" + KEY);
  }

  @Test
  void makesNoBucketThatTheUserNamed() {
    FakeObjectStore store = new FakeObjectStore();

    upload(store, bucket("code", "1250000000")).bring("hello", LARGE);

    assertThat(store.calls()).noneMatch(call -> call.startsWith("makeBucket"));
  }

  @Test
  void tellsAPersonHowFarItIs() {
    FakeObjectStore store = new FakeObjectStore().inParts(10, () -> pass(Duration.ofSeconds(2)));
    CodePackage code = code(50L * 1024 * 1024);

    new CodeUpload(LIMIT, bucket("code", "1250000000"), () -> store, console, true, clock::get)
        .bring("hello", code);

    assertThat(console.lines())
        .containsExactly(
            "Uploading hello.zip (50 MB) to COS: code-1250000000/" + KEY,
            "   20 %  10 MB of 50 MB, 2.5 MB/s",
            "   40 %  20 MB of 50 MB, 2.5 MB/s",
            "   60 %  30 MB of 50 MB, 2.5 MB/s",
            "   80 %  40 MB of 50 MB, 2.5 MB/s",
            "Uploaded 50 MB in 20.0 s.");
  }

  @Test
  void knowsABucketByBothItsNames() {
    assertThat(fullName("code", "1250000000")).isEqualTo("code-1250000000");
    assertThat(fullName("code-1250000000", "1250000000")).isEqualTo("code-1250000000");
    assertThat(fullName("code-1250000000", null)).isEqualTo("code-1250000000");
    assertThat(fullName("code-20261125", "1250000000")).isEqualTo("code-20261125-1250000000");
    assertThat(fullName("code-20261125", null, "a-1250000000"))
        .isEqualTo("code-20261125-1250000000");
    assertThat(fullName("code-10011234", null, "code-10011234")).isEqualTo("code-10011234");
    assertThat(fullName(null, "1250000000")).isEqualTo("scf4j-code-ap-shanghai-1250000000");
    assertThat(CodeBucket.withoutAppId("code-1250000000")).isEqualTo("code");
    assertThat(CodeBucket.withoutAppId("code-20261125-1250000000")).isEqualTo("code-20261125");
  }

  @Test
  void asksForTheAppIdWhenNothingTellsIt() {
    FakeObjectStore store = new FakeObjectStore();

    assertThatThrownBy(() -> upload(store, bucket(null, null)).bring("hello", LARGE))
        .isInstanceOf(ScfFailure.class)
        .hasMessage(
            """
            The package goes through COS, and the account's APPID is not known: it has no bucket from whose name it could be seen.
            Set <appId>…</appId> or -Dscf.appId=…: the APPID stands on the console's account page and at the end of every bucket's name.""");
    assertThat(store.calls()).containsExactly("buckets", "close");
  }

  @Test
  void refusesNamesThatAreNone() {
    for (String name : new String[] {"Code", "code-", "-1250000000", "a.b", "", "c".repeat(51)}) {
      ScfFailure failure = catchThrowableOfType(ScfFailure.class, () -> bucket(name, "1250000000"));
      assertThat(failure).as(name).hasMessageStartingWith("scf.cosBucket '" + name + "' is not");
    }
    assertThatThrownBy(() -> bucket(null, "my-account"))
        .isInstanceOf(ScfFailure.class)
        .hasMessageStartingWith("scf.appId 'my-account' is not an APPID");
  }

  private String fullName(String name, String appId, String... buckets) {
    return bucket(name, appId).fullName(new FakeObjectStore(buckets));
  }

  private CodeUpload upload(FakeObjectStore store, CodeBucket bucket) {
    return new CodeUpload(LIMIT, bucket, () -> store, console, false, clock::get);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static CodeBucket bucket(String nullableName, String nullableAppId) {
    return new CodeBucket(
        "ap-shanghai", Optional.ofNullable(nullableName), Optional.ofNullable(nullableAppId));
  }

  private static CodePackage code(long size) {
    return new CodePackage(Path.of("target", "hello.zip"), size, "abc123");
  }
}
