package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What layers look like when they are one directory. */
class MergedLayersTest {
  @TempDir Path root;

  private Path layer(String name, String... files) throws IOException {
    Path layer = Files.createDirectories(root.resolve(name));
    for (String file : files) {
      Path path = layer.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, name);
    }
    return layer;
  }

  private MergedLayers merged() {
    return new MergedLayers(root.resolve("merged"));
  }

  @Test
  void hasTheFilesOfAllAndOfOnePathThoseOfTheLast() throws Exception {
    Path one = layer("one", "bin/a", "bin/shared");
    Path two = layer("two", "bin/b", "bin/shared");

    Path merged = merged().of(List.of(one, two));

    assertThat(merged.resolve("bin/a")).hasContent("one");
    assertThat(merged.resolve("bin/b")).hasContent("two");
    assertThat(merged.resolve("bin/shared")).hasContent("two");
    assertThat(merged().of(List.of(two, one)).resolve("bin/shared")).hasContent("one");
    assertThat(one.resolve("bin/shared")).hasContent("one");
  }

  @Test
  void replacesAFileByADirectoryAndADirectoryByAFileOrLink() throws Exception {
    Path one = layer("one", "a", "b/c", "d/e");
    Path two = layer("two", "a/x", "b");
    Files.createSymbolicLink(two.resolve("d"), Path.of("a"));

    Path merged = merged().of(List.of(one, two));

    assertThat(merged.resolve("a/x")).hasContent("two");
    assertThat(merged.resolve("b")).hasContent("two");
    assertThat(Files.readSymbolicLink(merged.resolve("d"))).isEqualTo(Path.of("a"));
    assertThat(one.resolve("d/e")).hasContent("one");
  }

  @Test
  void takesNoSpaceAndKeepsModes() throws Exception {
    Path one = layer("one", "run");
    Files.setPosixFilePermissions(one.resolve("run"), PosixFilePermissions.fromString("r-xr-xr-x"));

    Path run = merged().of(List.of(one)).resolve("run");

    assertThat(Files.getAttribute(run, "unix:ino"))
        .isEqualTo(Files.getAttribute(one.resolve("run"), "unix:ino"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
        .isEqualTo("r-xr-xr-x");
  }

  @Test
  void isMadeOnceForEachListAndGoneInTheEnd() throws Exception {
    List<Path> layers = List.of(layer("one", "a"), layer("two", "b"));
    MergedLayers merged = merged();

    Path first = merged.of(layers);
    Files.writeString(first.resolve("mark"), "");

    assertThat(merged.of(layers).resolve("mark")).exists();
    merged.close();
    assertThat(root.resolve("merged")).doesNotExist();
    assertThat(root.resolve("one/a")).hasContent("one");
  }

  @Test
  void leavesNothingHalfDoneWhenALayerIsNotThere() throws Exception {
    MergedLayers merged = merged();
    Path absent = root.resolve("absent");

    assertThat(catchThrowable(() -> merged.of(List.of(layer("one", "a"), absent))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(absent.toString());
    assertThat(root.resolve("merged")).isEmptyDirectory();
  }
}
