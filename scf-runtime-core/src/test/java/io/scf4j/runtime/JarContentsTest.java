package io.scf4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar is made of. */
class JarContentsTest {
  private static final int JAVA_11 = 55;

  private static Path classes() throws URISyntaxException {
    return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void hasAModuleDescriptorAndNoClassesForCertainVersions() throws Exception {
    try (InputStream in = Files.newInputStream(classes().resolve("module-info.class"))) {
      ModuleDescriptor module = ModuleDescriptor.read(in);
      assertThat(module.name()).isEqualTo("io.scf4j.runtime");
      assertThat(module.isAutomatic()).isFalse();
      assertThat(module.requires())
          .filteredOn(
              required -> !required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
          .extracting(ModuleDescriptor.Requires::name)
          .containsExactly("java.base");
    }
    assertThat(classes().resolve("META-INF").resolve("versions")).doesNotExist();
  }

  @Test
  void runsOnJava11() throws Exception {
    try (Stream<Path> files = Files.walk(classes())) {
      assertThat(files.filter(file -> file.toString().endsWith(".class")))
          .isNotEmpty()
          .allMatch(file -> majorVersionOf(file) == JAVA_11);
    }
  }

  private static int majorVersionOf(Path file) {
    try {
      return Files.readAllBytes(file)[7];
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
