package io.scf4j.runtime.loop;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.api.Event;
import io.scf4j.runtime.report.Log;
import java.util.Map;

/**
 * The context of one event: the function's identity comes from the environment, because SCF sends
 * no more with an event than its id and limits.
 */
final class EventContext implements ScfContext {
  private final Event event;
  private final Deadline deadline;
  private final Map<String, String> env;
  private final Log log;

  EventContext(Event event, Deadline deadline, Map<String, String> env, Log log) {
    this.event = event;
    this.deadline = deadline;
    this.env = env;
    this.log = log;
  }

  @Override
  public String requestId() {
    return event.requestId();
  }

  @Override
  public int memoryLimitMb() {
    return event.memoryLimitMb();
  }

  @Override
  public long timeLimitMs() {
    return event.timeLimitMs();
  }

  @Override
  public long remainingTimeMs() {
    return deadline.remainingMs();
  }

  @Override
  public String functionName() {
    return valueOf("SCF_FUNCTIONNAME");
  }

  @Override
  public String functionVersion() {
    return valueOf("SCF_FUNCTIONVERSION");
  }

  @Override
  public String namespace() {
    return valueOf("SCF_NAMESPACE");
  }

  @Override
  public String region() {
    return valueOf("TENCENTCLOUD_REGION");
  }

  @Override
  public String appId() {
    return valueOf("TENCENTCLOUD_APPID");
  }

  @Override
  public String uin() {
    return valueOf("TENCENTCLOUD_UIN");
  }

  @Override
  public Map<String, String> env() {
    return env;
  }

  @Override
  public void log(String message) {
    log.function(event.requestId(), message);
  }

  private String valueOf(String variable) {
    String value = env.get(variable);
    return value == null ? "" : value;
  }
}
