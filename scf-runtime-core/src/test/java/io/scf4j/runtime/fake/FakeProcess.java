package io.scf4j.runtime.fake;

import io.scf4j.runtime.loop.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A function process without a process: runs to its end and keeps its output. */
public final class FakeProcess {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final FakeClock clock = new FakeClock();

  public int run(Map<String, String> env, String... args) {
    PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
    PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8);
    return new Launcher(env, outStream, errStream, clock).run(args);
  }

  public FakeClock clock() {
    return clock;
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
