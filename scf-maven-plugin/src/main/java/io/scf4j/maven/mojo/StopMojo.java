package io.scf4j.maven.mojo;

import io.scf4j.maven.local.LocalScfAccess;
import io.scf4j.maven.local.LocalScfStarts;
import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.project.StartProperties;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/**
 * Ends the local SCF that {@code scf:start} has started, in this build or with {@code scf.detach}
 * in an earlier one. Bound in a module whose {@code scf:start} found one running already, it leaves
 * that one. Where none is running it says so.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "stop",
    defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST,
    requiresProject = false,
    threadSafe = true)
public final class StopMojo extends LocalGoal {

  @Inject
  public StopMojo(CloudServices services) {
    super(services);
  }

  @Override
  void run(FunctionProject function) {
    console().info(services().starts().stop(store(function), project().getId()));
    for (MavenProject module : modules()) {
      StartProperties.reset(module);
      LocalScfStarts.removeStale(function(module).outputDirectory().resolve(LocalScfAccess.FILE));
    }
  }
}
