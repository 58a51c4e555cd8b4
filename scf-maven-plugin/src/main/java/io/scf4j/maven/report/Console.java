package io.scf4j.maven.report;

/** Where a goal tells the person in front of it what happens; lines, without a trailing newline. */
public interface Console {
  void info(String line);

  void warn(String line);
}
