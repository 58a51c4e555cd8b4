package io.scf4j.maven.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.maven.model.ScfFailure;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a user would read when a call fails. */
public final class Failures {
  private Failures() {}

  /** The failure of the call, which must be one that the user can mend. */
  public static AbstractThrowableAssert<?, ? extends Throwable> assertThatFailure(
      ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(ScfFailure.class);
  }
}
