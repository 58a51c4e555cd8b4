package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an instance leaves behind. */
class InstanceDirectoryTest {
  @TempDir Path root;

  /** Goes red only for a user who is not root, to whom modes mean nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"r-xr-xr-x", "---------"})
  void isRemovedWhateverModesItsFunctionHasGiven(String mode) throws Exception {
    InstanceDirectory directory = InstanceDirectory.create(root);
    Path inner = Files.createDirectories(directory.tmp().resolve("mod/inner"));
    Files.writeString(inner.resolve("file"), "x");
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString(mode));
    Files.setPosixFilePermissions(inner.getParent(), PosixFilePermissions.fromString(mode));
    directory.close();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void isRemovedWithoutWhatItsLinksLeadTo() throws Exception {
    Path outside = Files.createDirectory(root.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "x");
    InstanceDirectory directory = InstanceDirectory.create(root);
    Files.createSymbolicLink(directory.tmp().resolve("link"), outside);
    directory.close();
    assertThat(directory.root()).doesNotExist();
    assertThat(outside.resolve("kept")).hasContent("x");
  }
}
