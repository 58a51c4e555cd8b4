package io.scf4j.maven.mojo;

import io.scf4j.maven.local.LocalScfException;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.serverless.ServerlessFile;
import io.scf4j.maven.model.serverless.ServerlessReader;
import io.scf4j.maven.project.EachFunction;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.project.GoalExecution;
import io.scf4j.maven.project.MavenConsole;
import io.scf4j.maven.project.UnknownNames;
import io.scf4j.maven.report.Console;
import io.scf4j.maven.report.LabelledConsole;
import java.io.File;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * What all goals share: which project, which function, whether to do anything, and the one place
 * where our exceptions become Maven's (failure: the user's to mend; execution: the environment's).
 * Causes go to the debug log: Maven would append their texts to what to do.
 */
abstract class AbstractScfMojo extends AbstractMojo {
  private static final String WARNED = "io.scf4j.warned ";

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /**
   * Skips the goal.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Name of the function: 2 to 60 letters, digits, {@code -} or {@code _}, starting with a letter.
   * Default: the artifactId, with {@code .} as {@code -}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.functionName")
  private String functionName;

  /**
   * A file that says what the function is, as the component {@code scf} of Serverless Framework has
   * it; relative to the project. What the POM and the command line say counts more. Default: {@code
   * serverless.yml} or {@code serverless.yaml} in the directory of the project, when there is one
   * with {@code component: scf}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.serverlessYml")
  private File serverlessYml;

  /**
   * Several functions of one module, each {@code <function>} with a {@code <functionName>} and
   * whatever parameters of the goals are its own; they cover those around {@code <functions>}, as
   * the configuration of a POM covers that of its parent, and an empty element clears. What the
   * goals make of one lies in {@code target/scf/<functionName>}. {@code -Dscf.functionName} chooses
   * one of them. Default: the module is one function.
   *
   * @since 0.1.0
   */
  @Parameter private PlexusConfiguration functions;

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    FunctionProject function = FunctionProject.of(project, session, execution);
    if (skip) {
      console().info("Skipped: scf.skip is set.");
      return;
    }
    if (needsFunction() && !function.isFunction()) {
      Optional<String> almost = function.whyNoFunction();
      almost.ifPresent(why -> warnOnce("Skipped: " + why));
      if (almost.isEmpty()) {
        console().info("Skipped: this module is not a function.");
      }
      return;
    }
    if (GoalExecution.functionOf(execution).isEmpty()) {
      UnknownNames.warnings(project, execution, session.getUserProperties())
          .forEach(this::warnOnce);
    }
    translated(
        () -> {
          if (needsFunction()) {
            function.requireOneNameForOneFunction();
          }
          if (functions == null
              || !isForOneFunction()
              || !new EachFunction(plugins(), session, execution, console()).run(project)) {
            run(function);
          }
        });
  }

  /** Work of a goal, with Maven's exceptions for ours. */
  @FunctionalInterface
  interface Work {
    void run() throws MojoExecutionException, MojoFailureException;
  }

  final void translated(Work work) throws MojoExecutionException, MojoFailureException {
    try {
      work.run();
    } catch (ScfFailure e) {
      getLog().debug(e);
      throw new MojoFailureException(e.getMessage());
    } catch (LocalScfException e) {
      getLog().debug(e);
      throw new MojoExecutionException(e.getMessage());
    } catch (UncheckedIOException e) {
      getLog().debug(e);
      // The cause's class says what its message, often just a path, does not.
      throw new MojoExecutionException(
          e.getMessage() + "\n" + e.getCause() + "\nCheck its permissions and the disk's space.");
    }
  }

  /** Whether the call itself says which function it is about, whatever project it is made in. */
  boolean namesItsFunction() {
    return false;
  }

  /** Whether the goal has nothing to do in a module that is no function. */
  boolean needsFunction() {
    return !namesItsFunction();
  }

  /** Whether the goal is about one function at a time, and not about all of a build. */
  boolean isForOneFunction() {
    return true;
  }

  /** Runs goals. */
  abstract BuildPluginManager plugins();

  /** Does the goal's work. */
  abstract void run(FunctionProject function) throws MojoExecutionException, MojoFailureException;

  final MavenSession session() {
    return session;
  }

  final MavenProject project() {
    return project;
  }

  /** The call of this goal, with what Maven knows of it. */
  final MojoExecution execution() {
    return execution;
  }

  final Console console() {
    Console maven = new MavenConsole(getLog());
    return GoalExecution.functionOf(execution)
        .<Console>map(function -> new LabelledConsole(maven, function))
        .orElse(maven);
  }

  /** Warns, unless another goal of this plugin has done so in this build of the module. */
  final void warnOnce(String warning) {
    if (isNew(warning)) {
      console().warn(warning);
    }
  }

  /** Tells what is the same for several functions of a module once in a goal. */
  final void infoOfAll(String line) {
    boolean oneOfSeveral = GoalExecution.functionOf(execution).isPresent();
    if (!oneOfSeveral || isNew(execution.getGoal() + " " + line)) {
      getLog().info(line);
    }
  }

  @SuppressWarnings("unchecked") // Maven's context of a plugin is a raw map
  private boolean isNew(String text) {
    Map<String, Object> context = getPluginContext();
    return context == null || context.put(WARNED + text, true) == null;
  }

  /**
   * What the module's serverless.yml says, and its notices once. It is of one function, so that one
   * of several has it only when it names it.
   *
   * @throws ScfFailure with all that is wrong with it
   */
  final ServerlessFile serverless(FunctionProject function) {
    ServerlessReader reader = new ServerlessReader(function.baseDirectory(), System.getenv());
    if (serverlessYml == null && function.oneOfSeveral().isPresent()) {
      reader.whyNotForSeveral().ifPresent(this::warnOnce);
      return ServerlessFile.NONE;
    }
    ServerlessFile file =
        serverlessYml == null ? reader.find() : reader.read(serverlessYml.toPath());
    file.notices().stream().filter(this::isNew).forEach(console()::info);
    return file;
  }

  /** What a parameter says, else what the file says, else the default. */
  static String configured(String nullable, Optional<String> file, String fallback) {
    return nullable == null ? file.orElse(fallback) : nullable;
  }

  /** The configured name, or that of the project. */
  final String functionName(FunctionProject function, ServerlessFile file) {
    if (functionName != null && !functionName.isBlank()) {
      return functionName.strip();
    }
    return file.functionName()
        .or(function::defaultFunctionName)
        .orElseThrow(
            () ->
                new ScfFailure(
                    "There is no project here, so the function needs a name.",
                    "Add -Dscf.functionName=NAME, or run the goal in a project."));
  }
}
