package io.scf4j.maven.cloud;

import java.util.Set;

/** What becomes of a call of the cloud API that is made a second time. */
public enum Safety {
  /** Changes nothing. */
  READ,

  /** Sets a whole value, so that twice is the same as once: updates of code, settings, aliases. */
  SET,

  /** Makes something that has a name: the second time it is refused, because the name is taken. */
  CREATE,

  /** Takes something away: the second time there is nothing to take away. */
  DELETE,

  /** Twice is twice: an invocation, a published version. */
  ONCE;

  /**
   * Not the bare {@code ResourceInUse}, which says that something is going on, and not those of
   * other services, such as {@code ResourceInUse.Cos}.
   */
  private static final Set<String> NAME_TAKEN =
      Set.of(
          "ResourceInUse.Alias",
          "ResourceInUse.Function",
          "ResourceInUse.FunctionName",
          "ResourceInUse.Namespace",
          "ResourceInUse.Trigger",
          "ResourceInUse.TriggerName");

  /**
   * Whether this answer to a second try says that the first one, of which we know nothing, did it.
   */
  boolean isDone(CloudException second) {
    return switch (this) {
      case CREATE -> NAME_TAKEN.contains(second.code());
      case DELETE -> second.is("ResourceNotFound");
      case READ, SET, ONCE -> false;
    };
  }
}
