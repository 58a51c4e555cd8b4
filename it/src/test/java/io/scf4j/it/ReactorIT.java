package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.EveryMaven;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.Processes;
import io.scf4j.it.harness.TestProject;

/** A build of several modules, in parallel: two functions, a library that is none, a parent. */
class ReactorIT {

  @EveryMaven
  void deploysAndInvokesTheFunctionsInParallelAndSkipsTheRest(MavenRuntime maven) {
    TestProject reactor = TestProject.copyOf("two-functions");

    BuildResult build =
        MavenBuild.of(maven, reactor)
            .with("-T2", "package", "scf:deploy", "scf:invoke")
            .local()
            .property("scf.clientContext", "{\"n\":1}")
            .succeeds();

    assertThat(retMsg(reactor, "one")).isEqualTo("one got {\"n\":1}");
    assertThat(retMsg(reactor, "two")).isEqualTo("two got {\"n\":1}");
    assertThat(build.output())
        .contains("Skipped: this module is not a function.")
        .doesNotContain("not marked @threadSafe", "not marked as thread-safe");
    assertThat(Processes.of(reactor.directory().getParent())).isEmpty();
  }

  private static String retMsg(TestProject reactor, String module) {
    return JsonParser.parseString(reactor.read(module + "/target/scf/invoke.json"))
        .getAsJsonObject()
        .get("retMsg")
        .getAsString();
  }
}
