package io.scf4j.maven.model;

import java.util.List;

/**
 * Something the user can mend. The message has up to three parts, a line or a few each: what
 * failed, what the cloud said, what to do. The base goal turns it into Maven's {@code
 * MojoFailureException}; nothing else catches it.
 */
public final class ScfFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what what failed, one sentence
   * @param toDo what to do, with the exact element or command
   */
  public ScfFailure(String what, String toDo) {
    super(what + "\n" + toDo);
  }

  /**
   * @param what what failed, one sentence
   * @param said what the cloud or the operating system said
   * @param toDo what to do, with the exact element or command
   * @param cause kept for Maven's {@code -e}; may be null
   */
  public ScfFailure(String what, String said, String toDo, Throwable cause) {
    super(what + "\n" + said + "\n" + toDo, cause);
  }

  /** All problems of one input at once, so that nobody mends them one build at a time. */
  public static ScfFailure ofProblems(String what, List<String> problems) {
    return new ScfFailure(what, "  - " + String.join("\n  - ", problems));
  }
}
