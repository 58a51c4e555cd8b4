package demo;

import java.util.Map;

/** A function whose tests call it as others will: over the network, by name. */
public class Greeting {
  public String greet(Map<String, Object> event) {
    if (event.get("name") == null) {
      throw new IllegalArgumentException("whom shall I greet?");
    }
    return "Hello, " + event.get("name");
  }
}
