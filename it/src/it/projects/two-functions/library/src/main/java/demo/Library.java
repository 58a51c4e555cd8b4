package demo;

/** What both functions use: a module that is no function. */
public final class Library {
  private Library() {}

  public static String greeting(String function, String event) {
    return function + " got " + event;
  }
}
