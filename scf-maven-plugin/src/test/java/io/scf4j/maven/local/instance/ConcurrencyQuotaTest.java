package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The platform's quota in MB, with its words. */
@Timeout(60)
class ConcurrencyQuotaTest {
  private static final InstanceSpec A = spec("a");
  private static final InstanceSpec B = spec("b");

  @TempDir Path root;

  private static InstanceSpec spec(String function) {
    return new InstanceSpec(
        "default", function, "1", "ap-guangzhou", "h", 128, 3, 3, Map.of(), Path.of("code"));
  }

  private static Optional<String> text(Optional<Failure> failure) {
    return failure.map(refusal -> refusal.statusCode() + " " + refusal.message());
  }

  @Test
  void givesAFunctionWhatIsReservedForItAndNoMore() {
    ConcurrencyQuota quota = new ConcurrencyQuota(1024);
    quota.reserve("default", "a", 256);

    assertThat(quota.acquire(A)).isEmpty();
    assertThat(quota.acquire(A)).isEmpty();
    assertThat(text(quota.acquire(A)))
        .contains("432 Function [ a ] concurrency exceeded reserved quota 256 MB");

    quota.release(A);
    assertThat(quota.acquire(A)).isEmpty();
    assertThat(quota.used()).isEqualTo(256);
  }

  @Test
  void leavesTheOthersWhatIsNotReserved() {
    ConcurrencyQuota quota = new ConcurrencyQuota(384);
    quota.reserve("default", "a", 256);

    assertThat(quota.unreserved()).isEqualTo(128);
    assertThat(quota.acquire(B)).isEmpty();
    assertThat(text(quota.acquire(B)))
        .contains("432 Function [ b ] concurrency exceeded region unreserved quota 128 MB");
    assertThat(quota.acquire(A)).isEmpty();
  }

  @Test
  void stopsAFunctionWithNothingReserved() {
    ConcurrencyQuota quota = new ConcurrencyQuota(1024);
    quota.reserve("default", "a", 0);

    assertThat(text(quota.acquire(A)))
        .contains("432 Function [ a ] concurrency exceeded reserved quota 0 MB");
    quota.unreserve("default", "a");
    assertThat(quota.acquire(A)).isEmpty();
  }

  @Test
  void countsWhatRunsAlreadyWhenTheReservationChanges() {
    ConcurrencyQuota quota = new ConcurrencyQuota(256);
    assertThat(quota.acquire(A)).isEmpty();
    assertThat(quota.acquire(B)).isEmpty();

    quota.reserve("default", "a", 128);

    assertThat(quota.acquire(A)).isPresent();
    assertThat(quota.acquire(B)).isPresent();
    quota.release(A);
    assertThat(quota.acquire(A)).isEmpty();
    quota.release(A);
    quota.release(B);
    assertThat(quota.used()).isZero();
  }

  @Test
  void holdsForAllVersionsOfAFunctionTogetherWhileTheyAreBusy() throws Exception {
    try (ShellFunctions functions = new ShellFunctions(root)) {
      Path code =
          functions.code(
              ShellFunctions.handling(
                  "case $event in 1) until [ -e gate ]; do sleep 0.05; done;; esac; response ok"));
      InstanceSpec spec = ShellFunctions.spec("sample", code);
      InstancePool one = functions.pool(spec, PoolOptions.of(3));
      InstancePool two = functions.pool(spec, PoolOptions.of(3));
      functions.host.quota().reserve("default", "sample", 128);

      CompletableFuture<InvocationReport> busy = ShellFunctions.invokeLater(one, "1");
      ShellFunctions.eventually(() -> functions.host.quota().used() == 128);
      InvocationReport refused = ShellFunctions.invoke(two, "2");
      Files.createFile(code.resolve("gate"));

      assertThat(busy.get().result()).isEqualTo("ok");
      assertThat(refused.statusCode()).isEqualTo(432);
      assertThat(refused.result())
          .isEqualTo(
              "{\"errorCode\":-1,\"errorMessage\":\"Function [ sample ] concurrency exceeded"
                  + " reserved quota 128 MB\",\"requestId\":\""
                  + refused.requestId()
                  + "\",\"statusCode\":432}");
      assertThat(refused.log())
          .contains(
              "\nERROR RequestId:"
                  + refused.requestId()
                  + " Result:"
                  + refused.result()
                  + "\nEND ");
      // The first one's instance is idle now, and in nobody's way.
      assertThat(List.of(ShellFunctions.invoke(two, "2").result(), one.size()))
          .isEqualTo(List.of("ok", 1));
    }
  }
}
