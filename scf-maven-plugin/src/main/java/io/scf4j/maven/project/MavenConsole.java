package io.scf4j.maven.project;

import io.scf4j.maven.report.Console;
import org.apache.maven.plugin.logging.Log;

/** Maven's log as the console of the goals. */
public final class MavenConsole implements Console {
  private final Log log;

  public MavenConsole(Log log) {
    this.log = log;
  }

  @Override
  public void info(String line) {
    log.info(line);
  }

  @Override
  public void warn(String line) {
    log.warn(line);
  }
}
