package io.scf4j.maven.mojo;

import io.scf4j.maven.local.EndSignals;
import io.scf4j.maven.local.LocalScfAccess;
import io.scf4j.maven.local.LocalScfLeases;
import io.scf4j.maven.local.LocalScfProcess;
import io.scf4j.maven.local.LogFollower;
import io.scf4j.maven.local.TickerLine;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.project.PluginRuntime;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Runs the local SCF in the foreground until Ctrl-C, with every function of the build packaged and
 * deployed, as {@code scf:package} and {@code scf:deploy -Dscf.local} do it; compiles before.
 * Without a project it serves what was deployed to it from this directory.
 *
 * <p>What the functions write is shown with the name of the function and the beginning of the
 * request id before each line, and a line tells of each invocation when it has ended: function and
 * qualifier, what led to it (API, function URL, trigger), status, times, memory, how long a cold
 * start took, and the request id. Functions that earlier runs have left are listed at the start.
 *
 * <p>How requests are signed is in {@code local.json}, whose path is printed.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "run",
    requiresProject = false,
    aggregator = true,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class RunMojo extends ServingGoal {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /**
   * Port of 127.0.0.1 for the cloud API and the function URLs, 1 to 65535, or 0 for a free one.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.port", defaultValue = "9080")
  private int port;

  /**
   * A file that gets the path of {@code local.json} as soon as requests are answered; one of an
   * earlier run is removed first. Relative to the project. Default: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.localFile")
  private File localFile;

  @Inject
  public RunMojo(CloudServices services) {
    super(services);
  }

  @Override
  void run(FunctionProject project) throws MojoExecutionException, MojoFailureException {
    CloudChoice.requireHostForLocalScf();
    Path store = store(project);
    List<String> arguments = arguments(port, store);
    arguments.add("--tell");
    requireNoneRunning(store);
    deleteLocalFile(project);
    List<MavenProject> functions =
        modules().stream().filter(module -> function(module).isFunction()).toList();
    for (MavenProject module : modules()) {
      function(module).whyNoFunction().ifPresent(why -> console().warn("Skipped: " + why));
    }
    for (MavenProject module : functions) {
      makePackage(module);
    }
    try (LocalScfProcess process =
        LocalScfProcess.start(
            store,
            PluginRuntime.java(),
            PluginRuntime.classPath(),
            CloudChoice.START_LIMIT,
            arguments)) {
      List<LocalFunction> deployed = new ArrayList<>();
      for (MavenProject module : functions) {
        deploy(module);
        deployed.addAll(deployed(module, process.access()));
      }
      serve(project, store, process, deployed);
    }
    console().info("The local SCF is stopped.");
  }

  private static void requireNoneRunning(Path store) {
    LocalScfLeases.advertised(store)
        .ifPresent(
            access -> {
              throw new ScfFailure(
                  "The local SCF of this project is running already, at "
                      + access.endpoint()
                      + " (process "
                      + access.pid()
                      + ").",
                  "End it with mvn scf:stop, or use it: mvn package scf:deploy scf:invoke"
                      + " -Dscf.local.");
            });
  }

  private void serve(
      FunctionProject project, Path store, LocalScfProcess process, List<LocalFunction> functions) {
    LogFollower log = process.followLog();
    try (EndSignals signals = EndSignals.take()) {
      console().info("");
      console().info("The local SCF answers at " + process.access().endpoint());
      console().info("  how to sign: " + store.resolve(LocalScfAccess.FILE));
      console().info("  log:         " + log.file());
      for (LocalFunction function : functions) {
        console().info("Function '" + function.name() + "':");
        console().info("  invoke:      " + function.invokeCommand(invokeGoal()));
        console().info("  URL:         " + function.url());
      }
      EarlierFunctions.lines(store, process.access().endpoint(), functions)
          .forEach(console()::info);
      console().info("Press Ctrl-C to stop.");
      writeLocalFile(project, store);
      boolean told = false;
      while (!told && process.isAlive()) {
        told = signals.await(PAUSE);
        log.newLines().forEach(console()::info);
        process.told().forEach(this::tell);
      }
      if (!told) {
        process.requireOrderlyEnd();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever runs this build in a thread has ended it
    }
  }

  private void tell(TickerLine line) {
    if (line.failed()) {
      console().warn(line.text());
    } else {
      console().info(line.text());
    }
  }

  /** As this goal was called, by its short prefix or in full. */
  private String invokeGoal() {
    return session().getGoals().stream()
        .filter(goal -> goal.endsWith(":run"))
        .map(goal -> goal.substring(0, goal.length() - "run".length()) + "invoke")
        .findFirst()
        .orElse("scf:invoke");
  }

  private void deleteLocalFile(FunctionProject project) {
    if (localFile != null) {
      Path file = project.baseDirectory().resolve(localFile.toPath());
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + file, e);
      }
    }
  }

  /** In one step: a script that waits for the file reads all of it. */
  private void writeLocalFile(FunctionProject project, Path store) {
    if (localFile != null) {
      Path file = project.baseDirectory().resolve(localFile.toPath()).toAbsolutePath();
      try {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        Files.writeString(part, store.resolve(LocalScfAccess.FILE) + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write " + file, e);
      }
    }
  }
}
