package example;

/** Handlers that prepare something before the first event. */
public class Primed {
  public static volatile boolean primed;

  private String prepared = "not prepared";

  public void prime() {
    prepared = "prepared";
    primed = true;
  }

  public String handle(String event) {
    return prepared;
  }

  public static String fixed(String event) {
    return event;
  }

  /** Prepares without an instance. */
  public static class Static {
    private static String prepared = "not prepared";

    public static void prime() {
      prepared = "prepared";
    }

    public static String handle(String event) {
      return prepared;
    }
  }

  /** Fails to. */
  public static class Broken implements java.util.function.UnaryOperator<String> {
    public void prime() throws Exception {
      throw new java.io.IOException("no cache");
    }

    @Override
    public String apply(String event) {
      return event;
    }
  }
}
