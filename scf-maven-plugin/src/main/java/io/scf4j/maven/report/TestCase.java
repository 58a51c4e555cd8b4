package io.scf4j.maven.report;

/**
 * One event as a test.
 *
 * @param className by which CI systems group tests
 * @param name of the event
 * @param timeMs how long it took, ms
 * @param outcome how it went
 * @param output what the function wrote, may be empty
 */
public record TestCase(
    String className, String name, double timeMs, Outcome outcome, String output) {

  /** Of the tests of a function: {@code scf.hello}. */
  public static String className(String functionName) {
    return "scf." + functionName;
  }

  /** How a test went. */
  public sealed interface Outcome {}

  /** As expected. */
  public record Passed() implements Outcome {}

  /**
   * Otherwise.
   *
   * @param message the first thing that was
   * @param details all of them
   */
  public record Failed(String message, String details) implements Outcome {}

  /**
   * There is no answer to judge.
   *
   * @param message what the cloud said
   */
  public record Broken(String message) implements Outcome {}
}
