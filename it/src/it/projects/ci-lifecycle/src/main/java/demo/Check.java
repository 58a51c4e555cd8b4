package demo;

import java.util.Map;

/** Succeeds on the event that the POM sends, fails on one with the key "fail". */
public class Check {
  public String run(Map<String, Object> event) {
    if (event.containsKey("fail")) {
      throw new IllegalStateException("asked to fail");
    }
    return "smoke test passed";
  }
}
