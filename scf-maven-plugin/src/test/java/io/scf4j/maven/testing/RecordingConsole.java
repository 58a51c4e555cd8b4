package io.scf4j.maven.testing;

import io.scf4j.maven.report.Console;
import java.util.ArrayList;
import java.util.List;

/** What the person in front of the goal would read. */
public final class RecordingConsole implements Console {
  private final List<String> lines = new ArrayList<>();

  public List<String> lines() {
    return lines;
  }

  @Override
  public void info(String line) {
    lines.add(line);
  }

  @Override
  public void warn(String line) {
    lines.add("warning: " + line);
  }
}
