package demo;

/** One of two functions that share a library. */
public class Function {
  public String run(String event) {
    return Library.greeting("two", event);
  }
}
