package io.scf4j.maven.local;

import com.sun.net.httpserver.HttpServer;
import io.scf4j.maven.local.cloudapi.CloudApiServer;
import io.scf4j.maven.local.cloudapi.Functions;
import io.scf4j.maven.local.cloudapi.InvocationWatcher;
import io.scf4j.maven.local.instance.MountNamespace;
import io.scf4j.maven.local.instance.PoolOptions;
import io.scf4j.maven.local.store.Credentials;
import io.scf4j.maven.local.store.FunctionStore;
import io.scf4j.maven.local.store.StoreLock;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The local SCF: Tencent Cloud's API for functions on a loopback port, and the functions themselves
 * as real processes of their own {@code bootstrap}. Everything in this process; goals use {@link
 * LocalScfProcess}, because the JDK's HTTP server is only fast with a system property that is not
 * ours to set in Maven's JVM.
 */
public final class LocalScf implements AutoCloseable {

  /**
   * What can be chosen.
   *
   * @param store directory of the state, made when absent
   * @param port port on 127.0.0.1, 0 for a free one
   * @param lockWait how long to wait while another process uses the store
   * @param transition how long a function is Creating or Updating
   * @param instanceLimit the most instances of one version of a function at a time
   * @param retryPause between two tries of an asynchronous event
   * @param debugPort port on 127.0.0.1 for a debugger of the functions' JVMs; empty for none
   * @param strict whether violations of the runtime API are answered with 4xx
   */
  public record Options(
      Path store,
      int port,
      Duration lockWait,
      Duration transition,
      int instanceLimit,
      Duration retryPause,
      OptionalInt debugPort,
      boolean strict) {

    /** The most instances of one version of a function, unless it is said. */
    public static final int DEFAULT_INSTANCES = 5;

    /** With the platform's pause, a minute; without a debugger, and not strict. */
    public Options(
        Path store, int port, Duration lockWait, Duration transition, int instanceLimit) {
      this(store, port, lockWait, transition, instanceLimit, Duration.ofMinutes(1));
    }

    /** Without a debugger, and not strict. */
    public Options(
        Path store,
        int port,
        Duration lockWait,
        Duration transition,
        int instanceLimit,
        Duration retryPause) {
      this(
          store, port, lockWait, transition, instanceLimit, retryPause, OptionalInt.empty(), false);
    }

    PoolOptions pools() {
      PoolOptions pools = PoolOptions.of(instanceLimit);
      return new PoolOptions(pools.limit(), pools.idleTime(), debugPort, strict);
    }

    /** The defaults: one minute for the lock, 100 ms for a state, five instances. */
    public static Options of(Path store, int port) {
      return new Options(
          store, port, Duration.ofMinutes(1), Duration.ofMillis(100), DEFAULT_INSTANCES);
    }
  }

  /** Ample on loopback, where the largest answer takes milliseconds. */
  static final Duration READING_TIME = Duration.ofSeconds(30);

  private final StoreLock lock;
  private final Functions functions;
  private final CloudApiServer server;
  private final LocalScfAccess access;
  private final CompletableFuture<MountNamespace> namespace;

  private LocalScf(
      StoreLock lock,
      Functions functions,
      CloudApiServer server,
      Credentials credentials,
      CompletableFuture<MountNamespace> namespace) {
    this.lock = lock;
    this.functions = functions;
    this.server = server;
    this.namespace = namespace;
    this.access =
        new LocalScfAccess(
            server.port(),
            ProcessHandle.current().pid(),
            "http://127.0.0.1:" + server.port(),
            credentials.secretId(),
            credentials.secretKey());
  }

  /** Starts with the defaults; port 0 takes a free one. */
  public static LocalScf start(Path store, int port) {
    return start(Options.of(store, port));
  }

  /**
   * Starts, and returns when requests are served.
   *
   * @throws LocalScfException when the store is in use, cannot be read, or the port is taken
   */
  public static LocalScf start(Options options) {
    return start(options, problem -> {});
  }

  /**
   * Tells besides what this machine does not let it do as the platform, in one line, and what goes
   * wrong in itself.
   */
  static LocalScf start(Options options, Consumer<String> problems) {
    return start(options, READING_TIME, problems, InvocationWatcher.NONE);
  }

  /**
   * As the other one.
   *
   * @param readingTime within which a client has to read its answer
   * @param watcher sees what is invoked
   */
  static LocalScf start(
      Options options, Duration readingTime, Consumer<String> problems, InvocationWatcher watcher) {
    return start(options, readingTime, problems, watcher, InstantSource.system());
  }

  /** One whose clients have that long to read an answer. */
  static LocalScf start(Options options, Duration readingTime, Consumer<String> problems) {
    return start(options, readingTime, problems, InvocationWatcher.NONE);
  }

  /**
   * As the other one.
   *
   * @param clock what signatures and timers go by
   */
  public static LocalScf start(Options options, InstantSource clock, Consumer<String> problems) {
    return start(options, READING_TIME, problems, InvocationWatcher.NONE, clock);
  }

  private static LocalScf start(
      Options options,
      Duration readingTime,
      Consumer<String> problems,
      InvocationWatcher watcher,
      InstantSource clock) {
    Path store = options.store().toAbsolutePath().normalize();
    StoreLock lock = null;
    Functions functions = null;
    CompletableFuture<MountNamespace> namespace = null;
    CompletableFuture<HttpServer> http = null;
    try {
      lock = StoreLock.acquire(store, options.lockWait());
      // Meanwhile, as most of it is loading classes that nothing else needs.
      http = CompletableFuture.supplyAsync(() -> listen(options.port()));
      FunctionStore kept = FunctionStore.open(store);
      // Meanwhile: it takes longer than the rest of the start, and only instances need it.
      namespace = CompletableFuture.supplyAsync(() -> namespace(kept.instances(), problems));
      functions =
          new Functions(kept, options.transition(), options.pools(), namespace::join, watcher);
      Credentials credentials = Credentials.of(store, new SecureRandom());
      CloudApiServer server =
          CloudApiServer.start(
              http.join(),
              functions,
              credentials,
              clock,
              options.retryPause(),
              readingTime,
              problems);
      return new LocalScf(lock, functions, server, credentials, namespace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      release(http, namespace, functions, lock);
      throw new LocalScfException("Starting the local SCF was interrupted.", e);
    } catch (CompletionException e) {
      release(http, namespace, functions, lock);
      throw new LocalScfException(e.getCause().getMessage(), e.getCause());
    } catch (IOException e) {
      release(http, namespace, functions, lock);
      throw new LocalScfException(e.getMessage(), e);
    }
  }

  private static MountNamespace namespace(Path instances, Consumer<String> warnings) {
    MountNamespace namespace = MountNamespace.probe(instances);
    namespace
        .refusal()
        .ifPresent(
            why ->
                warnings.accept(
                    "Warning: on SCF code is on a read-only file system and each instance has its"
                        + " own /tmp. Here code is protected by file modes only, which root does"
                        + " not heed, TMPDIR is set in place of an own /tmp and SCF4J_OPT in place"
                        + " of layers at /opt, because a mount namespace is not to be had: "
                        + why));
    return namespace;
  }

  private static HttpServer listen(int port) {
    try {
      return CloudApiServer.listen(port);
    } catch (BindException e) {
      throw new LocalScfException(PortHolder.explain(port), e);
    } catch (IOException e) {
      throw new LocalScfException(
          "The local SCF cannot listen on 127.0.0.1:"
              + port
              + ": "
              + e.getMessage()
              + ".\n"
              + "End the program that uses the port, or choose another one with -Dscf.port.",
          e);
    }
  }

  /** A port that was taken for nothing. */
  private static void release(
      CompletableFuture<HttpServer> http,
      CompletableFuture<MountNamespace> namespace,
      Functions functions,
      StoreLock lock) {
    if (http != null) {
      http.thenAccept(server -> server.stop(0)).exceptionally(never -> null).join();
    }
    release(namespace, functions, lock);
  }

  private static void release(
      CompletableFuture<MountNamespace> namespace, Functions functions, StoreLock lock) {
    if (namespace != null) {
      namespace.join(); // it still uses the store
    }
    try (lock;
        functions) {
      // closed in reverse order: functions, then the lock
    } catch (IOException e) {
      // the start has failed already, and its reason is the one to tell
    }
  }

  /** Where it is and how to sign. */
  public LocalScfAccess access() {
    return access;
  }

  /** Ends the server and every instance, and gives the store free. */
  @Override
  public void close() {
    server.close();
    release(namespace, functions, lock);
  }
}
