package io.scf4j.runtime.api;

import io.scf4j.runtime.report.Log;
import java.io.IOException;

/**
 * The runtime API over HTTP, with the delivery rules: a result is sent until SCF acknowledged it
 * (any 2xx), also when SCF shows that it lacks it by delivering the same request id again.
 *
 * <p>SCF hands out the same event until it has a result and ignores later results, so asking and
 * answering twice are both harmless; running the handler twice would not be.
 */
public final class HttpRuntimeApi implements RuntimeApi {
  private static final String READY = "/runtime/init/ready";
  private static final String NEXT = "/runtime/invocation/next";
  private static final String RESPONSE = "/runtime/invocation/response";
  private static final String ERROR = "/runtime/invocation/error";

  private static final int POST_TRIES = 3;

  /** A poll that was open for this long was accepted; losing it later is no refusal. */
  private static final long ACCEPTED_NANOS = 1_000_000_000L;

  private final HttpConnection connection;
  private final Clock clock;
  private final Log log;
  private UnacknowledgedResult unacknowledged;
  private Backoff row;

  /** A client of the API at that address; connects with the first call. */
  public HttpRuntimeApi(RuntimeAddress address, Clock clock, Log log) {
    this.connection = new HttpConnection(address);
    this.clock = clock;
    this.log = log;
  }

  /** Connects now, if that is possible, rather than with the first call. */
  public void connect() {
    try {
      connection.connect();
    } catch (IOException seenAgainLater) {
      // The call that needs the connection has the patience, and the words for it.
    }
  }

  /** An event that nobody sent: all that a real one needs has been loaded when it is there. */
  public static Event rehearse(Clock clock) {
    Event event = Event.of(ResponseReader.rehearse(), clock.nanos());
    new UnacknowledgedResult(event.requestId(), RESPONSE, "", event.body());
    return event;
  }

  @Override
  public void ready() throws ApiUnavailableException {
    byte[] oneSpace = {' '}; // what the platform's own sample sends; an empty body was refused once
    while (true) {
      try {
        HttpResponse answer = connection.post(READY, "text/plain", oneSpace);
        if (answer.isSuccess()) {
          row = null;
          return;
        }
        failed("POST " + READY + " was answered with " + answer);
      } catch (IOException lost) {
        failed("POST " + READY + ": " + lost.getMessage());
      }
    }
  }

  @Override
  public Event next() throws ApiUnavailableException {
    while (true) {
      Event event = fetch();
      if (unacknowledged == null || !unacknowledged.answers(event)) {
        forget(event);
        row = null;
        return event;
      }
      deliver();
    }
  }

  @Override
  public void response(Event event, byte[] result) throws ApiUnavailableException {
    unacknowledged =
        new UnacknowledgedResult(event.requestId(), RESPONSE, "application/octet-stream", result);
    deliver();
  }

  @Override
  public void error(Event event, byte[] report) throws ApiUnavailableException {
    unacknowledged = new UnacknowledgedResult(event.requestId(), ERROR, "application/json", report);
    deliver();
  }

  private Event fetch() throws ApiUnavailableException {
    while (true) {
      long asked = clock.nanos();
      try {
        HttpResponse response = connection.get(NEXT);
        if (response.status() == 200) {
          return Event.of(response, clock.nanos());
        }
        failed("GET " + NEXT + " was answered with " + response);
      } catch (IOException lost) {
        if (!connection.reached() || clock.nanos() - asked < ACCEPTED_NANOS) {
          failed("GET " + NEXT + ": " + lost.getMessage());
        } else {
          row = null;
        }
      }
    }
  }

  private void failed(String reason) throws ApiUnavailableException {
    if (row == null) {
      row = new Backoff(clock);
    }
    row.failed(reason);
  }

  private void deliver() throws ApiUnavailableException {
    UnacknowledgedResult result = unacknowledged;
    String failure = "";
    for (int tries = 0; tries < POST_TRIES; tries++) {
      boolean mayChange = true;
      try {
        HttpResponse answer = connection.post(result.path(), result.contentType(), result.body());
        if (answer.isSuccess()) {
          unacknowledged = null;
          row = null;
          return;
        }
        failure = "POST " + result.path() + " was answered with " + answer;
        mayChange = answer.status() >= 500;
      } catch (IOException lost) {
        failure = "POST " + result.path() + ": " + lost.getMessage();
      }
      failed(failure);
      if (!mayChange) {
        break;
      }
    }
    log.error(
        result.requestId(),
        "The result of request " + result.requestId() + " was not accepted: " + failure);
  }

  private void forget(Event newer) {
    if (unacknowledged != null) {
      log.error(
          unacknowledged.requestId(),
          "The result of request "
              + unacknowledged.requestId()
              + " is dropped: SCF went on to request "
              + newer.requestId());
      unacknowledged = null;
    }
  }
}
