package io.scf4j.maven.packaging.jre;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a function's JRE shall be.
 *
 * @param source empty when it was left to the kind of function
 * @param search where the JDK is looked for
 * @param addModules needed besides those that the class path shows
 * @param modules instead of all that would be found; empty to find them
 * @param cache {@code <scf.home>/cache}
 * @param fitRequired whether a JDK that does not fit the platform is refused
 */
public record JreRequest(
    Optional<JreSource> source,
    JdkSearch search,
    List<String> addModules,
    List<String> modules,
    Path cache,
    boolean fitRequired) {

  public JreRequest {
    addModules = List.copyOf(addModules);
    modules = List.copyOf(modules);
  }
}
