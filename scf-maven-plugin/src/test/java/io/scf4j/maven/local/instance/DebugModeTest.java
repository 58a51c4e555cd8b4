package io.scf4j.maven.local.instance;

import static io.scf4j.maven.local.instance.ShellFunctions.eventually;
import static io.scf4j.maven.local.instance.ShellFunctions.handling;
import static io.scf4j.maven.local.instance.ShellFunctions.invoke;
import static io.scf4j.maven.local.instance.ShellFunctions.invokeLater;
import static io.scf4j.maven.local.instance.ShellFunctions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A function under a Java debugger. */
@Timeout(60)
class DebugModeTest {
  @TempDir Path root;
  private final ManualTime time = new ManualTime();
  private ShellFunctions functions;
  private int port;

  @BeforeEach
  void begin() throws IOException {
    functions = new ShellFunctions(root, time);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    functions.close();
  }

  private InstancePool debugged(String function, Path code) {
    return functions.pool(spec(function, code, 128, 1), PoolOptions.of(5).withDebugPort(port));
  }

  @Test
  void makesTheFunctionsJvmListenForADebuggerOnLoopback() throws Exception {
    InstancePool pool =
        debugged(
            "sample",
            functions.code(handling("response \"$($JAVA_HOME/bin/java -version 2>&1)\"")));

    assertThat(invoke(pool, "{}").result())
        .contains(
            "Picked up JAVA_TOOL_OPTIONS:"
                + " -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:"
                + port)
        .contains("Listening for transport dt_socket at address: " + port);
  }

  @Test
  void saysThatAJreInThePackageHasNoDebugger() throws Exception {
    Path code = functions.code(handling("response ok"));
    Path lib = Files.createDirectories(code.resolve("jre/lib"));
    Files.writeString(lib.resolve("modules"), "");
    InstancePool pool = debugged("sample", code);

    InvocationReport refused = invoke(pool, "{}");

    assertThat(refused.statusCode()).isEqualTo(449);
    assertThat(refused.result())
        .contains("the JRE in the package has no debugger; package the function with -Dscf.debug");
    Files.writeString(lib.resolve("libjdwp.so"), "");
    assertThat(invoke(pool, "{}").result()).isEqualTo("ok");
  }

  @Test
  void keepsTheFunctionsOwnJavaOptions() {
    InstanceSpec spec =
        new InstanceSpec(
            "default", "f", "1", "r", "h", 128, 3, 3, Map.of("JAVA_TOOL_OPTIONS", "-Xint"), root);

    assertThat(DebugMode.of(spec, 5005).environment())
        .isEqualTo(
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Xint -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005"));
  }

  @Test
  void lastsHoursAndTellsTheFunctionSo() throws Exception {
    Path code =
        functions.code(
            handling("sleep 1.2; response \"$limit\"")
                .replace("event=$(curl -sS", "event=$(curl -sS -D $tmp/head")
                .replace(
                    "sleep 1.2;", "sleep 1.2; limit=$(grep Time_Limit $tmp/head | tr -d '\\r');"));
    InstancePool pool = debugged("sample", code);

    InvocationReport report = invoke(pool, "{}");

    assertThat(report.result()).isEqualTo("Time_Limit_In_Ms: 14400000");
    assertThat(report.durationMs()).isGreaterThan(1000.0);
    time.pass(Duration.ofHours(3));
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void hasOneInstance() throws Exception {
    Path code = functions.code(handling("until [ -e gate ]; do sleep 0.05; done; response ok"));
    InstancePool pool = debugged("sample", code);
    CompletableFuture<InvocationReport> first = invokeLater(pool, "{}");
    eventually(() -> pool.size() == 1);

    InvocationReport second = invoke(pool, "{}");
    Files.createFile(code.resolve("gate"));

    assertThat(second.statusCode()).isEqualTo(432);
    assertThat(second.result()).contains("all 1 instances are busy");
    assertThat(first.get().result()).isEqualTo("ok");
  }

  @Test
  void refusesASecondFunctionOnThePortAndNamesTheFirst() throws Exception {
    Path code = functions.code(handling("response ok"));
    InstancePool first = debugged("first", code);
    InstancePool second = debugged("second", code);
    assertThat(invoke(first, "{}").result()).isEqualTo("ok");

    InvocationReport refused = invoke(second, "{}");

    assertThat(refused.statusCode()).isEqualTo(449);
    assertThat(refused.result())
        .contains(
            "InsufficientResources: debug port "
                + port
                + " is in use by function [ first ], version $LATEST, in namespace default; debug one function at a"
                + " time, or choose another port with -Dscf.debug");
    assertThat(second.size()).isZero();
    first.close();
    assertThat(invoke(second, "{}").result()).isEqualTo("ok");
  }

  @Test
  void waitsForAnInstanceOfReplacedCodeThatIsOnItsWay() throws Exception {
    InstancePool before = debugged("sample", functions.code(handling("response before")));
    InstancePool after = debugged("sample", functions.code(handling("response after")));
    assertThat(invoke(before, "{}").result()).isEqualTo("before");
    CompletableFuture<InvocationReport> next = invokeLater(after, "{}");
    Thread.sleep(200);

    before.retire();

    assertThat(next.get().result()).isEqualTo("after");
  }

  @Test
  void saysThatReplacedCodeStillServesAnEvent() throws Exception {
    Path code = functions.code(handling("until [ -e gate ]; do sleep 0.05; done; response ok"));
    InstancePool before = debugged("sample", code);
    InstancePool after = debugged("sample", functions.code(handling("response after")));
    CompletableFuture<InvocationReport> stopped = invokeLater(before, "{}");
    eventually(() -> before.size() == 1);
    before.retire();

    InvocationReport refused = invoke(after, "{}");

    assertThat(refused.statusCode()).isEqualTo(449);
    assertThat(refused.result())
        .contains(
            "debug port "
                + port
                + " is in use by what function [ sample ], version $LATEST, in namespace default,"
                + " was before it was deployed anew: that still serves an event. Let it go on in"
                + " the debugger");
    Files.createFile(code.resolve("gate"));
    assertThat(stopped.get().result()).isEqualTo("ok");
    assertThat(invoke(after, "{}").result()).isEqualTo("after");
  }

  @Test
  void saysWhenAnotherProgramHasThePort() throws Exception {
    InstancePool pool = debugged("sample", functions.code(handling("response ok")));
    byte[] loopback = {127, 0, 0, 1};
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(loopback))) {
      assertThat(socket.isBound()).isTrue();
      assertThat(invoke(pool, "{}").result())
          .contains("debug port " + port + " is in use by another program");
    }
    assertThat(invoke(pool, "{}").result()).isEqualTo("ok");
  }
}
