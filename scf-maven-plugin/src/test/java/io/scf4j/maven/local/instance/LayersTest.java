package io.scf4j.maven.local.instance;

import static io.scf4j.maven.local.instance.ShellFunctions.handling;
import static io.scf4j.maven.local.instance.ShellFunctions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.testing.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Layers as a function sees them whose events are shell commands. */
@Timeout(60)
class LayersTest {
  private static final String SHELL = handling("response \"$(eval \"$event\" 2>&1)\"");

  @TempDir Path root;
  private ShellFunctions functions;

  @AfterEach
  void nothingIsLeft() throws Exception {
    functions.close();
  }

  private void permitted() {
    functions = new ShellFunctions(root);
    Machine.requires(functions.namespace.showsLayers(), "mount namespaces and /opt");
  }

  private Path layer(String name, String... files) throws IOException {
    Path layer = Files.createDirectories(root.resolve(name));
    for (String file : files) {
      Path path = layer.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, name + "\n");
    }
    return layer;
  }

  private InstancePool pool(Path code, Path... layers) {
    return functions.pool(spec("sample", code).withLayers(List.of(layers)), PoolOptions.of(2));
  }

  private static String run(InstancePool pool, String command) throws InterruptedException {
    InvocationReport report = ShellFunctions.invoke(pool, command);
    assertThat(report.statusCode()).as(report.log()).isEqualTo(200);
    return report.result();
  }

  @Test
  void areAtOptInPlaceOfTheHostsAndOfOnePathTheLastOneCounts() throws Exception {
    permitted();
    InstancePool pool =
        pool(
            functions.code(SHELL),
            layer("one", "bin/a", "shared"),
            layer("two", "bin/b", "shared"));

    assertThat(run(pool, "cd /opt; find . | sort; cat shared"))
        .isEqualTo(".\n./bin\n./bin/a\n./bin/b\n./shared\ntwo");
    assertThat(run(pool, "cat /proc/mounts | grep -c ' /opt '; echo ${SCF4J_OPT-unset}"))
        .isEqualTo("1\nunset");
  }

  @Test
  void cannotBeWrittenTo() throws Exception {
    permitted();
    Path one = layer("one", "a");
    InstancePool pool = pool(functions.code(SHELL), one);

    for (String write : List.of("echo x > /opt/new", "echo x >> /opt/a", "rm /opt/a")) {
      assertThat(run(pool, write)).as(write).endsWith(": Read-only file system");
    }
    assertThat(one.resolve("a")).hasContent("one\n");
  }

  @Test
  void leaveCodeTmpAndJavaWhereTheyAre() throws Exception {
    permitted();
    Path code = functions.code(SHELL);
    InstancePool pool = pool(code, layer("one", "a"));

    assertThat(
            run(
                pool,
                "pwd -P; echo x > /tmp/mine && ls /tmp/mine; [ -x $JAVA_HOME/bin/java ]; echo $?"))
        .isEqualTo(code.toRealPath() + "\n/tmp/mine\n0");
    assertThat(run(pool, "echo x > new")).endsWith(": Read-only file system");
  }

  @Test
  void letCodeBeThatLiesBelowTheHostsOpt() throws Exception {
    permitted();
    Machine.requires(Files.isWritable(Path.of("/opt")), "a right to write to /opt");
    Path home = Files.createTempDirectory(Path.of("/opt"), "scf4j-test");
    try {
      Path code = home.resolve("code");
      Files.move(functions.code(SHELL), Files.createDirectory(code).resolve("x"));
      code = code.resolve("x");
      InstancePool pool = pool(code, layer("one", "a"));

      assertThat(run(pool, "pwd -P; ls; cat /opt/a; echo x > new"))
          .startsWith(code + "\nbootstrap\none\n")
          .endsWith(": Read-only file system");
      pool.close();
    } finally {
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** What any other user gets, seen here by becoming one. */
  @Test
  void areAtOptForAUserWhoIsNotRootToo() throws Exception {
    permitted();
    MountNamespace.User user = MountNamespace.User.current().orElseThrow();
    Path setpriv = HostTool.find("setpriv").orElse(null);
    Machine.requires(user.uid() == 0 && setpriv != null, "root and setpriv to become another user");
    MountNamespace.User nobody = new MountNamespace.User(65534, 65533);
    Path code = functions.code(SHELL);
    Path opt = functions.host.layers().of(List.of(layer("one", "a"), layer("two", "b")));
    Path tmp = Files.createDirectory(root.resolve("tmp"));
    for (Path path : List.of(root, functions.instances(), opt.getParent(), opt, code, tmp)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path unshare = HostTool.find("unshare").orElseThrow();
    Path mount = HostTool.find("mount").orElseThrow();
    List<String> command = new ArrayList<>(List.of(setpriv.toString()));
    command.addAll(List.of("--reuid=65534", "--regid=65533", "--clear-groups"));
    command.addAll(MountNamespace.of(unshare, mount, nobody).prefix(code, tmp, Optional.of(opt)));
    command.addAll(
        List.of("/bin/bash", "-c", "id -u; cat /opt/a /opt/b; umount /opt 2>/dev/null || ls /opt"));

    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).directory(code.toFile()).start();

    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Machine.requires(!output.startsWith("unshare: "), "user namespaces: " + output);
    assertThat(output).isEqualTo("65534\none\ntwo\na\nb\n");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void mayHaveTheInterpreterOfTheBootstrap() throws Exception {
    permitted();
    Path layer = layer("one");
    Files.createSymbolicLink(
        Files.createDirectory(layer.resolve("bin")).resolve("mine"), Path.of("/bin/bash"));
    Path code = functions.code(SHELL.replace("#!/bin/bash", "#!/opt/bin/mine"));

    assertThat(run(pool(code, layer), "tr '\\0' ' ' < /proc/$$/cmdline"))
        .startsWith("/opt/bin/mine ");
    assertThat(ShellFunctions.invoke(pool(code, layer("two", "a")), "true").result())
        .contains("Bootstrap names an interpreter that is not there: /opt/bin/mine");
  }

  @Test
  void areNamedByAVariableWhereThereIsNoMountNamespace() throws Exception {
    functions = new ShellFunctions(root, new ManualTime(), MountNamespace.refused("by the test"));
    InstancePool pool = pool(functions.code(SHELL), layer("one", "a"), layer("two", "b"));

    assertThat(run(pool, "cd $SCF4J_OPT && cat a b; echo $LD_LIBRARY_PATH | grep -o :/opt"))
        .isEqualTo("one\ntwo\n:/opt");
  }

  @Test
  void failTheInvocationWhenOneIsMissing() throws Exception {
    functions = new ShellFunctions(root);
    InstancePool pool = pool(functions.code(SHELL), root.resolve("absent"));

    InvocationReport report = ShellFunctions.invoke(pool, "true");

    assertThat(report.statusCode()).isEqualTo(449);
    assertThat(report.result())
        .contains("no instance could be started: ")
        .contains(root.resolve("absent").toString());
  }
}
