package io.scf4j.maven.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.LocalScf;
import io.scf4j.maven.local.LocalScfAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key pair of a store. */
class CredentialsTest {
  @TempDir Path root;

  private static LocalScfAccess accessOf(Path store) {
    try (LocalScf scf = LocalScf.start(store, 0)) {
      return scf.access();
    }
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void areOthersInEachStoreAndTheSameAfterARestart() throws Exception {
    Path one = root.resolve("one");
    LocalScfAccess first = accessOf(one);
    LocalScfAccess again = accessOf(one);
    LocalScfAccess other = accessOf(root.resolve("other"));

    assertThat(first.secretId()).matches("AKIDlocal[A-Za-z0-9]{27}");
    assertThat(first.secretKey()).matches("[A-Za-z0-9]{32}");
    assertThat(again.secretId()).isEqualTo(first.secretId());
    assertThat(again.secretKey()).isEqualTo(first.secretKey());
    assertThat(other.secretId()).isNotEqualTo(first.secretId());
    assertThat(other.secretKey()).isNotEqualTo(first.secretKey());
    assertThat(mode(one.resolve("credentials.json"))).isEqualTo("rw-------");
    assertThat(mode(one)).isEqualTo("rwx------");
  }

  @Test
  void areMadeAnewWhereTheFileIsNone() throws Exception {
    Files.writeString(root.resolve("credentials.json"), "{\"secretId\":");

    Credentials made = Credentials.of(root, new SecureRandom());

    assertThat(Credentials.of(root, new SecureRandom())).isEqualTo(made);
    assertThat(mode(root.resolve("credentials.json"))).isEqualTo("rw-------");
  }

  @Test
  void doNotShowTheSecret() {
    assertThat(new Credentials("AKIDexample", "not-a-secret"))
        .hasToString("Credentials[secretId=AKIDexample, secretKey=***]");
  }
}
