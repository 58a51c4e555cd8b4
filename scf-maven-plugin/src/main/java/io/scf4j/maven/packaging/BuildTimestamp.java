package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * {@code project.build.outputTimestamp} as Maven's own plugins read it: an ISO-8601 time or seconds
 * since 1970. Without one a fixed time stands in, because a package is always reproducible: the one
 * that Maven 4 gives to every project, so that all Mavens make the same bytes.
 */
public final class BuildTimestamp {
  private static final Instant FIXED = Instant.parse("1980-02-01T00:00:00Z");
  private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:02Z");
  private static final Instant LATEST = Instant.parse("2099-12-31T23:59:59Z");

  private BuildTimestamp() {}

  /**
   * The time that every entry of the package carries.
   *
   * @param outputTimestamp may be null; a single character means "none", as for Maven's plugins
   * @throws ScfFailure when it is neither, or outside of what a zip can hold
   */
  public static Instant parse(String outputTimestamp) {
    if (outputTimestamp == null || outputTimestamp.length() < 2) {
      return FIXED;
    }
    Instant time;
    try {
      time =
          outputTimestamp.chars().allMatch(Character::isDigit)
              ? Instant.ofEpochSecond(Long.parseLong(outputTimestamp))
              : OffsetDateTime.parse(outputTimestamp).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      throw new ScfFailure(
          "project.build.outputTimestamp '" + outputTimestamp + "' is not a time.",
          e.getMessage(),
          "Write it as 2026-01-31T12:00:00Z or as seconds since 1970.",
          e);
    }
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new ScfFailure(
          "project.build.outputTimestamp '" + outputTimestamp + "' does not fit into a zip.",
          "Choose a time between " + EARLIEST + " and " + LATEST + ".");
    }
    return time;
  }
}
