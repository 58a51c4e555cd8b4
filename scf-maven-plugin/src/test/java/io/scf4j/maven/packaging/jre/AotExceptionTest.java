package io.scf4j.maven.packaging.jre;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AotExceptionTest {
  @Test
  void hasTheLastTwentyLinesThatAreNotBlank() {
    String output =
        IntStream.rangeClosed(1, 30)
            .mapToObj(i -> "line " + i + "\n \n")
            .collect(Collectors.joining());
    assertThat(new AotException("no", output).lastLines())
        .hasSize(20)
        .startsWith("line 11")
        .endsWith("line 30");
    assertThat(new AotException("no", "").lastLines()).isEmpty();
  }
}
