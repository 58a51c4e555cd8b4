package io.scf4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.FunctionProcess;
import io.scf4j.runtime.fake.Jdks;
import io.scf4j.runtime.fake.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing on stdout or stderr but what a function prints, on each JDK and under the options people
 * set; and the same bytes whatever the JVM takes for its default encoding.
 */
class QuietJvmTest {
  @TempDir Path directory;

  /** One event of three-byte and four-byte characters, then the API is gone. */
  private void servesInSilence(Path javaHome, Map<String, String> env, List<String> options)
      throws Exception {
    try (FakeRuntimeApi api =
        new FakeRuntimeApi(
            Reply.ok(), Reply.event("id-1", "\"中😀\""), Reply.ok(), Reply.event("id-2", "x"))) {
      Map<String, String> all = new HashMap<>(api.env());
      all.putAll(env);
      try (FunctionProcess function =
          FunctionProcess.start(javaHome, directory, all, options, "example.Hello::echo")) {
        api.await(4, function);
        function.close();
        function.awaitEnd();

        assertThat(api.log().get(2)).isEqualTo("POST /runtime/invocation/response 中😀");
        assertThat(function.out()).isEmpty();
        assertThat(function.err()).isEmpty();
      }
    }
  }

  @ParameterizedTest(name = "JDK {0} {1}")
  @CsvSource({
    "17, ''",
    "25, ''",
    "17, -Xshare:off",
    "25, -Xshare:off",
    "17, -Xshare:auto -Xint",
    "25, -Xshare:auto -Xint",
    "17, -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "25, -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "17, -Dhttp.proxyHost=192.0.2.1 -Dhttps.proxyHost=192.0.2.1 -DsocksProxyHost=192.0.2.1",
    "25, -Dhttp.proxyHost=192.0.2.1 -Dhttps.proxyHost=192.0.2.1 -DsocksProxyHost=192.0.2.1",
    "17, -Dfile.encoding=US-ASCII -Dsun.jnu.encoding=ANSI_X3.4-1968",
    "25, -Dfile.encoding=US-ASCII -Dsun.jnu.encoding=ANSI_X3.4-1968",
    "25, -XX:AOTMode=auto",
  })
  void printsNothingOnAnyJdkAndUnderAnyOption(int jdk, String options) throws Exception {
    List<String> split = new ArrayList<>(Arrays.asList(options.split(" ")));
    split.remove("");
    servesInSilence(Jdks.require(jdk), Map.of(), split);
  }

  @ParameterizedTest(name = "JDK {0} {1}={2}")
  @CsvSource({
    "17, LANG, C",
    "25, LANG, POSIX",
    "17, HTTP_PROXY, http://192.0.2.1:3128",
    "25, ALL_PROXY, socks5://192.0.2.1:1080",
  })
  void printsNothingInAnyEnvironment(int jdk, String variable, String value) throws Exception {
    servesInSilence(Jdks.require(jdk), Map.of(variable, value), List.of());
  }

  @Test
  void needsNoPrivilegeUnderASecurityManagerThatIsAllowed() throws Exception {
    servesInSilence(Jdks.require(17), Map.of(), List.of("-Djava.security.manager=allow"));
  }

  @Test
  void printsNothingInAnImageOfTheBaseModuleOnly() throws Exception {
    Path jlink = Jdks.require(25).resolve("bin").resolve("jlink");
    Path image = directory.resolve("jre");
    Process linking =
        new ProcessBuilder(
                jlink.toString(), "--add-modules", "java.base", "--output", image.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("jlink").toFile())
            .start();
    assertThat(linking.waitFor()).isZero();

    servesInSilence(image, Map.of(), List.of());
  }

  /**
   * A proxy that would be asked: the JDK exempts loopback addresses from SOCKS unless it is told
   * that nothing is exempt, so this one fails as soon as a socket is made without NO_PROXY.
   */
  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {17, 25})
  void connectsPastAProxyThatWouldBeAskedForLoopbackToo(int jdk) throws Exception {
    try (FakeRuntimeApi proxy = new FakeRuntimeApi(Reply.ok())) {
      servesInSilence(
          Jdks.require(jdk),
          Map.of(),
          List.of(
              "-DsocksProxyHost=127.0.0.1",
              "-DsocksProxyPort=" + proxy.port(),
              "-DsocksNonProxyHosts="));

      assertThat(proxy.connections()).isZero();
    }
  }
}
