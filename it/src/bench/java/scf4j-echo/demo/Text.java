package demo;

/** Text in, the same text out; named as {@code demo.Text::echo}. */
public class Text {
  public String echo(String event) {
    return event;
  }
}
