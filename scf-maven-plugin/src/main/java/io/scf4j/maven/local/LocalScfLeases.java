package io.scf4j.maven.local;

import io.scf4j.maven.local.cloudapi.CloudApiServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lends a local SCF to whoever needs one for a while: the one that {@code run} or {@code start} has
 * left for the same store, else one that is started for the first borrower and ended with the last.
 * Goals of one build that overlap ({@code -T}) share it when they share this object.
 */
public final class LocalScfLeases {
  private static final int ANSWER_LIMIT_MS = 2000;

  private final Map<Path, Shared> shared = new HashMap<>();

  /** A started process and who uses it. */
  private static final class Shared {
    private LocalScfProcess process;
    private int borrowers;
  }

  /** The right to use a local SCF until it is closed. */
  public final class Lease implements AutoCloseable {
    private final Path store;
    private final LocalScfAccess access;
    private boolean returned;

    private Lease(Path store, LocalScfAccess access) {
      this.store = store;
      this.access = access;
    }

    /** Where it is and how to sign. */
    public LocalScfAccess access() {
      return access;
    }

    /** Gives it back; safe to call twice. */
    @Override
    public void close() {
      synchronized (this) {
        if (returned) {
          return;
        }
        returned = true;
      }
      if (store != null) {
        giveBack(store);
      }
    }
  }

  /**
   * Borrows the local SCF of a store.
   *
   * @param store directory of its state
   * @param java the java program, should one have to be started
   * @param classPath where this class and its dependencies are
   * @param limit how long a start may take
   * @throws LocalScfException when none can be had
   */
  public Lease acquire(Path store, Path java, List<Path> classPath, Duration limit) {
    Path key = store.toAbsolutePath().normalize();
    Shared entry;
    synchronized (shared) {
      entry = shared.computeIfAbsent(key, unused -> new Shared());
      entry.borrowers++;
    }
    try {
      synchronized (
          entry) { // the second borrower waits for the start, those of other stores do not
        if (entry.process != null && entry.process.isAlive()) {
          return new Lease(key, entry.process.access());
        }
        if (entry.process != null) {
          entry.process.close(); // it was killed, and what hung on it goes too
          entry.process = null;
        }
        Optional<LocalScfAccess> advertised = advertised(key);
        if (advertised.isPresent()) {
          giveBack(key);
          return new Lease(null, advertised.get());
        }
        entry.process = LocalScfProcess.start(key, java, classPath, limit);
        return new Lease(key, entry.process.access());
      }
    } catch (RuntimeException e) {
      giveBack(key);
      throw e;
    }
  }

  private void giveBack(Path store) {
    LocalScfProcess last = null;
    synchronized (shared) {
      Shared entry = shared.get(store);
      if (--entry.borrowers == 0) {
        shared.remove(store);
        last = entry.process;
      }
    }
    if (last != null) {
      last.close(); // a borrower that comes now starts another one, which waits for the store's
      // lock
    }
  }

  /** The local SCF that {@code local.json} of a store speaks of, when it is really there. */
  public static Optional<LocalScfAccess> advertised(Path store) {
    return LocalScfAccess.read(store.resolve(LocalScfAccess.FILE)).filter(LocalScfLeases::answers);
  }

  private static boolean answers(LocalScfAccess access) {
    if (ProcessHandle.of(access.pid()).filter(ProcessHandle::isAlive).isEmpty()) {
      return false;
    }
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(access.endpoint() + "/").toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(ANSWER_LIMIT_MS);
      connection.setReadTimeout(ANSWER_LIMIT_MS);
      try {
        String answer =
            new String(connection.getInputStream().readNBytes(256), StandardCharsets.UTF_8);
        return answer.trim().equals(CloudApiServer.greeting(access.pid()));
      } finally {
        connection.disconnect();
      }
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
