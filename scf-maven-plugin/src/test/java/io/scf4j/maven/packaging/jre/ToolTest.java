package io.scf4j.maven.packaging.jre;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolTest {

  @Test
  void hearsNothingOfTheOptionsForTheUsersOwnJvms() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "JDK_JAVA_OPTIONS", "-Xlog",
                "JAVA_TOOL_OPTIONS", "-Xlog",
                "_JAVA_OPTIONS", "-Xlog",
                "PATH", "/bin"));
    Tool.forgetOptions(environment);
    assertThat(environment).containsOnlyKeys("PATH");
  }
}
