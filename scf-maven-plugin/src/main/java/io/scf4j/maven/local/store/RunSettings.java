package io.scf4j.maven.local.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is set for a function as a whole, beside its versions, and takes effect at once.
 *
 * @param retries how often an asynchronous event that failed is tried again, or null for the
 *     platform's 2
 * @param ttlSeconds how long an asynchronous event is kept, or null for the platform's 6 hours
 * @param reservedMb concurrency reserved for it, MB, or null
 * @param provisioned version to number of instances that are kept ready
 * @param triggers in the order in which they were made
 */
public record RunSettings(
    Integer retries,
    Integer ttlSeconds,
    Integer reservedMb,
    Map<String, Integer> provisioned,
    List<StoredTrigger> triggers) {
  static final RunSettings NONE = new RunSettings(null, null, null, Map.of(), List.of());

  private static final int RETRIES = 2;
  private static final int TTL_SECONDS = 21_600;

  public RunSettings {
    provisioned = provisioned == null ? Map.of() : Map.copyOf(provisioned);
    triggers = triggers == null ? List.of() : List.copyOf(triggers);
  }

  /** How often an event is tried again. */
  public int retriesOrDefault() {
    return retries == null ? RETRIES : retries;
  }

  /** How long an event is kept, seconds. */
  public int ttlSecondsOrDefault() {
    return ttlSeconds == null ? TTL_SECONDS : ttlSeconds;
  }

  /** The same with another treatment of asynchronous events. */
  public RunSettings withEventInvoke(int retries, int ttlSeconds) {
    return new RunSettings(retries, ttlSeconds, reservedMb, provisioned, triggers);
  }

  /** The same with another reserve; null for none. */
  public RunSettings withReservedMb(Integer reservedMb) {
    return new RunSettings(retries, ttlSeconds, reservedMb, provisioned, triggers);
  }

  /** The same with so many instances of a version kept ready; 0 for none. */
  public RunSettings withProvisioned(String version, int instances) {
    Map<String, Integer> changed = new LinkedHashMap<>(provisioned);
    if (instances == 0) {
      changed.remove(version);
    } else {
      changed.put(version, instances);
    }
    return new RunSettings(retries, ttlSeconds, reservedMb, changed, triggers);
  }

  /** A trigger of a version or alias. */
  public Optional<StoredTrigger> triggerOf(String qualifier) {
    return triggers.stream().filter(trigger -> trigger.qualifier().equals(qualifier)).findFirst();
  }

  /** The same with other triggers. */
  public RunSettings withTriggers(List<StoredTrigger> triggers) {
    return new RunSettings(retries, ttlSeconds, reservedMb, provisioned, triggers);
  }
}
