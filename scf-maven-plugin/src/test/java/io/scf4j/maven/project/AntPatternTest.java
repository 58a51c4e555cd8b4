package io.scf4j.maven.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AntPatternTest {

  @ParameterizedTest
  @CsvSource({
    "README.md, README.md",
    "*.md, README.md",
    "**/*.md, README.md",
    "**/*.md, docs/deep/README.md",
    "docs/, docs/deep/README.md",
    "docs/**, docs/README.md",
    "/docs/*.md, docs/README.md",
    "docs\\*.md, docs/README.md",
    "' docs/*.md ', docs/README.md",
    "**, a/b",
    "a/**/z, a/z",
    "a/**/z, a/b/c/z",
    "READM?.md, README.md",
    "[a].txt, [a].txt"
  })
  void matches(String pattern, String path) {
    assertThat(new AntPattern(pattern).matches(path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*.md, docs/README.md",
    "*.MD, README.md",
    "docs/*, docs/deep/README.md",
    "docs/, docs.txt",
    "docs, docs/README.md",
    "READM?.md, READM.md",
    "[a].txt, a.txt"
  })
  void doesNotMatch(String pattern, String path) {
    assertThat(new AntPattern(pattern).matches(path)).isFalse();
  }
}
