package io.scf4j.maven.packaging.platform;

import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What was found in jars, by their bytes: looking into thirty takes half a second, and a library
 * stays what it is.
 */
final class JarContents {
  /** Of this class's files and of how jars are looked at. */
  private static final String REVISION = "1 " + PlatformLimits.revision();

  private final Path directory;

  /**
   * @param cache {@code <scf.home>/cache}
   */
  JarContents(Path cache) {
    this.directory = cache.resolve("jars");
  }

  /** Of that jar; looked into when it is not known. */
  JarContent get(Path jar) throws IOException {
    Path file = directory.resolve(Sha256.of(REVISION + Sha256.of(jar)));
    if (Files.isRegularFile(file)) {
      List<String> lines = Files.readAllLines(file);
      return new JarContent(
          Integer.parseInt(lines.get(0)), lines.get(1), lines.subList(2, lines.size()));
    }
    JarContent content = JarContent.of(jar);
    write(file, content);
    return content;
  }

  /** Written beside and renamed: a build that runs at the same time reads all of it or nothing. */
  private void write(Path file, JarContent content) throws IOException {
    Files.createDirectories(directory);
    Path own = Files.createTempFile(directory, ".making-", "");
    StringBuilder lines = new StringBuilder();
    lines.append(content.java()).append('\n').append(content.newestClass()).append('\n');
    content.natives().forEach(line -> lines.append(line).append('\n'));
    Files.writeString(own, lines);
    Files.move(own, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
