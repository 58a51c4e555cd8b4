package io.scf4j.maven.local.http;

/** A request that does not reach the function; it is answered with a status and the reason. */
public final class UrlRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** With the HTTP status. */
  public UrlRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
