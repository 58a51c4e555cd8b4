package io.scf4j.maven.local;

/**
 * What the process of a local SCF tells whoever has started it with {@code --tell}: a line of its
 * standard output, whose first character says what kind of line it is.
 *
 * @param failed whether it is about an invocation that has failed
 * @param text for a person
 */
public record TickerLine(boolean failed, String text) {

  String toWire() {
    return (failed ? "!" : " ") + text;
  }

  static TickerLine fromWire(String line) {
    return new TickerLine(line.startsWith("!"), line.isEmpty() ? "" : line.substring(1));
  }
}
