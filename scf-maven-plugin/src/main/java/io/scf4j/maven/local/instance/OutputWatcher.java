package io.scf4j.maven.local.instance;

/** Who sees what functions write to stdout and stderr while they write it. */
@FunctionalInterface
public interface OutputWatcher {

  /** Nobody. */
  OutputWatcher NONE = (namespace, function, requestId, line) -> {};

  /**
   * Takes a line, and returns at once.
   *
   * @param requestId of the invocation during which it was written, or after which; empty for an
   *     instance that has had none yet
   * @param line without its end
   */
  void wrote(String namespace, String function, String requestId, String line);
}
