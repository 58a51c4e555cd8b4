package io.scf4j.it;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.LocalFunctions;
import io.scf4j.it.harness.Processes;
import io.scf4j.it.harness.Zips;
import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.ScfCloud.Invocation;
import io.scf4j.maven.local.instance.MountNamespace;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What the platform documents of Custom Runtime, with runtimes in five languages on one local SCF:
 * every way to serve an event and every way to fail, by the result and the log that a caller gets.
 * The Java function is on this project's own runtime, which keeps to the protocol by itself; the
 * others also do what a runtime should not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class BootstrapScenariosIT {
  private static final int LIMIT_BYTES = 6 * 1024 * 1024;

  /** What a process of the function {@code usual} finds, as a pattern. */
  private static final Map<String, String> ENVIRONMENT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("HOME", "/home/qcloud"),
              Map.entry("HOSTNAME", "[^ ]+"),
              Map.entry("JAVA_HOME", Pattern.quote(System.getProperty("java.home"))),
              Map.entry("LANG", "C\\.UTF-8"),
              Map.entry("LC_ALL", "C\\.UTF-8"),
              Map.entry("LD_LIBRARY_PATH", "/.+:/opt"),
              Map.entry("LOGNAME", "qcloud"),
              Map.entry("MINE", "value"),
              Map.entry("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
              Map.entry("PWD", "/.+[^/]"),
              Map.entry("SCF_FUNCTIONNAME", "[a-z]+-usual"),
              Map.entry("SCF_FUNCTIONVERSION", "\\$LATEST"),
              Map.entry("SCF_NAMESPACE", "default"),
              Map.entry("SCF_RUNTIME", "CustomRuntime"),
              Map.entry("SCF_RUNTIME_API", "127\\.0\\.0\\.1"),
              Map.entry("SCF_RUNTIME_API_PORT", "[0-9]+"),
              Map.entry("SHELL", "/bin/bash"),
              Map.entry("TENCENTCLOUD_APPID", "1250000000"),
              Map.entry("TENCENTCLOUD_REGION", LocalFunctions.REGION),
              Map.entry("TENCENTCLOUD_RUNENV", "SCF"),
              Map.entry("TENCENTCLOUD_TZ", "UTC"),
              Map.entry("TENCENTCLOUD_UIN", "100000000001"),
              Map.entry("USER", "qcloud"),
              Map.entry("USER_CODE_ROOT", "/.+/"),
              Map.entry("_HANDLER", "index\\.main_handler"),
              Map.entry("_SCF_SERVER_PORT", "28902")));

  @ParameterizedTest(name = "{0}")
  @EnumSource(Bootstrap.class)
  @Target(METHOD)
  @Retention(RUNTIME)
  @interface EveryBootstrap {}

  /** Those that speak the protocol themselves. */
  @ParameterizedTest(name = "{0}")
  @EnumSource(value = Bootstrap.class, mode = Mode.EXCLUDE, names = "JAVA")
  @Target(METHOD)
  @Retention(RUNTIME)
  @interface EveryForeignBootstrap {}

  private final Map<Bootstrap, Path> zips = new EnumMap<>(Bootstrap.class);
  private final Map<String, LocalFunctions.Function> functions = new HashMap<>();
  private Path work;
  private LocalFunctions scf;

  /** For functions of one scenario each: a namespace has 50 at most. */
  private LocalFunctions other;

  @BeforeAll
  void start() {
    work = ItSettings.newWorkDirectory("bootstraps");
    scf = LocalFunctions.start(work.resolve("store"));
    other = LocalFunctions.start(work.resolve("other-store"));
  }

  @AfterAll
  void stop() {
    scf.close();
    other.close();
    boolean gone = Processes.await(Duration.ofSeconds(10), () -> Processes.of(work).isEmpty());
    assertThat(gone).as("%s", Processes.of(work)).isTrue();
  }

  // What it is called with.

  /** Patient with everything; shared by the scenarios. */
  private LocalFunctions.Function usual(Bootstrap bootstrap) throws IOException {
    return function(scf, bootstrap, "usual", 20, Map.of("MINE", "value"));
  }

  /** With a time limit of one second. */
  private LocalFunctions.Function impatient(Bootstrap bootstrap) throws IOException {
    return function(scf, bootstrap, "impatient", 1, Map.of());
  }

  /** One that does something before it is ready. */
  private LocalFunctions.Function starting(Bootstrap bootstrap, String init) throws IOException {
    return function(other, bootstrap, init, 20, Map.of("INIT", init));
  }

  private LocalFunctions.Function function(
      LocalFunctions scf,
      Bootstrap bootstrap,
      String purpose,
      int timeoutS,
      Map<String, String> environment)
      throws IOException {
    Path zip = zips.get(bootstrap);
    if (zip == null) {
      zip = bootstrap.zip(Files.createDirectory(work.resolve(bootstrap.toString())));
      zips.put(bootstrap, zip);
    }
    String name = bootstrap + "-" + purpose;
    LocalFunctions.Function function = functions.get(name);
    if (function == null) {
      int initTimeoutS = purpose.equals("slow") ? 3 : 30;
      function = scf.create(name, zip, timeoutS, initTimeoutS, environment);
      functions.put(name, function);
    }
    return function;
  }

  // What comes of it.

  /** The result, after a look at what every success has in common. */
  private static String result(Invocation invocation) {
    String id = invocation.functionRequestId();
    assertThat(invocation.invokeResult()).as(invocation.retMsg()).isZero();
    assertThat(invocation.errMsg()).isEmpty();
    assertThat(invocation.memUsageBytes()).isPositive();
    assertThat(invocation.log())
        .contains("\nResponse RequestId:" + id + " RetMsg:\"")
        .doesNotContain("\nERROR ")
        .containsPattern(
            "\nEND RequestId:"
                + id
                + "\nReport RequestId:"
                + id
                + " Duration:\\d+ms Memory:256MB MemUsage:[0-9.]+MB\n$");
    return invocation.retMsg();
  }

  /** The error's message, after a look at what every failure has in common. */
  private static String failure(int statusCode, Invocation invocation) {
    String id = invocation.functionRequestId();
    assertThat(invocation.invokeResult()).as(invocation.retMsg()).isEqualTo(-1);
    assertThat(invocation.errMsg()).isEqualTo(invocation.retMsg());
    assertThat(invocation.log())
        .contains(
            "\nERROR RequestId:" + id + " Result:" + invocation.retMsg() + "\nEND RequestId:" + id)
        .doesNotContain("\nResponse ")
        .containsPattern("\nReport RequestId:" + id + " Duration:\\d+ms Memory:256MB .*MB\n$");
    JsonObject json = JsonParser.parseString(invocation.retMsg()).getAsJsonObject();
    assertThat(json.keySet())
        .containsExactlyInAnyOrder("errorCode", "errorMessage", "requestId", "statusCode");
    assertThat(json.get("requestId").getAsString()).isEqualTo(id);
    assertThat(json.get("statusCode").getAsInt()).as(invocation.retMsg()).isEqualTo(statusCode);
    assertThat(json.get("errorCode").getAsInt()).isIn(-1, 1);
    return json.get("errorMessage").getAsString();
  }

  private static String command(String name) {
    return "\"do:" + name + "\"";
  }

  // Events and results.

  @EveryBootstrap
  void echoesEveryEventByteForByte(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = usual(bootstrap);
    for (String event :
        List.of(
            "7",
            "\"text\"",
            "{}",
            " {\"a\" : [1,\n\t2.50, null]}\n\n",
            "{\"深圳\":\"Zürich \uD83D\uDE00 \\u0000 \\n\"}",
            "\"100% \\\\ $HOME `id` ' & ;\"")) {
      assertThat(result(function.invoke(event))).isEqualTo(event);
    }
  }

  @EveryBootstrap
  void takesSixMegabytesBothWays(Bootstrap bootstrap) throws IOException {
    String event = "\"" + "x".repeat(LIMIT_BYTES - 2) + "\"";

    assertThat(result(usual(bootstrap).invoke(event)).equals(event)).isTrue();
  }

  @EveryBootstrap
  void failsWithAResultOverSixMegabytesAndGoesOn(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = usual(bootstrap);
    String before = result(function.invoke(command("pid")));

    if (bootstrap == Bootstrap.JAVA) { // its runtime does not even send it
      assertThat(failure(430, function.invoke(command("large"))))
          .contains("The result has 6291457 bytes, SCF takes at most 6291456");
    } else {
      assertThat(failure(407, function.invoke(command("large")))).contains("6 MB");
    }

    assertThat(result(function.invoke(command("pid")))).isEqualTo(before);
  }

  @EveryBootstrap
  void returnsAnEmptyResult(Bootstrap bootstrap) throws IOException {
    assertThat(result(usual(bootstrap).invoke(command("empty")))).isEmpty();
  }

  @EveryBootstrap
  void reportsWhatTheFunctionCallsAnErrorAndKeepsTheInstance(Bootstrap bootstrap)
      throws IOException {
    LocalFunctions.Function function = usual(bootstrap);
    String before = result(function.invoke(command("pid")));

    String message = failure(430, function.invoke(command("error")));

    if (bootstrap == Bootstrap.JAVA) {
      JsonObject error = JsonParser.parseString(message).getAsJsonObject();
      assertThat(error.get("errorMessage").getAsString()).isEqualTo("failed on purpose");
    } else {
      assertThat(message).isEqualTo("failed on purpose");
    }
    assertThat(result(function.invoke(command("pid")))).isEqualTo(before);
  }

  @EveryForeignBootstrap
  void countsTheFirstResultOnly(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = usual(bootstrap);

    Invocation twice = function.invoke(command("twice"));
    Invocation next = function.invoke("\"the next\"");

    assertThat(result(twice)).isEqualTo("first");
    assertThat(result(next)).isEqualTo("\"the next\"");
    assertThat(twice.log() + next.log()) // behind the first log, or in time for it
        .contains("\nWarning: a result was ignored after ")
        .contains(" (POST /runtime/invocation/response HTTP/1.1)\n")
        .contains(" (POST /runtime/invocation/error HTTP/1.1)\n");
  }

  /** Of two connections that were given the same event, one answers it, the other the next one. */
  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"C", "PYTHON"})
  void neverCountsALateResultForTheNextEvent(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = usual(bootstrap);

    assertThat(result(function.invoke(command("answer-late")))).isEqualTo("in time");
    assertThat(result(function.invoke("\"the next\""))).isEqualTo("\"the next\"");
    assertThat(result(function.invoke("\"the last\""))).isEqualTo("\"the last\"");
  }

  @EveryForeignBootstrap
  void givesTheSameEventAgainUntilItsResult(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = usual(bootstrap);

    assertThat(result(function.invoke(command("fetch-again")))).isEqualTo("same");
    assertThat(result(function.invoke(command("fetch-again")))).isEqualTo("same");
    assertThat(result(function.invoke("\"the next\""))).isEqualTo("\"the next\"");
  }

  // Logs.

  @EveryBootstrap
  void logsWhatItWritesToStdoutAndStderrBetweenThePlatformsLines(Bootstrap bootstrap)
      throws IOException {
    LocalFunctions.Function function = starting(bootstrap, "print");

    Invocation first = function.invoke(command("print"));
    Invocation second = function.invoke(command("print"));

    String id = first.functionRequestId();
    assertThat(result(first)).isEqualTo("printed");
    assertThat(first.log())
        .matches(
            "START RequestId:"
                + id
                + "\ninit to stdout\ninit to stderr\nInit Report RequestId: "
                + id
                + " Coldstart: \\d+ms \\(PullCode: \\d+ms InitRuntime: \\d+ms InitFunction: \\d+ms\\)"
                + " Memory: 256MB MemUsage: [0-9.]+MB\nto stdout\nto stderr\nResponse RequestId:"
                + id
                + " RetMsg:\"printed\"\nEND RequestId:"
                + id
                + "\nReport RequestId:"
                + id
                + " Duration:\\d+ms Memory:256MB MemUsage:[0-9.]+MB\n");
    assertThat(second.log())
        .startsWith(
            "START RequestId:"
                + second.functionRequestId()
                + "\nto stdout\nto stderr\nResponse RequestId:"
                + second.functionRequestId());
  }

  // Its surroundings.

  @EveryBootstrap
  void cannotWriteBesideItsCode(Bootstrap bootstrap) throws IOException {
    requireMountNamespaces();

    assertThat(result(usual(bootstrap).invoke(command("write-code"))))
        .containsIgnoringCase("read-only file system");
  }

  @EveryBootstrap
  void writesToItsOwnTmpAndFindsItThereAgain(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = function(other, bootstrap, "tmp", 20, Map.of());

    assertThat(result(function.invoke(command("write-tmp")))).isEqualTo("1");
    assertThat(result(function.invoke(command("write-tmp")))).isEqualTo("2");
    failure(439, function.invoke(command("exit")));
    assertThat(result(function.invoke(command("write-tmp")))).isEqualTo("1");
    if (MountNamespace.probe(work.resolve("probe")).refusal().isEmpty()) {
      assertThat(Path.of("/tmp/lines")).doesNotExist();
    }
  }

  @EveryBootstrap
  void hasTheDocumentedEnvironmentAndItsOwnVariables(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = usual(bootstrap);
    Map<String, String> environment = new TreeMap<>();
    for (String line : result(function.invoke(command("environment"))).split("\n", -1)) {
      if (!line.isEmpty()) {
        String[] variable = line.split("=", 2);
        environment.put(variable[0], variable[1]);
      }
    }
    environment.remove("TMPDIR"); // where it has no /tmp of its own
    if (bootstrap == Bootstrap.JAVA) { // a shell starts it, and some add these
      environment.keySet().removeAll(List.of("SHLVL", "_", "OLDPWD"));
    }

    assertThat(environment.keySet()).containsExactlyElementsOf(ENVIRONMENT.keySet());
    ENVIRONMENT.forEach(
        (name, pattern) -> assertThat(environment.get(name)).as(name).matches(pattern));
    assertThat(environment)
        .containsEntry("SCF_FUNCTIONNAME", function.name())
        .containsEntry("USER_CODE_ROOT", environment.get("PWD") + "/")
        .containsEntry("LD_LIBRARY_PATH", environment.get("PWD") + ":/opt");
  }

  // The start.

  @EveryForeignBootstrap
  void holdsNextUntilTheFunctionIsReady(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = starting(bootstrap, "next-first");

    assertThat(result(function.invoke("\"one\""))).isEqualTo("\"one\"");
    assertThat(result(function.invoke("\"two\""))).isEqualTo("\"two\"");
  }

  @EveryForeignBootstrap
  void ignoresASecondReadyAndAResultOfNothing(Bootstrap bootstrap) throws IOException {
    assertThat(result(starting(bootstrap, "ready-twice").invoke("\"one\""))).isEqualTo("\"one\"");
    Invocation answered = starting(bootstrap, "result-first").invoke("\"one\"");
    assertThat(result(answered)).isEqualTo("\"one\"");
    assertThat(answered.log())
        .containsPattern(
            "\nWarning: a result was ignored after \\d+ ms: there is no event to answer"
                + " \\(POST /runtime/invocation/response HTTP/1.1\\)\nInit Report ");
  }

  @EveryBootstrap
  void endsAFunctionThatIsNotReadyInTime(Bootstrap bootstrap) throws IOException {
    Invocation invocation = starting(bootstrap, "slow").invoke("{}");

    assertThat(failure(450, invocation)).contains("initialization timeout").contains("3 seconds");
    assertThat(invocation.log()).contains("\nloading\nERROR ");
  }

  @EveryBootstrap
  void saysHowTheProcessEndedBeforeItWasReady(Bootstrap bootstrap) throws IOException {
    Invocation exit = starting(bootstrap, "exit").invoke("{}");
    Invocation signal = starting(bootstrap, "signal").invoke("{}");

    assertThat(failure(450, exit))
        .contains("initialization timeout: bootstrap ended during initialization")
        .contains("exit code 3");
    assertThat(exit.log()).contains("\nno database\n");
    assertThat(failure(450, signal)).contains("killed by signal 9 (SIGKILL)");
    assertThat(signal.log()).contains("\nno database\n");
  }

  /** The platform has no call for it, so our runtime answers the first event with it. */
  @Test
  void answersTheFirstEventWithAnErrorOfTheJavaFunctionsStart() throws IOException {
    Invocation invocation = starting(Bootstrap.JAVA, "throw").invoke("{}");

    assertThat(failure(430, invocation)).contains("no database");
  }

  @Test
  void saysWhatIsWrongWithABootstrapThatCannotBeStarted() throws IOException {
    String script = "#!/bin/bash\nexit 0\n";

    Invocation plain = broken("plain", "bootstrap", script, 0100644).invoke("{}");
    Invocation crlf =
        broken("crlf", "bootstrap", script.replace("\n", "\r\n"), 0100755).invoke("{}");
    Invocation missing = broken("missing", "Bootstrap", script, 0100755).invoke("{}");

    assertThat(plain.retMsg())
        .isEqualTo(
            "{\"errorCode\":1,\"errorMessage\":\"ReloadFail: Bootstrap not executable\\n\",\"requestId\":\""
                + plain.functionRequestId()
                + "\",\"statusCode\":443}");
    failure(443, plain);
    assertThat(failure(443, crlf)).contains("CRLF line ends");
    assertThat(failure(443, missing)).contains("Bootstrap does not exist");
  }

  private LocalFunctions.Function broken(String name, String file, String script, int mode)
      throws IOException {
    byte[] content = script.getBytes(StandardCharsets.US_ASCII);
    Path zip = work.resolve(name + ".zip");
    Files.write(zip, Zips.of(file, content, mode, List.of()));
    return other.create(name, zip, 3, 3, Map.of());
  }

  // The end.

  @EveryBootstrap
  void endsAHandlerThatIsTooSlowAndStartsAfresh(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = impatient(bootstrap);
    String before = result(function.invoke(command("pid")));

    Invocation slow = function.invoke(command("sleep"));

    assertThat(slow.retMsg())
        .isEqualTo(
            "{\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 1 seconds\",\"requestId\":\""
                + slow.functionRequestId()
                + "\",\"statusCode\":433}");
    failure(433, slow);
    assertThat(slow.log()).contains("\nsleeping\nERROR ");
    assertThat(slow.durationMs()).isGreaterThanOrEqualTo(1000);
    assertThat(result(function.invoke(command("pid")))).isNotEqualTo(before);
  }

  @EveryForeignBootstrap
  void tellsAnEventThatWasNeverFetchedFromAHandlerThatIsTooSlow(Bootstrap bootstrap)
      throws IOException {
    LocalFunctions.Function function = impatient(bootstrap);
    String before = result(function.invoke(command("pid")));
    assertThat(result(function.invoke(command("leave")))).isEqualTo("no more");

    Invocation unfetched = function.invoke("{}");

    assertThat(failure(433, unfetched))
        .isEqualTo("Waiting for the event to be fetched timed out after 1 seconds");
    assertThat(unfetched.durationMs()).isZero();
    assertThat(result(function.invoke(command("pid")))).isNotEqualTo(before);
  }

  @EveryBootstrap
  void saysHowTheProcessEndedDuringAnEventAndStartsAfresh(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = usual(bootstrap);
    String before = result(function.invoke(command("pid")));

    Invocation exit = function.invoke(command("exit"));
    Invocation signal = function.invoke(command("signal"));

    assertThat(failure(439, exit)).isEqualTo("User process exit when running: exit code 4");
    assertThat(exit.log()).contains("\nleaving\n");
    assertThat(failure(439, signal))
        .isEqualTo("User process exit when running: killed by signal 9 (SIGKILL)");
    assertThat(signal.log()).contains("\nleaving\n");
    assertThat(result(function.invoke(command("pid")))).isNotEqualTo(before);
  }

  @EveryBootstrap
  void endsAnInstanceAboveItsMemoryAndStartsAfresh(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function = usual(bootstrap);
    String before = result(function.invoke(command("pid")));

    Invocation full = function.invoke(command("fill"));

    assertThat(failure(434, full))
        .matches("MemoryLimitReached: the memory limit is 256 MB, \\d+\\.\\d MB were in use");
    assertThat(full.log()).contains("\nfilling\nERROR ");
    assertThat(full.memUsageBytes()).isGreaterThan(256L * 1024 * 1024);
    assertThat(result(function.invoke(command("pid")))).isNotEqualTo(before);
  }

  // Asked to end: the one time for which SIGTERM is documented.

  /** This project's runtime handles the signal always; node catches it and ends itself by it. */
  @EveryForeignBootstrap
  void endsAFunctionThatDoesNotHandleTheSignalAndSaysSo(Bootstrap bootstrap) throws Exception {
    JsonObject log = terminated(usual(bootstrap), "sleep", ",'GraceShutdown':true");

    assertThat(log.get("RetMsg").getAsString())
        .contains("killed by signal 15 (SIGTERM)")
        .contains("\"statusCode\":439");
    String outcome = bootstrap == Bootstrap.NODE ? "received successfully" : "reception failed";
    assertThat(log.get("Log").getAsString())
        .contains("\nsleeping\n[PLATFORM] Signal " + outcome + ".\nERROR RequestId:");
  }

  @EveryBootstrap
  void letsAFunctionThatHandlesTheSignalAnswerAndEndsIt(Bootstrap bootstrap) throws Exception {
    LocalFunctions.Function function = usual(bootstrap);
    String before = result(function.invoke(command("pid")));

    JsonObject log = terminated(function, "until-term", ",'GraceShutdown':true");

    assertThat(log.get("RetMsg").getAsString()).isEqualTo("asked to end");
    assertThat(log.get("Log").getAsString())
        .contains("\n[PLATFORM] Signal received successfully.\nResponse RequestId:");
    assertThat(result(function.invoke(command("pid")))).isNotEqualTo(before);
  }

  @EveryBootstrap
  void endsAFunctionByForceWithoutGrace(Bootstrap bootstrap) throws Exception {
    JsonObject log = terminated(usual(bootstrap), "until-term", "");

    assertThat(log.get("RetMsg").getAsString())
        .contains("killed by signal 9 (SIGKILL)")
        .contains("\"statusCode\":439");
    assertThat(log.get("Log").getAsString()).doesNotContain("[PLATFORM]");
  }

  /** The log of an event that was terminated half a second after it had been sent. */
  private JsonObject terminated(LocalFunctions.Function function, String command, String more)
      throws Exception {
    function.invoke("\"warm\""); // so that it is handled at once
    String name = "{'FunctionName':'" + function.name() + "',";
    String event = "'InvocationType':'Event','ClientContext':'\\'do:" + command + "\\''}";
    String id =
        scf.call("Invoke", name + event)
            .getAsJsonObject("Result")
            .get("FunctionRequestId")
            .getAsString();
    Thread.sleep(500);
    scf.call("TerminateAsyncEvent", name + "'InvokeRequestId':'" + id + "'" + more + "}");
    JsonArray logs = new JsonArray();
    while (logs.isEmpty()) {
      Thread.sleep(20);
      logs =
          scf.call("GetFunctionLogs", name + "'FunctionRequestId':'" + id + "'}")
              .getAsJsonArray("Data");
    }
    return logs.get(0).getAsJsonObject();
  }

  // Under load.

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"PYTHON", "NODE"})
  void readsALargeEventSlowly(Bootstrap bootstrap) throws IOException {
    LocalFunctions.Function function =
        function(other, bootstrap, "slow-reader", 30, Map.of("READ", "slow"));
    String event = "\"" + "y".repeat(LIMIT_BYTES - 2) + "\"";

    Invocation invocation = function.invoke(event);

    assertThat(result(invocation).equals(event)).isTrue();
    assertThat(invocation.durationMs()).isGreaterThan(1000);
    assertThat(result(function.invoke("7"))).isEqualTo("7");
  }

  /** More than there may be instances: some are refused first, and come again. */
  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"PYTHON", "NODE"})
  void givesTwentyCallersAtOnceTheirOwnResults(Bootstrap bootstrap) throws Exception {
    LocalFunctions.Function function = usual(bootstrap);
    ExecutorService callers = Executors.newFixedThreadPool(20);
    try {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String event = "{\"caller\":" + i + "}";
        results.add(callers.submit(() -> persistently(function, event)));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(results.get(i).get()).isEqualTo("{\"caller\":" + i + "}");
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static String persistently(LocalFunctions.Function function, String event)
      throws InterruptedException {
    while (true) {
      try {
        Invocation invocation = function.invoke(event);
        if (!invocation.retMsg().contains("\"statusCode\":432}")) {
          return result(invocation);
        }
      } catch (CloudException e) {
        if (!e.getMessage().contains("Limit")) {
          throw e;
        }
      }
      Thread.sleep(20);
    }
  }

  /** Where they are refused the test is skipped, and fails where CI has to be complete. */
  private void requireMountNamespaces() {
    String refusal = MountNamespace.probe(work.resolve("probe")).refusal().orElse("");
    if (!refusal.isEmpty() && ItSettings.isCi()) {
      throw new AssertionError("CI needs mount namespaces and has none: " + refusal);
    }
    assumeTrue(refusal.isEmpty(), "no mount namespaces on this machine: " + refusal);
  }
}
