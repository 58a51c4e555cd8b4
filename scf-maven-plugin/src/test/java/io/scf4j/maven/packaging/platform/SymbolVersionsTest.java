package io.scf4j.maven.packaging.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolVersionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GLIBC_2.17",
        "GLIBC_2.2.5",
        "GLIBC_2.9",
        "GLIBC_PRIVATE",
        "GLIBCXX_3.4.19",
        "GLIBCXX_3.4",
        "CXXABI_1.3.7",
        "CXXABI_TM_1",
        "GCC_4.8.0",
        "GCC_3.0",
        "ZLIB_1.2.9",
        "OPENSSL_3.0.0",
        "GLIBC_",
        "",
        "GLIBC_2.99999999999999999999"
      })
  void takesWhatThePlatformHasOrNobodyKnows(String version) {
    assertThat(SymbolVersions.problems(List.of(version))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GLIBC_2.18, 2.17",
        "GLIBC_2.17.1, 2.17",
        "GLIBC_2.34, 2.17",
        "GLIBC_3, 2.17",
        "GLIBC_ABI_DT_RELR, 2.17",
        "GLIBCXX_3.4.20, 3.4.19",
        "CXXABI_1.3.8, 1.3.7",
        "GCC_7.0.0, 4.8.0"
      })
  void namesAVersionThatIsTooHighAndTheLimit(String versionAndLimit) {
    String version = versionAndLimit.replaceFirst(",.*", "");
    String limit = versionAndLimit.replaceFirst(".*, ", "");
    assertThat(SymbolVersions.problems(List.of(version)))
        .containsExactly("needs " + version + "; the platform (CentOS 7.6) has " + limit);
  }

  @Test
  void namesTheHighestOfEachFamily() {
    assertThat(
            SymbolVersions.problems(
                List.of(
                    "GLIBC_2.28",
                    "GLIBC_ABI_DT_RELR",
                    "GLIBC_2.34",
                    "GLIBC_2.4",
                    "GLIBC_2.33",
                    "GLIBCXX_3.4.30",
                    "GLIBCXX_3.4.9",
                    "CXXABI_1.3")))
        .containsExactly(
            "needs GLIBC_2.34; the platform (CentOS 7.6) has 2.17",
            "needs GLIBCXX_3.4.30; the platform (CentOS 7.6) has 3.4.19");
  }
}
