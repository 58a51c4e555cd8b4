package io.scf4j.maven.mojo;

import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.project.LocalScfHome;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * A goal that starts or ends the local SCF of a build. Called on the command line it is about all
 * modules, and works in a project that is no function and without one.
 */
abstract class LocalGoal extends AbstractScfMojo {
  private final CloudServices services;

  /**
   * Where the local SCF keeps its functions, and caches lie.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.home", defaultValue = "${user.home}/.scf4j")
  private File home;

  LocalGoal(CloudServices services) {
    this.services = services;
  }

  @Override
  final boolean needsFunction() {
    return !isOnCommandLine();
  }

  final boolean isOnCommandLine() {
    return execution().getSource() == MojoExecution.Source.CLI;
  }

  final CloudServices services() {
    return services;
  }

  @Override
  final BuildPluginManager plugins() {
    return services.plugins();
  }

  @Override
  final boolean isForOneFunction() {
    return false;
  }

  final Path home() {
    return home.toPath();
  }

  final Path store(FunctionProject function) {
    return LocalScfHome.store(home(), function.topLevelDirectory()).toAbsolutePath();
  }

  /** What the goal is about: modules with a POM, or nothing where there is none. */
  final List<MavenProject> modules() {
    List<MavenProject> modules = isOnCommandLine() ? session().getProjects() : List.of(project());
    return modules.stream().filter(module -> function(module).exists()).toList();
  }

  final FunctionProject function(MavenProject module) {
    return new FunctionProject(module, session());
  }
}
