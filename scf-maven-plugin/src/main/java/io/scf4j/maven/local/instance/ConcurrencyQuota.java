package io.scf4j.maven.local.instance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The concurrency quota of the account in a region, in MB of configured memory as the platform
 * counts it: a running invocation takes the memory of its function, and so does a provisioned
 * instance, busy or not. A function may have a part reserved, which is then all it gets and is lost
 * to the others; 0 MB stops it. Shared by every pool of every version of every function.
 */
public final class ConcurrencyQuota {

  /** What the platform grants in its larger regions. */
  public static final int REGION_MB = 128_000;

  /** A function as the cloud identifies it. */
  private record Key(String namespace, String function) {
    static Key of(InstanceSpec spec) {
      return new Key(spec.namespace(), spec.function());
    }
  }

  private final Map<Key, Integer> reserved = new HashMap<>();
  private final Map<Key, Integer> used = new HashMap<>();
  private int totalMb;

  /** A quota of which nothing is reserved. */
  public ConcurrencyQuota(int totalMb) {
    this.totalMb = totalMb;
  }

  /** Sets the whole quota; what runs already goes on. */
  public synchronized void total(int mb) {
    totalMb = mb;
  }

  /** The whole quota, MB. */
  public synchronized int total() {
    return totalMb;
  }

  /** Reserves a part for a function, in place of what it had; what runs already goes on. */
  public synchronized void reserve(String namespace, String function, int mb) {
    reserved.put(new Key(namespace, function), mb);
  }

  /** The function shares what is not reserved again. */
  public synchronized void unreserve(String namespace, String function) {
    reserved.remove(new Key(namespace, function));
  }

  /** What a function has reserved, MB. */
  public synchronized Optional<Integer> reserved(String namespace, String function) {
    return Optional.ofNullable(reserved.get(new Key(namespace, function)));
  }

  /** What is left of the whole for functions without a reservation, used or not, MB. */
  public synchronized int unreserved() {
    return totalMb - sum(reserved);
  }

  /** Takes the memory of one instance, or says why that is too much. */
  synchronized Optional<Failure> acquire(InstanceSpec spec) {
    Key key = Key.of(spec);
    Integer own = reserved.get(key);
    if (own != null && used(key) + spec.memoryMb() > own) {
      return Optional.of(Failure.reservedQuotaExceeded(spec.function(), own));
    }
    if (own == null && usedUnreserved() + spec.memoryMb() > unreserved()) {
      return Optional.of(Failure.unreservedQuotaExceeded(spec.function(), unreserved()));
    }
    used.merge(key, spec.memoryMb(), Integer::sum);
    return Optional.empty();
  }

  /** Gives back what {@link #acquire} took. */
  synchronized void release(InstanceSpec spec) {
    used.computeIfPresent(
        Key.of(spec), (key, mb) -> mb == spec.memoryMb() ? null : mb - spec.memoryMb());
  }

  /** What all functions take now, MB. */
  synchronized int used() {
    return sum(used);
  }

  private int used(Key key) {
    return used.getOrDefault(key, 0);
  }

  private int usedUnreserved() {
    int mb = 0;
    for (Map.Entry<Key, Integer> entry : used.entrySet()) {
      mb += reserved.containsKey(entry.getKey()) ? 0 : entry.getValue();
    }
    return mb;
  }

  private static int sum(Map<Key, Integer> parts) {
    return parts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
