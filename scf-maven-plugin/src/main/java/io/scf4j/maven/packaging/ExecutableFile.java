package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program that the user names as {@code bootstrap}: a native image, or any other. */
final class ExecutableFile {
  private ExecutableFile() {}

  /**
   * As the entry that the platform starts.
   *
   * @param scfFiles what else is in the package
   * @throws ScfFailure when it is not there, could not be started, or is not the only one
   */
  static PackageEntry bootstrap(Path executable, List<PackageEntry> scfFiles) {
    if (!Files.isRegularFile(executable)) {
      throw new ScfFailure(
          "<executable>: there is no file " + executable + ".",
          "native-maven-plugin makes target/<imageName> with its goal compile-no-fork, a compiler"
              + " what its -o says. It must come before scf-maven-plugin when both are bound to the"
              + " phase package; run mvn package.");
    }
    for (PackageEntry file : scfFiles) {
      if (file.path().equals(PackageEntry.BOOTSTRAP)) {
        throw new ScfFailure(
            "There are two bootstraps: " + file.file() + " and <executable> " + executable + ".",
            "Remove the one that is not to be started.");
      }
    }
    return new PackageEntry(
        PackageEntry.BOOTSTRAP,
        executable,
        ScriptCheck.modeOfBootstrap(executable),
        PackagePart.APP);
  }
}
