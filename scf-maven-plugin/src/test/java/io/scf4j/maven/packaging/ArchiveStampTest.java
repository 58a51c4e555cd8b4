package io.scf4j.maven.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStampTest {
  @TempDir Path directory;

  private Path archive;
  private ArchiveStamp stamp;

  @BeforeEach
  void anArchiveThatWasJustMade() throws IOException {
    archive = Files.writeString(directory.resolve("a.zip"), "archive");
    stamp = new ArchiveStamp(directory.resolve("work/a.zip.stamp"));
    assertThat(stamp.find("content", archive)).isEmpty();
    assertThat(stamp.write("content", archive)).isEqualTo(Sha256.of("archive"));
  }

  @Test
  void knowsTheArchiveThatWasMadeOfThatContent() {
    assertThat(stamp.find("content", archive)).contains(Sha256.of("archive"));
    assertThat(stamp.find("other content", archive)).isEmpty();
  }

  @Test
  void isNotDeceivedByAnArchiveOfTheSameSizeAndTime() throws IOException {
    FileTime time = Files.getLastModifiedTime(archive);
    Files.writeString(archive, "ARCHIVE");
    Files.setLastModifiedTime(archive, time);
    assertThat(stamp.find("content", archive)).isEmpty();
  }

  @Test
  void knowsTheSameBytesWhateverTheirTime() throws IOException {
    Files.writeString(archive, "archive");
    Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
    assertThat(stamp.find("content", archive)).contains(Sha256.of("archive"));
  }

  @Test
  void isNothingOnceTheArchiveHasGone() throws IOException {
    Files.delete(archive);
    assertThat(stamp.find("content", archive)).isEmpty();
  }
}
