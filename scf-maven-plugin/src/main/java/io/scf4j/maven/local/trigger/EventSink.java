package io.scf4j.maven.local.trigger;

/** Where events of triggers go that nobody waits for: asynchronous invocation. */
@FunctionalInterface
public interface EventSink {

  /**
   * Takes an event, and returns before the function has it.
   *
   * @param qualifier version or alias
   * @param event JSON
   * @param origin which trigger sends it, for those who look at the invocation
   * @return id of the invocation
   */
  String accept(String namespace, String function, String qualifier, byte[] event, String origin);
}
