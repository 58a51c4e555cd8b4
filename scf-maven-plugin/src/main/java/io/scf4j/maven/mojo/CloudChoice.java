package io.scf4j.maven.mojo;

import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.CloudProxy;
import io.scf4j.maven.cloud.CredentialChain;
import io.scf4j.maven.cloud.CredentialSource;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.cloud.DirectoryStore;
import io.scf4j.maven.cloud.EnvironmentCredentials;
import io.scf4j.maven.cloud.ObjectStores;
import io.scf4j.maven.cloud.Retries;
import io.scf4j.maven.cloud.cos.TencentCos;
import io.scf4j.maven.cloud.sdk.SdkCredentials;
import io.scf4j.maven.cloud.sdk.TencentScf;
import io.scf4j.maven.local.LocalScfAccess;
import io.scf4j.maven.local.LocalScfLeases;
import io.scf4j.maven.local.LocalScfLeases.Lease;
import io.scf4j.maven.local.store.Buckets;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.project.LocalScfHome;
import io.scf4j.maven.project.PluginRuntime;
import io.scf4j.maven.project.SettingsCredentials;
import io.scf4j.maven.project.SettingsProxy;
import io.scf4j.maven.report.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Which cloud a goal talks to, by its parameters: the local SCF, an endpoint, or the public one;
 * and with which credentials.
 *
 * @param local {@code scf.local}
 * @param url {@code scf.endpoint}, may be null
 * @param home {@code scf.home}
 */
record CloudChoice(boolean local, String url, Path home, SettingsDecrypter decrypter) {

  /** Longer than the minute for which a local SCF waits for another one of the same store. */
  static final Duration START_LIMIT = Duration.ofSeconds(90);

  /**
   * Finds it.
   *
   * @param chosen is told which cloud it is, in a line
   */
  CloudConnection connect(
      FunctionProject function,
      MavenSession session,
      LocalScfLeases leases,
      Console console,
      Consumer<String> chosen) {
    return local
        ? connectLocal(function, leases, console, chosen)
        : connectRemote(function, session, console, chosen);
  }

  private CloudConnection connectLocal(
      FunctionProject function, LocalScfLeases leases, Console console, Consumer<String> chosen) {
    if (url != null) {
      throw new ScfFailure(
          "Both scf.local and scf.endpoint are given.",
          "Give scf.local for the local SCF of this project, or scf.endpoint for any other.");
    }
    requireHostForLocalScf();
    Path store = LocalScfHome.store(home, function.topLevelDirectory());
    Lease lease =
        leases.acquire(store, PluginRuntime.java(), PluginRuntime.classPath(), START_LIMIT);
    LocalScfAccess access = lease.access();
    CloudEndpoint endpoint = CloudEndpoint.parse(access.endpoint());
    chosen.accept("Using the local SCF at " + endpoint + " (store " + store + ")");
    Credentials credentials =
        new Credentials("the local SCF", access.secretId(), access.secretKey(), Optional.empty());
    return new CloudConnection(
        new TencentScf(
            endpoint, credentials, Optional.empty(), Retries.of(endpoint, console::info)),
        (region, at) ->
            at.isPresent()
                ? stores(endpoint, credentials, any -> Optional.empty()).open(region, at)
                : new DirectoryStore(store.resolve(Buckets.DIRECTORY), InstantSource.system()),
        endpoint,
        Optional.of(lease));
  }

  /** Refuses Windows. */
  static void requireHostForLocalScf() {
    if (System.getProperty("os.name").startsWith("Windows")) {
      throw new ScfFailure(
          "The local SCF runs on Linux and macOS.",
          "Run the same command in WSL; packaging and deploying to the cloud work here.");
    }
  }

  private CloudConnection connectRemote(
      FunctionProject function, MavenSession session, Console console, Consumer<String> chosen) {
    CloudEndpoint endpoint = url == null ? CloudEndpoint.PUBLIC : CloudEndpoint.parse(url);
    if (function.isOffline() && !endpoint.isLoopback()) {
      throw new ScfFailure(
          "Maven is offline (-o) and " + endpoint + " is not on this machine.",
          "Leave -o out, or use -Dscf.local.");
    }
    List<CredentialSource> sources = new ArrayList<>();
    sources.add(new SettingsCredentials(session.getSettings(), decrypter));
    sources.add(new EnvironmentCredentials(System.getenv()));
    sources.addAll(SdkCredentials.sources(System.getenv()));
    Credentials credentials = new CredentialChain(sources).resolve();
    chosen.accept("Using " + endpoint + " with " + credentials);
    SettingsProxy proxies = new SettingsProxy(session.getSettings(), decrypter);
    return new CloudConnection(
        new TencentScf(
            endpoint,
            credentials,
            proxies.forEndpoint(endpoint),
            Retries.of(endpoint, console::info)),
        stores(endpoint, credentials, proxies::forEndpoint),
        endpoint,
        Optional.empty());
  }

  /** A cloud on this machine has no COS of its own, and the public one must not get its keys. */
  private static ObjectStores stores(
      CloudEndpoint endpoint,
      Credentials credentials,
      Function<CloudEndpoint, Optional<CloudProxy>> proxies) {
    return (region, at) -> {
      if (at.isEmpty() && endpoint.isLoopback()) {
        throw new ScfFailure(
            "The package is too large for a call of the cloud API, and there is no COS at "
                + endpoint
                + ".",
            "Make it smaller, or name a COS of your own with -Dscf.cosEndpoint.");
      }
      return new TencentCos(
          region, credentials, proxies.apply(at.orElse(TencentCos.endpoint(region))), at);
    };
  }
}
