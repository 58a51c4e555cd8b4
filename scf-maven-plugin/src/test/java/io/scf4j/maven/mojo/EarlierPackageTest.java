package io.scf4j.maven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierPackageTest {
  @TempDir Path directory;

  @Test
  void isTheZipsThatPackageJsonNamesAndNothingElse() throws IOException {
    Path zip = Files.writeString(directory.resolve("hello.zip"), "zip");
    Path layer = Files.writeString(directory.resolve("hello-jre-layer.zip"), "zip");
    Path other = Files.writeString(directory.resolve("mine.zip"), "zip");
    Files.writeString(
        directory.resolve("package.json"),
        "{\"codeFile\":\"hello.zip\",\"jreLayer\":{\"file\":\"hello-jre-layer.zip\"}}");

    EarlierPackage.of(directory).delete();

    assertThat(zip).doesNotExist();
    assertThat(layer).doesNotExist();
    assertThat(other).exists();
    EarlierPackage.of(directory).delete(); // once more: they are gone
  }

  @Test
  void isNothingWhereNothingWasPackaged() throws IOException {
    assertThat(EarlierPackage.of(directory).zips()).isEmpty();
    Files.writeString(directory.resolve("package.json"), "no JSON");
    assertThat(EarlierPackage.of(directory).zips()).isEmpty();
  }
}
