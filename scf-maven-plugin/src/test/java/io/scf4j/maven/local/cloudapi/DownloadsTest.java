package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DownloadsTest {
  private static final Path FILE = Path.of("one.zip");

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Downloads downloads = new Downloads(() -> 9001, () -> now, new SecureRandom());

  private static String name(String url) {
    return url.substring("http://127.0.0.1:9001/download/".length());
  }

  @Test
  void anAddressIsValidForTenMinutes() {
    String url = downloads.url(FILE);
    assertThat(url).matches("http://127\\.0\\.0\\.1:9001/download/[0-9a-f]{48}\\.zip");
    assertThat(downloads.file(name(url))).contains(FILE);
    now = now.plus(Duration.ofMinutes(10));
    assertThat(downloads.file(name(url))).contains(FILE);
    now = now.plusMillis(1);
    assertThat(downloads.file(name(url))).isEmpty();
  }

  @Test
  void anotherAddressDoesNotEndTheFirst() {
    String first = downloads.url(FILE);
    now = now.plus(Duration.ofMinutes(9));
    String second = downloads.url(Path.of("two.zip"));
    assertThat(name(second)).isNotEqualTo(name(first));
    assertThat(downloads.file(name(first))).contains(FILE);
    now = now.plus(Duration.ofMinutes(9));
    assertThat(downloads.file(name(first))).isEmpty();
    assertThat(downloads.file(name(second))).contains(Path.of("two.zip"));
  }

  @Test
  void nothingIsBehindAGuess() {
    downloads.url(FILE);
    assertThat(downloads.file("0".repeat(48) + ".zip")).isEmpty();
    assertThat(downloads.file("../one.zip")).isEmpty();
  }
}
