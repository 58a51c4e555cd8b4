package demo;

import java.util.Map;

/** A function whose tests call it as others will: by name, and by its URL. */
public class Greeting {
  public String greet(Map<String, Object> event) {
    Object name =
        event.get("queryString") instanceof Map<?, ?> query ? query.get("name") : event.get("name");
    if (name == null) {
      throw new IllegalArgumentException("whom shall I greet?");
    }
    return "Hello, " + name;
  }
}
