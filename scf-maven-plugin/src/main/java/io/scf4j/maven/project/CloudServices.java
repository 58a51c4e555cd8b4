package io.scf4j.maven.project;

import io.scf4j.maven.deploy.Once;
import io.scf4j.maven.local.LocalScfLeases;
import io.scf4j.maven.local.LocalScfStarts;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * What the goals that talk to a cloud need from Maven, and the one {@link LocalScfLeases} and
 * {@link LocalScfStarts} of a build, so that goals that overlap under {@code -T} share a local SCF.
 * Maven makes and keeps this object; there is no static state.
 */
@Named
@Singleton
public final class CloudServices {
  private final SettingsDecrypter decrypter;
  private final BuildPluginManager plugins;
  private final LocalScfLeases localScf = new LocalScfLeases();
  private final LocalScfStarts starts = new LocalScfStarts();
  private final Map<MavenExecutionRequest, Map<String, Once>> builds = new WeakHashMap<>();

  @Inject
  public CloudServices(SettingsDecrypter decrypter, BuildPluginManager plugins) {
    this.decrypter = decrypter;
    this.plugins = plugins;
  }

  /** Opens encrypted passwords of settings.xml. */
  public SettingsDecrypter decrypter() {
    return decrypter;
  }

  /** Runs goals. */
  public BuildPluginManager plugins() {
    return plugins;
  }

  /** Lends the local SCF. */
  public LocalScfLeases localScf() {
    return localScf;
  }

  /** What the functions of a build share that go to the same cloud. */
  public synchronized Once once(MavenSession session, String endpoint) {
    return builds
        .computeIfAbsent(session.getRequest(), build -> new HashMap<>())
        .computeIfAbsent(endpoint, cloud -> new Once());
  }

  /** Keeps the local SCF between {@code start} and {@code stop}. */
  public LocalScfStarts starts() {
    return starts;
  }
}
