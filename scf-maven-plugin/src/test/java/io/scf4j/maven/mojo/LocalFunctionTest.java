package io.scf4j.maven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalFunctionTest {

  @Test
  void isCalledByUrlAndByCommand() {
    LocalFunction function = new LocalFunction("http://127.0.0.1:9080", "default", "hello");
    assertThat(function.url()).isEqualTo("http://127.0.0.1:9080/url/default/hello/");
    assertThat(function.invokeCommand("scf:invoke"))
        .isEqualTo(
            "mvn scf:invoke -Dscf.local -Dscf.functionName=hello"
                + " -Dscf.clientContext='{\"key1\":\"value 1\"}'");
  }

  @Test
  void namesItsNamespaceWhereItMatters() {
    LocalFunction function = new LocalFunction("http://127.0.0.1:9080", "team", "hello");
    assertThat(function.url()).isEqualTo("http://127.0.0.1:9080/url/team/hello/");
    assertThat(function.invokeCommand("scf:invoke")).contains(" -Dscf.namespace=team ");
  }
}
