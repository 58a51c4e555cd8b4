package io.scf4j.maven.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a test needs of the machine that it runs on. */
public final class Machine {
  private Machine() {}

  /**
   * Without it the test is skipped, and fails in a build that has to be complete ({@code CI=true}).
   *
   * @param has whether the machine has it
   * @param need what it is, such as {@code root and setpriv}
   */
  public static void requires(boolean has, String need) {
    if (!has && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI=true, and this machine has not what the test needs: " + need);
    }
    assumeTrue(has, "needs " + need);
  }
}
