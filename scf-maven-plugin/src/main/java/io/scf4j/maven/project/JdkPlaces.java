package io.scf4j.maven.project;

import io.scf4j.maven.packaging.jre.JdkSearch;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/** Where a build has its JDKs. */
public final class JdkPlaces {
  private JdkPlaces() {}

  /**
   * The search for the JDK of a function's JRE.
   *
   * @param targetJdk {@code scf.targetJdk}, may be null
   */
  public static JdkSearch search(
      File targetJdk, ToolchainManager toolchains, MavenSession session) {
    if (targetJdk != null) {
      return JdkSearch.named(targetJdk.toPath());
    }
    List<Path> homes = new ArrayList<>();
    Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
    String java = toolchain == null ? null : toolchain.findTool("java");
    if (java != null) {
      homes.add(Path.of(java).getParent().getParent());
    }
    String javaHome = System.getenv("JAVA_HOME");
    if (javaHome != null && !javaHome.isBlank()) {
      homes.add(Path.of(javaHome));
    }
    homes.add(Path.of(System.getProperty("java.home")));
    return JdkSearch.in(homes, JdkSearch.usualPlaces(Path.of(System.getProperty("user.home"))));
  }
}
