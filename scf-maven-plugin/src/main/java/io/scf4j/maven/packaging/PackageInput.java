package io.scf4j.maven.packaging;

import io.scf4j.maven.packaging.jre.JreRequest;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a project offers to the package of its function.
 *
 * @param functionName names the zip
 * @param ownJarName file name of the jar made of {@code classes}, such as {@code hello-1.0.jar}
 * @param classes {@code target/classes}; may not exist
 * @param runtimeCore the jar with {@code io.scf4j.runtime.Main}, unless it is among the libraries
 * @param libraries the runtime class path behind the project's own classes, in its order
 * @param scfDirectory {@code src/main/scf}; may not exist
 * @param handler as configured; needed only when the bootstrap is generated
 * @param timestamp the time every entry carries
 * @param outputDirectory {@code target/scf}
 * @param contents what the user has said about the content
 * @param jre what its JRE shall be
 * @param start how a Java function is started
 * @param targetPolicy what follows when the platform would not run it
 */
public record PackageInput(
    String functionName,
    String ownJarName,
    Path classes,
    Optional<Path> runtimeCore,
    List<Library> libraries,
    Path scfDirectory,
    Optional<String> handler,
    Instant timestamp,
    Path outputDirectory,
    PackageContents contents,
    JreRequest jre,
    StartSettings start,
    TargetPolicy targetPolicy) {

  public PackageInput {
    libraries = List.copyOf(libraries);
  }

  /**
   * A dependency.
   *
   * @param groupId tells two jars of one name apart
   * @param fileName its name in the package
   * @param file a jar, or the classes directory of a module that has no jar yet
   */
  public record Library(String groupId, String fileName, Path file) {}
}
