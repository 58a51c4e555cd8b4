package io.scf4j.it.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.MavenInvocationException;

/** One call of a real Maven, as a person would type it. */
public final class MavenBuild {
  private static final int LIMIT_S = 300;

  private final MavenRuntime maven;
  private final TestProject project;
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path onlyJdk;
  private String settings = ItSettings.settingsXml();

  private MavenBuild(MavenRuntime maven, TestProject project) {
    this.maven = maven;
    this.project = project;
    properties.put("scf.home", project.scfHome().toString());
    properties.put("scf.jre", "none"); // seconds and megabytes that few tests are about
    // No source of real credentials is left to a test.
    for (String name : List.of("TENCENTCLOUD_", "TENCENT_")) {
      for (String part : List.of("SECRET_ID", "SECRET_KEY", "TOKEN")) {
        environment.put(name + part, "");
      }
    }
  }

  public static MavenBuild of(MavenRuntime maven, TestProject project) {
    return new MavenBuild(maven, project);
  }

  /** Goals and options. */
  public MavenBuild with(String... more) {
    arguments.addAll(Arrays.asList(more));
    return this;
  }

  /** {@code -Dname=value}. */
  public MavenBuild property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** With the JRE that the project would have by itself. */
  public MavenBuild withJre() {
    properties.remove("scf.jre");
    return this;
  }

  /** {@code -Dscf.local}. */
  public MavenBuild local() {
    return property("scf.local", "true");
  }

  /** On a machine that has this JDK and no other; Maven runs on it. */
  public MavenBuild withOnlyJdk(Path home) {
    onlyJdk = home;
    return this;
  }

  public MavenBuild environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Puts more into settings.xml, such as a server. */
  public MavenBuild settings(String elements) {
    settings = settings.replace("</settings>", elements + "</settings>");
    return this;
  }

  /** Runs to the end and must succeed. */
  public BuildResult succeeds() {
    BuildResult result = run();
    if (result.exitCode() != 0) {
      throw new AssertionError(this + " failed:\n" + result.output());
    }
    return result;
  }

  /** Runs to the end and must fail. */
  public BuildResult fails() {
    BuildResult result = run();
    if (result.exitCode() == 0) {
      throw new AssertionError(this + " should have failed:\n" + result.output());
    }
    return result;
  }

  private BuildResult run() {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    InvocationRequest request = new DefaultInvocationRequest();
    request.setMavenHome(maven.home().toFile());
    request.setJavaHome(maven.requireJavaHome().toFile());
    if (onlyJdk != null) {
      request.setJavaHome(onlyJdk.toFile());
      request.setMavenExecutable(
          HiddenDirectories.program(
                  project.directory().getParent(),
                  maven.home().resolve("bin").resolve("mvn"),
                  Jdks.allBut(onlyJdk))
              .toFile());
    }
    request.setBaseDirectory(project.directory().toFile());
    request.setLocalRepositoryDirectory(ItSettings.stagedRepository().toFile());
    request.setUserSettingsFile(writeSettings().toFile());
    request.setBatchMode(true);
    request.setNoTransferProgress(true);
    request.setTimeoutInSeconds(LIMIT_S);
    request.setShellEnvironmentInherited(true);
    environment.forEach(request::addShellEnvironment);
    request.addArgs(arguments);
    Properties all = new Properties();
    all.putAll(properties);
    request.setProperties(all);
    request.setOutputHandler(lines::add);
    request.setErrorHandler(lines::add);
    request.setInputStream(new ByteArrayInputStream(new byte[0]));
    try {
      return new BuildResult(new DefaultInvoker().execute(request).getExitCode(), lines);
    } catch (MavenInvocationException e) {
      throw new AssertionError(this + " could not be started", e);
    }
  }

  /**
   * The same call as a process in the test's hands, for tests that end it. It leads a process
   * group, as in a terminal, where Ctrl-C goes to all of the group.
   */
  public Process start(Path output) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setsid", "env", "--default-signal=INT"));
    command.add(maven.home().resolve("bin").resolve("mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-s", writeSettings().toString()));
    command.add("-Dmaven.repo.local=" + ItSettings.stagedRepository());
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", maven.requireJavaHome().toString());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path writeSettings() {
    try {
      Path file = project.directory().resolveSibling("settings.xml");
      Files.writeString(file, settings);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return maven + ": mvn " + String.join(" ", arguments) + " " + properties;
  }
}
