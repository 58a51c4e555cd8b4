package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The platform's lines around what a function writes. */
class InvocationLogTest {
  private static final long MEMORY = 13_631_488; // 13 MB

  private final InvocationLog log = new InvocationLog("id", 128);

  @Test
  void hasThePlatformsLinesInTheirOrder() {
    log.output("loading");
    log.init(8, 158, MEMORY);
    log.output("working\n");
    log.response("Hello \"World\"\n");

    assertThat(log.end(2004.6, MEMORY))
        .isEqualTo(
            """
            START RequestId:id
            loading
            Init Report RequestId: id Coldstart: 166ms (PullCode: 0ms InitRuntime: 8ms InitFunction: \
            158ms) Memory: 128MB MemUsage: 13.00MB
            working
            Response RequestId:id RetMsg:"Hello \\"World\\"\\n"
            END RequestId:id
            Report RequestId:id Duration:2005ms Memory:128MB MemUsage:13.0MB
            """);
  }

  @Test
  void hasTheErrorInPlaceOfTheResponse() {
    log.error("{\"statusCode\":433}");

    assertThat(log.text())
        .isEqualTo("START RequestId:id\nERROR RequestId:id Result:{\"statusCode\":433}\n");
  }

  @Test
  void cutsAResultAfter1024Characters() {
    log.response("x".repeat(1024));
    log.response("深".repeat(1025));

    assertThat(log.text().lines())
        .containsExactly(
            "START RequestId:id",
            "Response RequestId:id RetMsg:\"" + "x".repeat(1024) + "\"",
            "Response RequestId:id RetMsg:\"" + "深".repeat(1024) + "...\"");
  }
}
