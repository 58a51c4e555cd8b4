package demo;

import java.util.Map;
import java.util.TreeMap;

/** Two handlers; nothing of scf4j needs to be imported. */
public class Hello {

  /** demo.Hello::greet takes the event as text and returns text. */
  public String greet(String event) {
    System.out.println("greet was called");
    return "Hello from Java, you sent " + event;
  }

  /** demo.Hello::describe takes a JSON object and returns one. */
  public Map<String, Object> describe(Map<String, Object> event) {
    Map<String, Object> answer = new TreeMap<>();
    answer.put("keys", event.keySet());
    answer.put("size", event.size());
    return answer;
  }
}
