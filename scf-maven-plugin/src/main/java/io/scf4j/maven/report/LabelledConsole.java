package io.scf4j.maven.report;

/** A console on which several functions speak at the same time: each line says which one it is. */
public final class LabelledConsole implements Console {
  private final Console console;
  private final String label;

  /**
   * @param label the function's name
   */
  public LabelledConsole(Console console, String label) {
    this.console = console;
    this.label = label + " | ";
  }

  @Override
  public void info(String line) {
    console.info(label + line);
  }

  @Override
  public void warn(String line) {
    console.warn(label + line);
  }
}
