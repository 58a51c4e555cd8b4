package io.scf4j.maven.model;

import java.util.Locale;
import java.util.Set;

/**
 * The state of a function as GetFunction names it. A name the platform adds later is kept as it
 * came and counts as settled, so that nobody waits for what will not change.
 *
 * @param name such as {@code Active}, {@code Updating}, {@code CreateFailed}
 */
public record FunctionStatus(String name) {
  public static final FunctionStatus ACTIVE = new FunctionStatus("Active");

  private static final Set<String> BUSY = Set.of("creating", "updating", "publishing", "deleting");

  public boolean isActive() {
    return equals(ACTIVE);
  }

  /** Whether it will change by itself. */
  public boolean isBusy() {
    return BUSY.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether the last operation ended badly, such as {@code UpdateFailed}. */
  public boolean isFailed() {
    return name.endsWith("Failed");
  }

  /** Whether there is only the name of a function, which cannot be updated. */
  public boolean neverWas() {
    return name.equals("CreateFailed");
  }

  @Override
  public String toString() {
    return name;
  }
}
