package io.scf4j.maven.packaging.jre;

/** The function's JVM does not start, with the function's own options and none of ours besides. */
public final class JvmStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason as the JVM says it, a line
   */
  JvmStartException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
