package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who ends the local SCF that several use. */
@Timeout(120)
class LocalScfStartsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final List<Path> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .toList();

  @TempDir Path store;
  private final LocalScfStarts starts = new LocalScfStarts();

  @AfterEach
  void nothingIsLeft() throws Exception {
    starts.close();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
    assertThat(store.resolve("local.json")).doesNotExist();
  }

  private static List<String> arguments(Path store) {
    return List.of("--advertise", store.resolve("local.json").toString());
  }

  private LocalScfStarts.Started start(LocalScfStarts build, String module) {
    return build.start(
        store,
        module,
        () -> LocalScfProcess.start(store, JAVA, CLASS_PATH, LIMIT, arguments(store)));
  }

  private boolean isRunning() {
    return LocalScfLeases.advertised(store).isPresent();
  }

  @Test
  void theLastModuleEndsIt() {
    LocalScfStarts.Started one = start(starts, "one");
    LocalScfStarts.Started two = start(starts, "two");
    assertThat(one.fresh()).isTrue();
    assertThat(two).isEqualTo(new LocalScfStarts.Started(one.access(), false));

    assertThat(starts.stop(store, "one")).isEqualTo("The local SCF stays for two.");
    assertThat(isRunning()).isTrue();
    assertThat(starts.stop(store, "two"))
        .isEqualTo("Stopped the local SCF (process " + one.access().pid() + ").");
    assertThat(isRunning()).isFalse();
    assertThat(starts.stop(store, "two")).isEqualTo("No local SCF is running for this project.");
  }

  @Test
  void aModuleThatDidNotStartItMayEndIt() {
    LocalScfStarts.Started one = start(starts, "one");
    assertThat(starts.stop(store, "last"))
        .isEqualTo("Stopped the local SCF (process " + one.access().pid() + ").");
  }

  @Test
  void theEndOfTheBuildEndsIt() {
    start(starts, "one");
    starts.close();
    assertThat(isRunning()).isFalse();
  }

  @Test
  void aBuildThatFoundItLeavesIt() {
    LocalScfStarts.Started first = start(starts, "one");
    LocalScfStarts other = new LocalScfStarts();
    assertThat(start(other, "one")).isEqualTo(new LocalScfStarts.Started(first.access(), false));
    assertThat(other.stop(store, "one"))
        .isEqualTo(
            "The local SCF (process "
                + first.access().pid()
                + ") was running before this build and stays; mvn scf:stop ends it.");
    start(other, "one");
    other.close();
    assertThat(isRunning()).isTrue();

    assertThat(new LocalScfStarts().stop(store, "one"))
        .isEqualTo("Stopped the local SCF (process " + first.access().pid() + ").");
    assertThat(isRunning()).isFalse();
  }

  @Test
  void oneThatWasKilledIsStartedAnew() throws Exception {
    LocalScfStarts.Started first = start(starts, "one");
    ProcessHandle process = ProcessHandle.of(first.access().pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();

    LocalScfStarts.Started second = start(starts, "one");

    assertThat(second.fresh()).isTrue();
    assertThat(second.access().pid()).isNotEqualTo(first.access().pid());
  }

  /** Another JVM in Maven's place, which ends after the start. */
  static final class Owner {
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
      Path store = Path.of(args[0]);
      LocalScfAccess access =
          new LocalScfStarts()
              .startDetached(
                  store,
                  () ->
                      LocalScfProcess.startDetached(
                          store, JAVA, CLASS_PATH, LIMIT, arguments(store)))
              .access();
      System.out.println(access.toJson());
    }
  }

  @Test
  void oneThatIsDetachedOutlivesItsBuild() throws Exception {
    Process owner =
        new ProcessBuilder(
                JAVA.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                store.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String json =
        new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    LocalScfAccess access = LocalScfAccess.fromJson(json).orElseThrow();
    assertThat(owner.waitFor()).isZero();

    CloudClient client = new CloudClient(access);
    client.create("hello", FunctionZip.ECHO, "");
    assertThat(client.invoke("hello", "1").get("RetMsg").getAsString())
        .isEqualTo("Echoing request: '1'");
    assertThat(starts.startDetached(store, () -> null))
        .isEqualTo(new LocalScfStarts.Started(access, false));

    assertThat(starts.stop(store, "one"))
        .isEqualTo("Stopped the local SCF (process " + access.pid() + ").");
  }
}
