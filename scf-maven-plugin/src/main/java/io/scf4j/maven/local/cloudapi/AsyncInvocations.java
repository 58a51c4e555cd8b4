package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.store.AsyncEvent;
import io.scf4j.maven.local.store.AsyncEventStore;
import io.scf4j.maven.local.store.RunSettings;
import io.scf4j.maven.local.store.StoredFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Events whose caller does not wait. One that fails is tried again as often as the function is
 * configured for; one that found no room (432) or met an error of the platform (500), until it is
 * too old, and these tries are not counted among the others. Nothing that has become too old is
 * tried. What is given up is a dead letter, which the local SCF keeps whether or not the function
 * has a queue for them.
 */
final class AsyncInvocations implements AutoCloseable {
  static final String FINISHED = "FINISHED";
  static final String FAILED = "FAILED";
  static final String ABORTED = "ABORTED";

  private static final int NO_ROOM = 432;
  private static final int NO_FUNCTION = 435;
  private static final int NOT_ACTIVE = 438;
  private static final int NO_QUALIFIER = 442;
  private static final int PLATFORM_ERROR = 500;

  /** For a function or version that is not Active yet; it will be in much less than a minute. */
  private static final Duration UNTIL_ACTIVE = Duration.ofMillis(200);

  private static final Duration STOP_AGAIN = Duration.ofMillis(20);

  /** So many that are over are remembered, besides the dead letters on disk. */
  private static final int REMEMBERED = 1000;

  /** Events of one function. */
  private static final class Queue {
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private int running;
  }

  private final Functions functions;
  private final AsyncEventStore store;
  private final InstantSource clock;
  private final Duration pause;
  private final Map<String, AsyncEvent> events = new HashMap<>();
  private final Map<Key, Queue> queues = new HashMap<>();
  private final Set<String> trying = new HashSet<>();
  private final ExecutorService workers = Executors.newCachedThreadPool(AsyncInvocations::daemon);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(AsyncInvocations::daemon);

  /**
   * Goes on with what an earlier process has accepted.
   *
   * @param pause between two tries; the platform's is a minute
   * @throws IOException when the store cannot be read
   */
  AsyncInvocations(Functions functions, AsyncEventStore store, InstantSource clock, Duration pause)
      throws IOException {
    this.functions = functions;
    this.store = store;
    this.clock = clock;
    this.pause = pause;
    for (AsyncEvent event : store.all()) {
      events.put(event.requestId(), event);
      if (!event.isOver()) {
        tryLater(event, event.tries() == 0 ? Duration.ZERO : pause);
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "scf-async");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Keeps an event, and returns before it is invoked.
   *
   * @param origin what led to it, as {@link Occasion} has it
   */
  void accept(
      Key key,
      String qualifier,
      JsonObject routingKey,
      String requestId,
      String event,
      String origin)
      throws ApiFault, IOException {
    StoredFunction function = functions.get(key.namespace(), key.name()); // refused now, not later
    AsyncEvent accepted =
        AsyncEvent.accepted(
            requestId, function, qualifier, routingKey.toString(), event, origin, clock.millis());
    store.put(accepted);
    synchronized (this) {
      events.put(requestId, accepted);
    }
    tryLater(accepted, Duration.ZERO);
  }

  private void tryLater(AsyncEvent event, Duration wait) {
    try {
      var unused = timer.schedule(() -> enqueue(event), wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      // the next process goes on with it
    }
  }

  /**
   * In the order of their coming, and no more of a function at a time than it may have instances:
   * the platform would make more of them, so a 432 would be of our making.
   */
  private void enqueue(AsyncEvent event) {
    Queue queue;
    synchronized (this) {
      queue =
          queues.computeIfAbsent(new Key(event.namespace(), event.function()), key -> new Queue());
      queue.waiting.add(event.requestId());
    }
    dispatch(queue);
  }

  private void dispatch(Queue queue) {
    synchronized (this) {
      while (queue.running < functions.instances().limit() && !queue.waiting.isEmpty()) {
        String requestId = queue.waiting.remove();
        try {
          workers.execute(() -> attempt(requestId, queue));
          queue.running++;
        } catch (RejectedExecutionException closing) {
          return;
        }
      }
    }
  }

  private void attempt(String requestId, Queue queue) {
    try {
      attempt(requestId);
    } finally {
      synchronized (this) {
        queue.running--;
      }
      dispatch(queue);
    }
  }

  private void attempt(String requestId) {
    AsyncEvent event;
    synchronized (this) {
      event = events.get(requestId);
      if (event == null || event.isOver()) {
        return;
      }
      trying.add(requestId);
    }
    try {
      attempt(event);
    } catch (ApiFault notInvoked) {
      end(event.untried(status(notInvoked), notInvoked.getMessage()), FAILED);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        trying.remove(requestId);
      }
    }
  }

  /** As the platform numbers what an invocation can fail of before there is one. */
  private static int status(ApiFault notInvoked) {
    return switch (notInvoked.code()) {
      case ApiFault.NO_FUNCTION -> NO_FUNCTION;
      case ApiFault.NO_QUALIFIER -> NO_QUALIFIER;
      case ApiFault.NOT_ACTIVE -> NOT_ACTIVE;
      default -> PLATFORM_ERROR;
    };
  }

  private void attempt(AsyncEvent event) throws ApiFault, InterruptedException {
    Key key = new Key(event.namespace(), event.function());
    StoredFunction function = functions.get(key.namespace(), key.name());
    RunSettings settings = function.run();
    if (!event.isFor(function)) {
      throw ApiFault.functionNotFound(key.namespace(), key.name());
    }
    if (isTooOld(event, Duration.ZERO, settings)) {
      end(event, FAILED);
      return;
    }
    try {
      settle(invoke(key, event), settings);
    } catch (ApiFault fault) {
      boolean lasts = functions.get(key.namespace(), key.name()).status().equals("CreateFailed");
      if (lasts || !fault.code().equals(ApiFault.NOT_ACTIVE)) {
        throw fault;
      }
      tryLater(event, UNTIL_ACTIVE);
    }
  }

  /** Whether it will be older by then than the function's events may become. */
  private boolean isTooOld(AsyncEvent event, Duration then, RunSettings settings) {
    long ageMs = clock.millis() - event.acceptedMs() + then.toMillis();
    return ageMs > TimeUnit.SECONDS.toMillis(settings.ttlSecondsOrDefault());
  }

  private AsyncEvent invoke(Key key, AsyncEvent event) throws ApiFault, InterruptedException {
    try {
      String version =
          functions
              .instances()
              .version(
                  key,
                  event.qualifier(),
                  JsonParser.parseString(event.routingKey()).getAsJsonObject());
      InvocationReport report =
          functions
              .instances()
              .invoke(
                  key,
                  version,
                  event.requestId(),
                  event.event().getBytes(StandardCharsets.UTF_8),
                  new Occasion(event.origin(), event.qualifier(), event.tries()));
      int status = report.statusCode();
      boolean failed = report.failed() && status != NO_ROOM && status != PLATFORM_ERROR;
      return event.tried(status, report.result(), failed);
    } catch (IOException | RuntimeException e) {
      return event.tried(PLATFORM_ERROR, e.toString(), false);
    }
  }

  private void settle(AsyncEvent tried, RunSettings settings) {
    if (tried.statusCode() == 200) {
      end(tried, FINISHED);
    } else if (isTooOld(tried, pause, settings) || tried.failures() > settings.retriesOrDefault()) {
      end(tried, FAILED);
    } else if (keep(tried)) {
      tryLater(tried, pause);
    }
  }

  /** Unless it was aborted while it was tried: then only what came of the try is remembered. */
  private synchronized boolean keep(AsyncEvent event) {
    AsyncEvent known = events.get(event.requestId());
    if (known == null) {
      return false;
    }
    if (known.isOver()) {
      events.put(event.requestId(), known.answered(event.statusCode(), event.result()));
      return false;
    }
    events.put(event.requestId(), event);
    write(event);
    return true;
  }

  private synchronized void end(AsyncEvent event, String status) {
    AsyncEvent ended = event.ended(status, clock.millis());
    if (!keep(ended)) {
      return;
    }
    if (!status.equals(FAILED)) {
      forget(ended);
    }
    List<AsyncEvent> over = events.values().stream().filter(AsyncEvent::isOver).toList();
    if (over.size() > REMEMBERED) {
      over.stream()
          .min(Comparator.comparing(AsyncEvent::endedMs))
          .ifPresent(
              oldest -> {
                events.remove(oldest.requestId());
                forget(oldest);
              });
    }
  }

  private void write(AsyncEvent event) {
    try {
      store.put(event);
    } catch (IOException e) {
      // at worst it is tried once more by the next process
    }
  }

  private void forget(AsyncEvent event) {
    try {
      store.remove(event);
    } catch (IOException e) {
      // as above
    }
  }

  synchronized Optional<AsyncEvent> find(String requestId) {
    return Optional.ofNullable(events.get(requestId));
  }

  /** Those of a function, newest first. */
  synchronized List<AsyncEvent> of(Key key) {
    List<AsyncEvent> all = new ArrayList<>(events.values());
    all.removeIf(
        event ->
            !event.namespace().equals(key.namespace()) || !event.function().equals(key.name()));
    all.sort(Comparator.comparing(AsyncEvent::acceptedMs).reversed());
    return all;
  }

  /**
   * Gives an event up. When it is being tried, that is ended with its instance; what comes of it
   * counts no more.
   *
   * @param graceful by SIGTERM, which the function may handle, instead of by force
   */
  void abort(Key key, String requestId, boolean graceful) throws ApiFault {
    giveUp(key, requestId);
    stop(requestId, graceful);
  }

  /** Once it has an instance, which it may still be about to get. */
  private void stop(String requestId, boolean graceful) {
    synchronized (this) {
      if (!trying.contains(requestId)) {
        return;
      }
    }
    if (!functions.instances().stop(requestId, graceful)) {
      try {
        var unused =
            timer.schedule(
                () -> stop(requestId, graceful), STOP_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closing) {
        // every instance is ended anyway
      }
    }
  }

  private synchronized void giveUp(Key key, String requestId) throws ApiFault {
    AsyncEvent event = events.get(requestId);
    if (event == null
        || !event.function().equals(key.name())
        || !event.namespace().equals(key.namespace())) {
      throw new ApiFault(
          "ResourceNotFound.AsyncEvent", "The function has no such event: " + requestId + ".");
    }
    if (event.isOver()) {
      throw new ApiFault(
          "FailedOperation.AsyncEventStatus", "The event is " + event.status() + " already.");
    }
    end(event, ABORTED);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
  }
}
