package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.local.instance.MountNamespace;
import io.scf4j.maven.testing.Machine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The local SCF as a process of its own: started, shared, ended, killed. */
@Timeout(120)
class LocalScfProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final List<Path> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .toList();

  @TempDir Path root;

  private Path store() {
    return root.resolve("a store"); // a home directory may have a space in its name
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    assertThat(ProcessesOf.leftIn(root, Duration.ofSeconds(5))).isEmpty();
  }

  private static Process another(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(JAVA.toString(), "-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static LocalScfAccess access(Process process) throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    return LocalScfAccess.fromJson(line).orElseThrow();
  }

  @Test
  void servesFunctionsAndEndsWithItsOwner() throws Exception {
    try (LocalScfProcess process = LocalScfProcess.start(store(), JAVA, CLASS_PATH, LIMIT)) {
      CloudClient client = new CloudClient(process.access());
      client.create("hello", FunctionZip.ECHO, "");
      assertThat(client.invoke("hello", "1").get("RetMsg").getAsString())
          .isEqualTo("Echoing request: '1'");
      assertThat(process.access().toString()).doesNotContain(process.access().secretKey());
      boolean complete = MountNamespace.probe(root.resolve("probe")).refusal().isEmpty();
      assertThat(Files.readAllLines(store().resolve("local-scf.log"))).hasSize(complete ? 0 : 1);
      assertThat(store().resolve("local.json")).doesNotExist();
      assertThat(store().toFile().list((directory, name) -> name.endsWith(".args"))).isEmpty();
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(store().resolve("credentials.json"))))
          .isEqualTo("rw-------");
    }
    assertThat(ProcessesOf.directory(root)).isEmpty();
    try (LocalScfProcess process = LocalScfProcess.start(store(), JAVA, CLASS_PATH, LIMIT)) {
      assertThat(new CloudClient(process.access()).invoke("hello", "2").get("RetMsg").getAsString())
          .isEqualTo("Echoing request: '2'");
    }
  }

  @Test
  void tellsWhatIsInvokedAndWhatLedToIt() throws Exception {
    try (LocalScfProcess process =
        LocalScfProcess.start(store(), JAVA, CLASS_PATH, LIMIT, List.of("--tell"))) {
      CloudClient client = new CloudClient(process.access());
      client.create("hello", FunctionZip.ECHO.replace("echo \"$event\"", "echo \"öh $event\""), "");
      String id = client.invoke("hello", "1").get("FunctionRequestId").getAsString();
      assertThat(told(process, 2).get(0).text())
          .isEqualTo("hello " + id.substring(0, 8) + " | öh 1");
      assertThat(told.get(1).text())
          .matches(
              "\\d\\d:\\d\\d:\\d\\d hello:\\$LATEST \\| API \\| 200 \\| .* \\| cold \\d+ ms \\| "
                  + id);
      client.invoke("hello", "2");
      assertThat(told(process, 4).get(3).text()).contains("| API | 200 |").doesNotContain("cold");
      client.ok("Invoke", "{'FunctionName':'hello','InvocationType':'Event','ClientContext':'3'}");
      assertThat(told(process, 6).get(5).text()).contains("hello:$LATEST | API event | 200 |");
      client.ok("scf4j:FireTrigger", "{'FunctionName':'hello','Type':'timer'}");
      assertThat(told(process, 8).get(7).text())
          .contains("hello:$DEFAULT ($LATEST) | timer | 200 |");
      HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(
                      URI.create(process.access().endpoint() + "/url/default/hello/a?b=c"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(told(process, 10).get(9).text()).contains("| URL GET /a | 200 |");
      assertThat(told).noneMatch(TickerLine::failed);
    }
  }

  private final List<TickerLine> told = new ArrayList<>();

  /** All of them, when there are so many. */
  private List<TickerLine> told(LocalScfProcess process, int lines) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (told.size() < lines && System.nanoTime() < deadline) {
      told.addAll(process.told());
      Thread.sleep(5);
    }
    assertThat(told).hasSize(lines);
    return told;
  }

  /** Another JVM in Maven's place, which the test kills. */
  static final class Owner {
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
      try (LocalScfProcess process =
          LocalScfProcess.start(Path.of(args[0]), JAVA, CLASS_PATH, LIMIT)) {
        System.out.println(process.access().toJson());
        Thread.sleep(600_000);
      }
    }
  }

  @Test
  void leavesNothingWhenItsOwnerIsKilled() throws Exception {
    Process owner = another(Owner.class, store().toString());
    CloudClient client = new CloudClient(access(owner));
    client.create("hello", FunctionZip.ECHO.replace("while true", "sleep 600 &\nwhile true"), "");
    client.invoke("hello", "1");
    assertThat(ProcessesOf.directory(root)).hasSizeGreaterThanOrEqualTo(4);

    owner.destroyForcibly().waitFor();

    assertThat(ProcessesOf.leftIn(root, Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  void leavesNothingWhenItIsKilledItself() throws Exception {
    try (LocalScfProcess process = LocalScfProcess.start(store(), JAVA, CLASS_PATH, LIMIT)) {
      CloudClient client = new CloudClient(process.access());
      client.create("hello", FunctionZip.ECHO, "");
      client.invoke("hello", "1");

      ProcessHandle.of(process.access().pid()).orElseThrow().destroyForcibly();

      assertThat(ProcessesOf.leftIn(root, Duration.ofSeconds(5))).isEmpty();
      while (process.isAlive()) { // its memory is gone a moment before its exit is known
        Thread.sleep(5);
      }
    }
  }

  @Test
  void advertisesItselfWhileItLives() throws Exception {
    Path copy = root.resolve("target/scf/local.json");
    Process main =
        another(LocalScfMain.class, "--store", store().toString(), "--advertise", copy.toString());
    try {
      LocalScfAccess access = access(main);
      assertThat(LocalScfAccess.read(copy)).contains(access);
      assertThat(Files.readString(copy)).isEqualTo(Files.readString(store().resolve("local.json")));
      // Other people's tools read these by name.
      JsonObject json = JsonParser.parseString(Files.readString(copy)).getAsJsonObject();
      assertThat(json.keySet())
          .containsExactlyInAnyOrder("port", "pid", "endpoint", "secretId", "secretKey");
      int port = json.get("port").getAsInt();
      assertThat(json.get("endpoint").getAsString()).isEqualTo("http://127.0.0.1:" + port);
      assertThat(json.get("pid").getAsLong()).isEqualTo(main.pid());
      assertThat(json.get("secretId").getAsString()).isEqualTo(access.secretId());
      assertThat(json.get("secretKey").getAsString()).isEqualTo(access.secretKey());
      assertThat(LocalScfLeases.advertised(store())).contains(access);
      for (Path file : List.of(copy, store().resolve("local.json"))) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
      try (LocalScfLeases.Lease lease =
          new LocalScfLeases().acquire(store(), JAVA, CLASS_PATH, LIMIT)) {
        assertThat(lease.access()).isEqualTo(access);
      }
      assertThat(main.isAlive()).isTrue();
    } finally {
      main.destroy();
      main.waitFor();
    }
    assertThat(copy).doesNotExist();
    assertThat(store().resolve("local.json")).doesNotExist();
  }

  @Test
  void doesNotBelieveAnAdvertisementOfAProcessThatIsGone() throws Exception {
    new LocalScfAccess(1, ProcessHandle.current().pid(), "http://127.0.0.1:1", "id", "key")
        .write(store().resolve("local.json"));
    assertThat(LocalScfLeases.advertised(store())).isEmpty();
  }

  @Test
  void isSharedByOverlappingBorrowersAndEndedByTheLast() throws Exception {
    LocalScfLeases leases = new LocalScfLeases();
    ExecutorService modules = Executors.newFixedThreadPool(2);
    try {
      Future<LocalScfLeases.Lease> one =
          modules.submit(() -> leases.acquire(store(), JAVA, CLASS_PATH, LIMIT));
      Future<LocalScfLeases.Lease> two =
          modules.submit(() -> leases.acquire(store(), JAVA, CLASS_PATH, LIMIT));
      assertThat(one.get().access()).isEqualTo(two.get().access());
      one.get().close();
      one.get().close();
      assertThat(
              new CloudClient(two.get().access())
                  .code("GetFunction", "{\"FunctionName\":\"none\"}"))
          .isEqualTo("ResourceNotFound.Function");
      two.get().close();
      assertThat(ProcessesOf.directory(root)).isEmpty();
    } finally {
      modules.shutdown();
    }
  }

  @Test
  void namesTheProcessThatHasTheStore() throws Exception {
    try (LocalScfProcess process = LocalScfProcess.start(store(), JAVA, CLASS_PATH, LIMIT)) {
      assertThatThrownBy(
              () ->
                  LocalScf.start(
                      new LocalScf.Options(
                          store(), 0, Duration.ofMillis(100), Duration.ofMillis(100), 5)))
          .isInstanceOf(LocalScfException.class)
          .hasMessageContaining("in use by process " + process.access().pid());
    }
  }

  @Test
  void readsPastWhatAJvmPrintsBeforeItIsReady() throws Exception {
    Path chatty = root.resolve("java");
    Files.writeString(
        chatty, "#!/bin/sh\necho '[0.003s][warning] no large pages'\nexec " + JAVA + " \"$@\"\n");
    Files.setPosixFilePermissions(chatty, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (LocalScfProcess process = LocalScfProcess.start(store(), chatty, CLASS_PATH, LIMIT)) {
      assertThat(process.isAlive()).isTrue();
    }
  }

  /** Without the right to mount, as in most containers: set up by java's own start here. */
  @Test
  void warnsOnceInItsLogWhereCodeCannotBeMountedReadOnly() throws Exception {
    Path setpriv = Path.of("/usr/bin/setpriv");
    boolean root = System.getProperty("user.name").equals("root");
    Machine.requires(root && Files.isExecutable(setpriv), "root and setpriv to give up a right");
    Path java = this.root.resolve("java");
    Files.writeString(
        java, "#!/bin/sh\nexec " + setpriv + " --bounding-set=-sys_admin " + JAVA + " \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (LocalScfProcess process = LocalScfProcess.start(store(), java, CLASS_PATH, LIMIT)) {
      CloudClient client = new CloudClient(process.access());
      client.create("hello", FunctionZip.ECHO, "");
      assertThat(client.invoke("hello", "1").get("RetMsg").getAsString())
          .isEqualTo("Echoing request: '1'");
    }
    assertThat(Files.readAllLines(store().resolve("local-scf.log")))
        .containsExactly(
            "Warning: on SCF code is on a read-only file system and each instance has its own /tmp."
                + " Here code is protected by file modes only, which root does not heed, TMPDIR is set"
                + " in place of an own /tmp and SCF4J_OPT in place of layers at /opt, because a mount"
                + " namespace is not to be had: unshare: unshare failed: Operation not permitted");
  }

  @Test
  void keepsTheLogOfAnotherProcessOfTheStore() throws Exception {
    Files.createDirectories(store());
    Path log = Files.writeString(store().resolve("local-scf.log"), "of another\n");
    assertThatThrownBy(
            () -> LocalScfProcess.start(store(), JAVA, CLASS_PATH, LIMIT, List.of("--wrong", "x")))
        .hasMessageContaining("unknown argument --wrong")
        .hasMessageNotContaining("of another");
    assertThat(Files.readString(log)).startsWith("of another\nusage: ");
  }

  @Test
  void saysThatItsDirectoryCannotBeMade() throws Exception {
    Path file = Files.writeString(root.resolve("file"), "");
    assertThatThrownBy(() -> LocalScfProcess.start(file.resolve("store"), JAVA, CLASS_PATH, LIMIT))
        .isInstanceOf(LocalScfException.class)
        .hasMessageContaining("cannot be created: FileSystemException: " + file)
        .hasMessageEndingWith("Choose another place with -Dscf.home.");
  }

  @Test
  void saysWhyItDidNotStart() {
    assertThatThrownBy(
            () -> LocalScfProcess.start(store(), JAVA, CLASS_PATH, LIMIT, List.of("--wrong", "x")))
        .isInstanceOf(LocalScfException.class)
        .hasMessageContaining("ended before it was ready")
        .hasMessageContaining("unknown argument --wrong")
        .hasMessageContaining("local-scf.log");
    assertThatThrownBy(
            () -> LocalScfProcess.start(store(), Path.of("/no/such/java"), CLASS_PATH, LIMIT))
        .isInstanceOf(LocalScfException.class);
  }
}
