package io.scf4j.maven.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalScfHomeTest {
  private static final Path HOME = Path.of("/home/dev/.scf4j");

  @Test
  void liesUnderTheHashOfTheTopLevelDirectory() {
    assertThat(LocalScfHome.store(HOME, Path.of("/src/shop")))
        .isEqualTo(HOME.resolve("local").resolve("3cb8c763ca500a39"));
  }

  @Test
  void isOneHoweverTheDirectoryIsWritten() {
    assertThat(LocalScfHome.store(HOME, Path.of("/src/./old/../shop")))
        .isEqualTo(LocalScfHome.store(HOME, Path.of("/src/shop")));
  }

  @Test
  void isAnotherForAnotherDirectory() {
    assertThat(LocalScfHome.store(HOME, Path.of("/src/other")))
        .isNotEqualTo(LocalScfHome.store(HOME, Path.of("/src/shop")));
  }
}
