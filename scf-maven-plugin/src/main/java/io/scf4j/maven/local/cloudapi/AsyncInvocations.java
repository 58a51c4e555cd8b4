package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.store.AsyncEvent;
import io.scf4j.maven.local.store.AsyncEventStore;
import io.scf4j.maven.local.store.RunSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Events whose caller does not wait. One that fails is tried again as often as the function is
 * configured for; one that found no room (432) or met an error of the platform (500), until it is
 * too old. What is given up is a dead letter, which the local SCF keeps whether or not the function
 * has a queue for them.
 */
final class AsyncInvocations implements AutoCloseable {
  static final String FINISHED = "FINISHED";
  static final String FAILED = "FAILED";
  static final String ABORTED = "ABORTED";

  private static final int NO_ROOM = 432;
  private static final int PLATFORM_ERROR = 500;

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
    functions.get(key.namespace(), key.name()); // refused now, not later
    AsyncEvent accepted =
        AsyncEvent.accepted(
            requestId,
            key.namespace(),
            key.name(),
            qualifier,
            routingKey.toString(),
            event,
            origin,
            clock.millis());
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
      while (queue.running < functions.instanceLimit() && !queue.waiting.isEmpty()) {
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
    }
    if (event == null || event.isOver()) {
      return;
    }
    try {
      Key key = new Key(event.namespace(), event.function());
      RunSettings settings = functions.get(key.namespace(), key.name()).run();
      AsyncEvent tried = invoke(key, event);
      settle(tried, settings);
    } catch (ApiFault gone) {
      end(event.tried(PLATFORM_ERROR, gone.getMessage()), FAILED); // deleted meanwhile
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private AsyncEvent invoke(Key key, AsyncEvent event) throws ApiFault, InterruptedException {
    try {
      String version =
          functions.version(
              key, event.qualifier(), JsonParser.parseString(event.routingKey()).getAsJsonObject());
      InvocationReport report =
          functions.invoke(
              key,
              version,
              event.requestId(),
              event.event().getBytes(StandardCharsets.UTF_8),
              new Occasion(event.origin(), event.qualifier(), event.tries()));
      return event.tried(report.statusCode(), report.result());
    } catch (IOException | RuntimeException e) {
      return event.tried(PLATFORM_ERROR, e.toString());
    }
  }

  private void settle(AsyncEvent tried, RunSettings settings) {
    if (tried.statusCode() == 200) {
      end(tried, FINISHED);
      return;
    }
    boolean ours = tried.statusCode() == NO_ROOM || tried.statusCode() == PLATFORM_ERROR;
    long ageMs = clock.millis() - tried.acceptedMs();
    boolean old =
        ageMs + pause.toMillis() > TimeUnit.SECONDS.toMillis(settings.ttlSecondsOrDefault());
    boolean again = !old && (ours || tried.tries() <= settings.retriesOrDefault());
    if (!again) {
      end(tried, FAILED);
    } else if (keep(tried)) {
      tryLater(tried, pause);
    }
  }

  /** Unless it was aborted while it was tried. */
  private synchronized boolean keep(AsyncEvent event) {
    AsyncEvent known = events.get(event.requestId());
    if (known == null || known.isOver()) {
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
   * Gives an event up. An invocation that is running ends as it will; its result counts no more.
   */
  synchronized void abort(Key key, String requestId) throws ApiFault {
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
