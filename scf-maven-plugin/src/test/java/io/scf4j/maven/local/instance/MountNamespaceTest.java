package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.ProcessesOf;
import io.scf4j.maven.testing.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The file system that an instance sees, tried by a function whose events are shell commands and
 * whose answers are what they print.
 */
@Timeout(60)
class MountNamespaceTest {
  private static final String SHELL =
      """
      #!/bin/bash
      api="http://$SCF_RUNTIME_API:$SCF_RUNTIME_API_PORT/runtime"
      curl -s -d " " "$api/init/ready" -o /dev/null
      while event=$(curl -sS "$api/invocation/next"); do
        curl -s --data-binary "$(eval "$event" 2>&1)" "$api/invocation/response" -o /dev/null
      done
      """;

  @TempDir Path root;
  private final List<String> mountsBefore = mounts("self");
  private final List<InstancePool> pools = new ArrayList<>();

  @AfterEach
  void nothingStaysMountedOrRunsOrIsLeftInAnInstancesDirectory() throws Exception {
    assertThat(mounts("self")).isEqualTo(mountsBefore);
    pools.forEach(InstancePool::close);
    assertThat(mounts("self")).isEqualTo(mountsBefore);
    if (Files.isDirectory(root.resolve("instances"))) {
      try (Stream<Path> left = Files.list(root.resolve("instances"))) {
        assertThat(left).isEmpty();
      }
    }
    assertThat(ProcessesOf.leftIn(root, Duration.ofSeconds(10))).isEmpty();
  }

  private static List<String> mounts(String process) {
    Path file = Path.of("/proc", process, "mounts");
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of("it has ended");
    }
  }

  /**
   * A real one. Where the machine refuses a mount as such the test is skipped, and fails where CI
   * has to be complete.
   */
  private MountNamespace permitted() throws Exception {
    MountNamespace namespace = MountNamespace.probe(root.resolve("instances"));
    String refusal = namespace.refusal().orElse("");
    if (!refusal.isEmpty()) {
      Machine.requires(!refusesAnyMount(), "mount namespaces: " + refusal);
      throw new AssertionError("mount namespaces are possible here, but: " + refusal);
    }
    return namespace;
  }

  private boolean refusesAnyMount() throws Exception {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (MountNamespace.User.current().orElseThrow().uid() != 0) {
      command.addAll(List.of("--user", "--map-root-user"));
    }
    command.addAll(List.of("sh", "-c", "mount --bind -o ro \"$0\" \"$0\"", root.toString()));
    try {
      return new ProcessBuilder(command).start().waitFor() != 0;
    } catch (IOException e) {
      return true; // there is no unshare
    }
  }

  private Path code(Path parent) throws IOException {
    Path code = Files.createTempDirectory(parent, "code");
    Path file = Files.writeString(code.resolve("bootstrap"), SHELL);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(code.resolve("data"), "content\n");
    Files.createDirectory(code.resolve("directory"));
    return code;
  }

  private InstancePool pool(Path code, MountNamespace namespace) {
    InstanceSpec spec =
        new InstanceSpec(
            "default",
            "sample",
            "$LATEST",
            "ap-guangzhou",
            "index.main_handler",
            128,
            20,
            20,
            Map.of(),
            code);
    InstancePool pool = new InstancePool(spec, root.resolve("instances"), 2, () -> namespace);
    pools.add(pool);
    return pool;
  }

  private static String run(InstancePool pool, String command) throws InterruptedException {
    InvocationReport report =
        pool.invoke(UUID.randomUUID().toString(), command.getBytes(StandardCharsets.UTF_8));
    assertThat(report.statusCode()).as(report.log()).isEqualTo(200);
    return report.result();
  }

  /** Below {@code /tmp}, which the instance's own one covers, and elsewhere. */
  @ParameterizedTest
  @ValueSource(strings = {"/tmp", "/var/tmp"})
  void refusesEveryWriteIntoTheCodeDirectory(String parent) throws Exception {
    MountNamespace namespace = permitted();
    Path home = Files.createTempDirectory(Path.of(parent), "scf4j-test");
    try {
      Path code = code(home);
      InstancePool pool = pool(code, namespace);

      for (String write :
          List.of(
              "echo x > new",
              "echo x > $USER_CODE_ROOT/new",
              "echo x >> data",
              "mkdir another",
              "chmod 777 data",
              "chmod 777 .",
              "touch -d 2020-01-01 data",
              "ln -s data link",
              "mv data moved",
              "rm data",
              "echo x > directory/new")) {
        assertThat(run(pool, write)).as(write).endsWith(": Read-only file system");
      }

      assertThat(run(pool, "cat data; ls; pwd -P; stat -c %a data"))
          .isEqualTo("content\nbootstrap\ndata\ndirectory\n" + code.toRealPath() + "\n644");
      assertThat(run(pool, "head -1 $USER_CODE_ROOT/bootstrap")).isEqualTo("#!/bin/bash");
      try (Stream<Path> files = Files.walk(code)) {
        assertThat(files.map(code::relativize).map(Path::toString))
            .containsExactlyInAnyOrder("", "bootstrap", "data", "directory");
      }
    } finally {
      pools.forEach(InstancePool::close);
      remove(home);
    }
  }

  private static void remove(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void givesEachInstanceAnOwnTmpThatLivesAsLongAsIt() throws Exception {
    MountNamespace namespace = permitted();
    Path code = code(root);
    InstancePool one = pool(code, namespace);
    InstancePool two = pool(code, namespace);
    String name = "scf4j-" + UUID.randomUUID();

    assertThat(run(one, "echo mine > /tmp/" + name + "; cat /tmp/" + name)).isEqualTo("mine");

    assertThat(run(one, "cat /tmp/" + name + "; echo $TMPDIR; mktemp | cut -c1-9"))
        .isEqualTo("mine\n\n/tmp/tmp.");
    assertThat(run(two, "cat /tmp/" + name)).endsWith("No such file or directory");
    assertThat(Path.of("/tmp", name)).doesNotExist();
  }

  @Test
  void mountsForTheInstanceOnly() throws Exception {
    MountNamespace namespace = permitted();
    InstancePool pool = pool(code(root), namespace);
    String pid = run(pool, "echo $$");

    assertThat(mounts(pid)).anyMatch(mount -> mount.contains(" /tmp "));
    assertThat(mounts(pid).size()).isEqualTo(mountsBefore.size() + 3); // code, /tmp, code in /tmp
    assertThat(mounts("self")).isEqualTo(mountsBefore);
  }

  @Test
  void isGoneWithAnInstanceThatWasKilled() throws Exception {
    MountNamespace namespace = permitted();
    InstancePool pool = pool(code(root), namespace);
    String pid = run(pool, "echo $$");

    ProcessHandle instance = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    instance.destroyForcibly();
    instance.onExit().get(5, TimeUnit.SECONDS);

    assertThat(run(pool, "cat data; echo $$")).startsWith("content\n").doesNotEndWith("\n" + pid);
  }

  @Test
  void leavesTheCommandItsPidStatusStreamsAndUser() throws Exception {
    MountNamespace namespace = permitted();
    Path code = code(root);
    Path tmp = Files.createDirectory(root.resolve("tmp"));
    List<String> command = new ArrayList<>(namespace.prefix(code, tmp));
    command.addAll(
        List.of("/bin/bash", "-c", "echo $$ $PPID $(id -u) $(id -g); echo err >&2; exit 42"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    MountNamespace.User user = MountNamespace.User.current().orElseThrow();

    Process process = builder.start();

    String self = process.pid() + " " + ProcessHandle.current().pid();
    assertThat(text(process.getInputStream()))
        .isEqualTo(self + " " + user.uid() + " " + user.gid() + "\nerr\n");
    assertThat(process.waitFor()).isEqualTo(42);
  }

  /** What any other user gets, who must not be able to undo it; seen here by becoming one. */
  @Test
  void worksForAUserWhoIsNotRootAndLeavesHimWithoutRights() throws Exception {
    permitted();
    MountNamespace.User user = MountNamespace.User.current().orElseThrow();
    Path setpriv = HostTool.find("setpriv").orElse(null);
    Machine.requires(user.uid() == 0 && setpriv != null, "root and setpriv to become another user");
    MountNamespace.User nobody = new MountNamespace.User(65534, 65533);
    Path code = code(root);
    Path tmp = Files.createDirectory(root.resolve("tmp"));
    for (Path path : List.of(code, tmp, code.resolve("data"))) {
      Files.setAttribute(path, "unix:uid", (int) nobody.uid());
    }
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path unshare = HostTool.find("unshare").orElseThrow();
    Path mount = HostTool.find("mount").orElseThrow();
    // Made by root here, else by the user: the directories on the way to code below /tmp.
    List<String> prefix = MountNamespace.of(unshare, mount, nobody).prefix(code, tmp);
    List<String> command = new ArrayList<>(List.of(setpriv.toString()));
    command.addAll(List.of("--reuid=65534", "--regid=65533", "--clear-groups"));
    command.addAll(prefix);
    command.addAll(
        List.of(
            "/bin/bash",
            "-c",
            "id -u; id -g; grep CapEff /proc/self/status; echo x > data; echo x > /tmp/mine; ls /tmp/mine;"
                + " umount "
                + code
                + " 2>/dev/null || echo still mounted; exit 42"));

    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).directory(code.toFile()).start();

    String output = text(process.getInputStream());
    Machine.requires(!output.startsWith("unshare: "), "user namespaces: " + output);
    assertThat(output)
        .isEqualTo(
            "65534\n65533\nCapEff:\t0000000000000000\n"
                + "/bin/bash: line 1: data: Read-only file system\n/tmp/mine\nstill mounted\n");
    assertThat(process.waitFor()).isEqualTo(42);
    assertThat(tmp.resolve("mine")).hasContent("x");
  }

  /** A function that is a Java program; its class file is its package. */
  static final class Writer {
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
      System.out.println(Files.createTempFile("java", "").getParent());
      try {
        Files.writeString(Path.of("written"), "x");
        System.out.println("written");
      } catch (FileSystemException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }
  }

  @Test
  void isTheSameForJava() throws Exception {
    MountNamespace namespace = permitted();
    Path code = code(root);
    String name = Writer.class.getName();
    Path file = code.resolve(name.replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    try (InputStream in = Writer.class.getResourceAsStream("MountNamespaceTest$Writer.class")) {
      Files.copy(in, file);
    }

    assertThat(run(pool(code, namespace), "$JAVA_HOME/bin/java -Xshare:auto -cp . '" + name + "'"))
        .isEqualTo("/tmp\nFileSystemException: written: Read-only file system");
  }

  @Test
  void startsTheInstanceWithoutItWhereUnshareIsRefused() throws Exception {
    MountNamespace namespace =
        tried(
            "echo 'unshare: unshare failed: Operation not permitted'; exit 1",
            Duration.ofSeconds(5));

    assertThat(namespace.refusal()).contains("unshare: unshare failed: Operation not permitted");
    Path code = code(root);
    assertThat(namespace.prefix(code, root)).isEmpty();
    assertThat(run(pool(code, namespace), "echo x > $TMPDIR/mine; cat data; ls $TMPDIR"))
        .isEqualTo("content\nmine");
  }

  @Test
  void saysWhyItIsNotToBeHad() throws Exception {
    Duration long_ = Duration.ofSeconds(5);
    assertThat(tried("exit 3", long_).refusal())
        .contains(root.resolve("unshare") + " ended with status 3");
    assertThat(tried("sleep 600", Duration.ofMillis(200)).refusal())
        .contains(root.resolve("unshare") + " did not end within 200 ms");
    assertThat(tried("sleep 600 & exit 3", long_).refusal())
        .contains(root.resolve("unshare") + " ended with status 3");
    Path absent = root.resolve("absent");
    assertThat(
            MountNamespace.of(absent, absent, new MountNamespace.User(0, 0))
                .tried(root.resolve("instances"), long_)
                .refusal()
                .orElseThrow())
        .contains(absent.toString())
        .containsAnyOf("not found", "No such file"); // sh says it, or env where signals are ignored
  }

  @Test
  void doesNotBelieveAMountThatDoesNothing() throws Exception {
    permitted();
    Path unshare = HostTool.find("unshare").orElseThrow();
    MountNamespace.User user = MountNamespace.User.current().orElseThrow();
    Path mount = script("mount", "exit 0");
    assertThat(
            MountNamespace.of(unshare, mount, user)
                .tried(root.resolve("instances"), Duration.ofSeconds(5))
                .refusal())
        .contains("the mounts are not to be seen");
    // As the kernel does when it is asked for both at once: bound, but not read-only.
    mount = script("mount", "exec /bin/mount \"$1\" \"$2\" \"${3%,ro}\" \"$4\" \"$5\"");
    assertThat(
            MountNamespace.of(unshare, mount, user)
                .tried(root.resolve("instances"), Duration.ofSeconds(5))
                .refusal())
        .contains("read-only code can be written to");
  }

  private MountNamespace tried(String fakeUnshare, Duration limit) throws Exception {
    MountNamespace.User user = new MountNamespace.User(0, 0);
    return MountNamespace.of(script("unshare", fakeUnshare), Path.of("/bin/mount"), user)
        .tried(root.resolve("instances"), limit);
  }

  private Path script(String name, String body) throws IOException {
    Path file = Files.writeString(root.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
