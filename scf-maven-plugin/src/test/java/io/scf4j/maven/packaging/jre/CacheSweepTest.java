package io.scf4j.maven.packaging.jre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheSweepTest {
  @TempDir Path cache;

  private Path entry(String name, Duration unusedFor) throws IOException {
    Path entry = Files.createDirectory(cache.resolve(name));
    Files.writeString(entry.resolve("app.aot"), "cache");
    Files.setLastModifiedTime(entry, FileTime.from(Instant.now().minus(unusedFor)));
    return entry;
  }

  @Test
  void deletesWhatIsNeitherOfTheNewestNorOfTheLastDay() throws IOException {
    for (int i = 0; i < 32; i++) {
      entry("used-" + i, Duration.ofHours(i));
    }
    Path yesterday = entry("yesterday", Duration.ofHours(40));
    Path longAgo = entry("long-ago", Duration.ofDays(90));
    CacheSweep.used(longAgo);
    CacheSweep.sweep(cache);
    assertThat(yesterday).doesNotExist();
    assertThat(longAgo).exists();
    assertThat(cache).isDirectoryContaining("glob:**/used-23");
  }

  @Test
  void keepsTheNewestHoweverOldTheyAre() throws IOException {
    for (int i = 0; i < 33; i++) {
      entry("entry-" + i, Duration.ofDays(100 + i));
    }
    CacheSweep.sweep(cache);
    assertThat(cache.resolve("entry-31")).exists();
    assertThat(cache.resolve("entry-32")).doesNotExist();
  }

  @Test
  void keepsAllOfTheLastDayHoweverManyTheyAre() throws IOException {
    for (int i = 0; i < 40; i++) {
      entry("entry-" + i, Duration.ofMinutes(i));
    }
    CacheSweep.sweep(cache);
    assertThat(cache.resolve("entry-39")).exists();
  }

  @Test
  void deletesWhatAKilledBuildHasLeft() throws IOException {
    Path killed = entry(".making-1", Duration.ofHours(25));
    Path running = entry(".making-2", Duration.ofHours(1));
    CacheSweep.sweep(cache);
    assertThat(killed).doesNotExist();
    assertThat(running).exists();
  }
}
