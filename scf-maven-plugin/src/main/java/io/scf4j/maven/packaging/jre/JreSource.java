package io.scf4j.maven.packaging.jre;

import io.scf4j.maven.model.ScfFailure;
import java.util.Optional;

/** Where a function's JVM comes from. */
public enum JreSource {
  /** Linked for the function and in its package, under {@code jre/}. */
  BUNDLE,
  /** A layer of the function brings it, at {@code /opt/jre}. */
  LAYER,
  /** The function's environment: {@code JAVA_HOME}, or {@code java} on the {@code PATH}. */
  NONE;

  /**
   * By its name in a POM.
   *
   * @param text {@code bundle}, {@code layer} or {@code none}; null or empty when it is not said
   * @throws ScfFailure when it is anything else
   */
  public static Optional<JreSource> parse(String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    for (JreSource source : values()) {
      if (source.name().equalsIgnoreCase(text.strip())) {
        return Optional.of(source);
      }
    }
    throw new ScfFailure(
        "jre is '" + text.strip() + "', which is none of bundle, layer and none.",
        "Set <jre>bundle</jre>, or leave it out.");
  }
}
