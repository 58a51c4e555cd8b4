package io.scf4j.maven.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose the store is while it is in use. */
class StoreLockTest {
  @TempDir Path root;

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void makesTheStoreForItsUserOnly() throws Exception {
    Path store = root.resolve("a/store");
    StoreLock.acquire(store, Duration.ZERO).close();
    assertThat(permissions(store)).isEqualTo("rwx------");
  }

  @Test
  void closesAnExistingStoreToOthers() throws Exception {
    Path store = Files.createDirectory(root.resolve("store"));
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-xr-x"));
    StoreLock.acquire(store, Duration.ZERO).close();
    assertThat(permissions(store)).isEqualTo("rwx------");
  }
}
