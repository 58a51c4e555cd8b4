package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several functions that are invoked, updated, published, aliased, deleted and made anew at random
 * while their instances are killed: each invocation gets one result, from a version that it may
 * have been led to, and in the end nothing is left. The seed is in the report and in each failure;
 * {@code -Dscf4j.test.seed} repeats its decisions, {@code -Dscf4j.test.rounds} and {@code
 * -Dscf4j.test.seconds} make more of it.
 */
class LocalScfPropertyTest {
  private static final int CALLERS = 6;
  private static final List<String> NAMES = List.of("alpha", "beta", "gamma");
  private static final List<String> KINDS =
      List.of("error", "slow", "exit", "die", "child", "bye", "bye");

  /** A process that is killed may be given an event a moment later, as far as others see. */
  private static final long KILL_MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @TempDir Path root;

  /** What was asked for and what came of it. */
  private record Outcome(
      FunctionModel model,
      String qualifier,
      String kind,
      String token,
      long from,
      long to,
      JsonObject response) {}

  @Test
  void givesEachInvocationOneResultOfItsVersionAndLeavesNothing(TestReporter reporter)
      throws Exception {
    long seed = Long.getLong("scf4j.test.seed", System.nanoTime());
    for (int round = 0; round < Integer.getInteger("scf4j.test.rounds", 1); round++) {
      reporter.publishEntry("seed", Long.toString(seed + round));
      new Round(root.resolve("store-" + round), seed + round, reporter).run();
    }
  }

  /** One life of a local SCF. */
  private static final class Round {
    private final Path store;
    private final long seed;
    private final TestReporter reporter;
    private final List<FunctionModel> models = NAMES.stream().map(FunctionModel::new).toList();
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Map<String, String> accepted = new HashMap<>();
    private final ConcurrentLinkedQueue<Long> pids = new ConcurrentLinkedQueue<>();
    private Set<String> portsBefore;
    private CloudClient client;
    private long end;

    Round(Path store, long seed, TestReporter reporter) {
      this.store = store;
      this.seed = seed;
      this.reporter = reporter;
    }

    private LocalScf start() {
      LocalScf scf =
          LocalScf.start(
              new LocalScf.Options(
                  store,
                  0,
                  Duration.ofSeconds(5),
                  Duration.ofMillis(20),
                  4,
                  Duration.ofMillis(100)));
      client = new CloudClient(scf.access());
      return scf;
    }

    void run() throws Exception {
      try (NotingFunction functions = new NotingFunction()) {
        portsBefore = ListeningPorts.now();
        List<FunctionOperator> operators = new ArrayList<>();
        AtomicInteger marks = new AtomicInteger();
        try (LocalScf scf = start()) {
          for (int i = 0; i < models.size(); i++) {
            Random random = new Random(seed - i);
            operators.add(new FunctionOperator(client, models.get(i), functions, random, marks));
            operators.get(i).create();
          }
          disturb(operators);
          awaitAccepted();
        }
        nothingIsLeft();
        check(functions);
        check(history());
        try (LocalScf scf = start()) {
          for (FunctionModel model : models) {
            for (String qualifier : qualifiers(model)) {
              invoke(model, qualifier, "ok");
            }
          }
          for (FunctionModel model : models) {
            new FunctionOperator(client, model, functions, new Random(seed), marks).delete();
          }
        }
        check(functions);
        nothingIsLeft();
        for (String directory : List.of("unpacked", "logs/default", "functions/default")) {
          assertThat(store.resolve(directory)).as(message(directory)).isEmptyDirectory();
        }
      }
    }

    private String message(String what) {
      return what + ", seed " + seed;
    }

    private void disturb(List<FunctionOperator> operators) throws Exception {
      end =
          System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.getInteger("scf4j.test.seconds", 8));
      ExecutorService threads = Executors.newCachedThreadPool();
      try {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
          Random random = new Random(seed + 1 + i);
          running.add(threads.submit(untilTheEnd(() -> call(random))));
        }
        for (int i = 0; i < operators.size(); i++) {
          FunctionOperator operator = operators.get(i);
          Random random = new Random(seed - 10 - i);
          running.add(
              threads.submit(
                  untilTheEnd(
                      () -> {
                        operator.change();
                        Thread.sleep(random.nextInt(250));
                      })));
        }
        Random random = new Random(seed - 20);
        running.add(threads.submit(untilTheEnd(() -> kill(random))));
        for (Future<?> one : running) {
          one.get(120 + Integer.getInteger("scf4j.test.seconds", 8), TimeUnit.SECONDS);
        }
      } catch (Exception e) {
        throw new AssertionError(message("disturbed"), e);
      } finally {
        threads.shutdownNow();
      }
    }

    private interface Work {
      void run() throws Exception;
    }

    private Callable<Void> untilTheEnd(Work work) {
      return () -> {
        while (System.nanoTime() < end) {
          work.run();
        }
        return null;
      };
    }

    private static List<String> qualifiers(FunctionModel model) {
      List<String> all = new ArrayList<>(model.versions());
      all.addAll(model.aliases());
      all.add("$LATEST");
      return all;
    }

    private void call(Random random) throws Exception {
      FunctionModel model = models.get(random.nextInt(models.size()));
      List<String> qualifiers = qualifiers(model);
      String qualifier =
          random.nextBoolean() ? "$LATEST" : qualifiers.get(random.nextInt(qualifiers.size()));
      String kind = random.nextInt(5) > 0 ? "ok" : KINDS.get(random.nextInt(KINDS.size()));
      if (random.nextInt(8) == 0) {
        accept(model, qualifier, random.nextInt(4) > 0 ? "ok" : "exit");
      } else {
        invoke(model, qualifier, kind);
      }
    }

    private static JsonObject invocation(
        FunctionModel model, String qualifier, String kind, String token) {
      JsonObject parameters = new JsonObject();
      parameters.addProperty("FunctionName", model.name);
      parameters.addProperty("Qualifier", qualifier);
      parameters.addProperty(
          "ClientContext", "{\"do\":\"" + kind + "\",\"token\":\"" + token + "\"}");
      return parameters;
    }

    private void invoke(FunctionModel model, String qualifier, String kind) throws Exception {
      String token = UUID.randomUUID().toString();
      String parameters = invocation(model, qualifier, kind, token).toString();
      long from = System.nanoTime();
      JsonObject response = client.call("Invoke", parameters);
      Outcome outcome =
          new Outcome(model, qualifier, kind, token, from, System.nanoTime(), response);
      outcomes.add(outcome);
      if (status(outcome) == 200) {
        String[] fields = result(outcome).split("\\|");
        pids.add(Long.parseLong(fields[fields.length - 1]));
      } else if (status(outcome) == 432) {
        Thread.sleep(20);
      }
    }

    private void accept(FunctionModel model, String qualifier, String kind) throws Exception {
      String token = UUID.randomUUID().toString();
      JsonObject parameters = invocation(model, qualifier, kind, token);
      parameters.addProperty("InvocationType", "Event");
      JsonObject response = client.call("Invoke", parameters.toString());
      if (!response.has("Error")) {
        synchronized (accepted) {
          accepted.put(response.get("RequestId").getAsString(), kind + " " + token);
        }
      }
    }

    /** A process that has answered of late, if it lives and is a function of this store. */
    private void kill(Random random) throws Exception {
      Thread.sleep(random.nextInt(800));
      Long pid = null;
      for (Long next = pids.poll(); next != null; next = pids.poll()) {
        pid = next;
      }
      if (pid != null && ProcessesOf.directory(store, pid)) {
        String environment = ProcessesOf.environment(pid);
        FunctionModel killed =
            models.stream()
                .filter(model -> environment.contains("SCF_FUNCTIONNAME=" + model.name + "\0"))
                .findFirst()
                .orElse(null);
        if (killed != null) {
          killed.killed();
          ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
      }
    }

    private void awaitAccepted() throws Exception {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      Map<String, Integer> statuses = new TreeMap<>();
      for (String id : accepted.keySet()) {
        String status = "RUNNING";
        while (status.equals("RUNNING")) {
          assertThat(System.nanoTime()).as(message("event " + id)).isLessThan(deadline);
          status =
              client
                  .ok("GetAsyncEventStatus", "{'InvokeRequestId':'" + id + "'}")
                  .getAsJsonObject("Result")
                  .get("Status")
                  .getAsString();
          Thread.sleep(2);
        }
        statuses.merge(status, 1, Integer::sum);
        accepted.put(id, accepted.get(id) + " " + status);
      }
      reporter.publishEntry("events", statuses.toString());
    }

    private void nothingIsLeft() throws Exception {
      assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5)))
          .as(message("processes"))
          .isEmpty();
      assertThat(ListeningPorts.now()).as(message("ports")).isEqualTo(portsBefore);
      StoreOrder.check(store, message("store"));
    }

    private static String result(Outcome outcome) {
      return outcome.response().getAsJsonObject("Result").get("RetMsg").getAsString();
    }

    /** 200, the number of the failure, or 0 when the call was refused. */
    private static int status(Outcome outcome) {
      if (outcome.response().has("Error")) {
        return 0;
      }
      boolean failed =
          outcome.response().getAsJsonObject("Result").get("InvokeResult").getAsInt() != 0;
      return failed
          ? JsonParser.parseString(result(outcome)).getAsJsonObject().get("statusCode").getAsInt()
          : 200;
    }

    private void check(NotingFunction functions) {
      Map<Integer, Integer> statuses = new TreeMap<>();
      for (Outcome outcome : outcomes) {
        check(outcome, functions.given(outcome.token()));
        statuses.merge(status(outcome), 1, Integer::sum);
      }
      reporter.publishEntry("results", statuses.toString());
      assertThat(statuses.get(200)).as(message("successes")).isGreaterThan(20);
      for (String event : accepted.values()) {
        String[] fields = event.split(" ");
        if (fields[2].equals("FINISHED")) {
          assertThat(fields[0]).as(message(event)).isEqualTo("ok");
          assertThat(functions.given(fields[1])).as(message(event)).isPositive();
        }
      }
    }

    private void check(Outcome outcome, int given) {
      Set<String> answers =
          outcome.model().answers(outcome.qualifier(), outcome.from(), outcome.to());
      String what = message(outcome + ", given " + given + ", possible " + answers);
      int status = status(outcome);
      assertThat(given).as(what).isLessThanOrEqualTo(1);
      if (status == 0) {
        assertThat(CloudClient.code(outcome.response()))
            .as(what)
            .isIn(
                "ResourceNotFound.Function",
                "ResourceNotFound.Qualifier",
                "FailedOperation.FunctionStatusError");
        assertThat(answers).as(what).contains("none");
        assertThat(given).as(what).isZero();
        return;
      }
      JsonObject result = outcome.response().getAsJsonObject("Result");
      assertThat(result.get("FunctionRequestId"))
          .as(what)
          .isEqualTo(outcome.response().get("RequestId"));
      assertThat(status).as(what).isIn(possible(outcome, given));
      if (status == 200 || status == 430) {
        String answer =
            status == 200
                ? result(outcome)
                : JsonParser.parseString(result(outcome))
                    .getAsJsonObject()
                    .get("errorMessage")
                    .getAsString();
        String[] fields = answer.split("\\|");
        assertThat(fields).as(what).hasSize(6);
        assertThat(fields[0]).as(what).isEqualTo(outcome.model().name);
        assertThat(fields[4]).as(what).isEqualTo(outcome.token());
        assertThat(fields[1] + "|" + fields[2] + "|" + fields[3]).as(what).isIn(answers);
        assertThat(given).as(what).isOne();
      }
    }

    private static Set<Integer> possible(Outcome outcome, int given) {
      Set<Integer> possible = new HashSet<>();
      switch (outcome.kind()) {
        case "ok", "child", "bye" -> possible.add(200);
        case "error" -> possible.add(430);
        case "slow" -> possible.add(433);
        default -> possible.add(439);
      }
      if (given == 0) {
        possible.remove(200);
        possible.remove(430);
        possible.add(432);
      }
      if (outcome.to() - outcome.from() >= TIMEOUT.toNanos()) {
        possible.add(433); // a busy machine
      }
      if (outcome.model().mayBeKilled(outcome.from() - KILL_MARGIN_NANOS, outcome.to())) {
        possible.add(439);
        possible.add(450);
      }
      return possible;
    }

    /** Each invocation of the functions' last lives is in the log once. */
    private List<String> history() throws IOException {
      List<String> ids = new ArrayList<>();
      for (FunctionModel model : models) {
        for (String suffix : List.of(".jsonl", ".jsonl.1")) {
          Path file = store.resolve("logs/default").resolve(model.name + suffix);
          if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
              JsonObject record = JsonParser.parseString(line).getAsJsonObject();
              ids.add(record.get("requestId").getAsString() + " " + record.get("retry"));
            }
          }
        }
      }
      return ids;
    }

    private void check(List<String> history) {
      assertThat(history).as(message("history")).doesNotHaveDuplicates();
      Set<String> ids = Set.copyOf(history);
      for (Outcome outcome : outcomes) {
        if (outcome.from() > outcome.model().madeAt() && status(outcome) != 0) {
          assertThat(ids)
              .as(message(outcome.toString()))
              .contains(outcome.response().get("RequestId").getAsString() + " 0");
        }
      }
    }
  }
}
