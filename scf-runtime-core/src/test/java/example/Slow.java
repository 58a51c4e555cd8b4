package example;

import io.scf4j.runtime.ScfContext;
import java.nio.file.Files;
import java.nio.file.Path;

/** Works as long as the test wants: until there is a file {@code go} in its directory. */
public class Slow {
  public long work(String event, ScfContext context) throws Exception {
    Files.createFile(Path.of("working"));
    while (!Files.exists(Path.of("go"))) {
      Thread.onSpinWait();
    }
    return context.remainingTimeMs();
  }
}
