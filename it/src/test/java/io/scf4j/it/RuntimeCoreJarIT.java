package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The jar that goes into every function: small, alone, and the same whoever builds it. */
class RuntimeCoreJarIT {
  private static final int LARGEST_BYTES = 120 * 1024;

  private static Path jar() {
    String version = ItSettings.version();
    return ItSettings.stagedRepository()
        .resolve("io/scf4j/scf-runtime-core")
        .resolve(version)
        .resolve("scf-runtime-core-" + version + ".jar");
  }

  private static String jdeps(String... options) {
    StringWriter out = new StringWriter();
    String[] arguments = java.util.Arrays.copyOf(options, options.length + 1);
    arguments[options.length] = jar().toString();
    int status =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(new PrintWriter(out), new PrintWriter(out), arguments);
    assertThat(status).as(out.toString()).isZero();
    return out.toString();
  }

  @Test
  void hasAtMost120KilobytesAndNoVersionedClasses() throws IOException {
    assertThat(Files.size(jar())).isLessThanOrEqualTo(LARGEST_BYTES);
    try (JarFile file = new JarFile(jar().toFile())) {
      assertThat(file.isMultiRelease()).isFalse();
      assertThat(file.stream())
          .noneMatch(entry -> entry.getName().startsWith("META-INF/versions/"));
    }
  }

  @Test
  void needsNoModuleButJavaBase() {
    assertThat(jdeps("--ignore-missing-deps", "--print-module-deps")).isEqualTo("java.base\n");

    ModuleDescriptor module =
        ModuleFinder.of(jar()).find("io.scf4j.runtime").orElseThrow().descriptor();
    assertThat(module.requires()).extracting(required -> required.name()).containsOnly("java.base");
    assertThat(module.exports())
        .extracting(exported -> exported.source())
        .containsExactly("io.scf4j.runtime");
  }

  @Test
  void refersToOthersInTheThreeBridgesOnly() {
    Set<String> referring =
        jdeps("-verbose:class")
            .lines()
            .filter(line -> line.startsWith("   ") && line.endsWith("not found")) // classes
            .map(line -> line.strip().split(" ", -1)[0])
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(referring)
        .containsExactly(
            "io.scf4j.runtime.value.GsonCodec",
            "io.scf4j.runtime.value.Jackson2Codec",
            "io.scf4j.runtime.value.Jackson3Codec");
  }

  @OneMaven
  void isTheSameByteForByteInTwoBuilds(MavenRuntime maven) throws IOException {
    byte[] first = build(maven, "UTC");
    byte[] second = build(maven, "Asia/Shanghai");

    assertThat(second).isEqualTo(first);
  }

  private static byte[] build(MavenRuntime maven, String zone) throws IOException {
    TestProject sources = TestProject.empty();
    for (String name : List.of("pom.xml", "LICENSE", "scf-runtime-core")) {
      sources.copyIn(ItSettings.sources().resolve(name));
    }
    MavenBuild.of(maven, sources)
        .with("-f", "scf-runtime-core/pom.xml", "package")
        .property("maven.test.skip", "true")
        .property("spotless.check.skip", "true")
        .environment("MAVEN_OPTS", "-Duser.timezone=" + zone)
        .succeeds();
    return Files.readAllBytes(
        sources.file("scf-runtime-core/target/scf-runtime-core-" + ItSettings.version() + ".jar"));
  }
}
