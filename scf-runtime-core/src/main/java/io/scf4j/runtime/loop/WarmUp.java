package io.scf4j.runtime.loop;

import io.scf4j.runtime.api.Clock;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a function on sample events and ends: {@code --warm-up <folder or file> [handler]}. It is
 * there to train an AOT cache or a class data archive, to record for GraalVM's agent, and as the
 * first test of a package. So that nothing of a real start is missing, the events come from a
 * runtime API on a real socket, {@link WarmUpApi}: all of the process runs, and only SCF is not
 * there.
 */
final class WarmUp {
  static final String OPTION = "--warm-up";

  private static final int WRONG_USAGE = 2;
  private static final String USAGE =
      ". Usage: --warm-up <folder of .json files, or a file> [handler]";

  private final Map<String, String> env;
  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  WarmUp(Map<String, String> env, PrintStream out, PrintStream err, Clock clock) {
    this.env = env;
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /**
   * Runs the function on each event once, in the order of their names.
   *
   * @param args the option, the path of the events and, when the environment does not name it, the
   *     handler
   * @return 0 when every event was answered with a result, 1 when not, 2 when there are no events
   */
  int run(String[] args) {
    List<File> samples;
    try {
      samples = samples(args);
    } catch (IOException unusable) {
      print(err, "scf4j: " + unusable.getMessage() + USAGE);
      return WRONG_USAGE;
    }
    try (WarmUpApi api = new WarmUpApi(samples, clock, out)) {
      Launcher launcher = new Launcher(environmentWith(api.port()), out, err, clock);
      Shutdown shutdown = launcher.shutdown();
      api.start(shutdown);
      int status = launcher.serve(Arrays.copyOfRange(args, 2, args.length), shutdown);
      return status == 0 ? api.status() : status;
    } catch (IOException unreadable) { // there is always a free port
      print(err, "scf4j: The warm-up cannot begin: " + unreadable);
      return WRONG_USAGE;
    }
  }

  /** What a function finds in its environment, except for what this process was given. */
  private Map<String, String> environmentWith(int port) {
    Map<String, String> complete = new HashMap<>();
    complete.put("SCF_FUNCTIONNAME", "warm-up");
    complete.put("SCF_FUNCTIONVERSION", "$LATEST");
    complete.put("SCF_NAMESPACE", "default");
    complete.put("TENCENTCLOUD_REGION", "ap-guangzhou");
    complete.putAll(env);
    complete.put("SCF_RUNTIME_API", "127.0.0.1");
    complete.put("SCF_RUNTIME_API_PORT", String.valueOf(port));
    return complete;
  }

  private static List<File> samples(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IOException("--warm-up needs events");
    }
    File path = new File(args[1]);
    List<File> samples = new ArrayList<>();
    if (path.isFile()) {
      samples.add(path);
      return samples;
    }
    File[] files = path.listFiles();
    if (files == null) {
      throw new IOException("There is no folder and no file " + args[1]);
    }
    Arrays.sort(files);
    for (File file : files) {
      if (file.isFile() && file.getName().endsWith(".json")) {
        samples.add(file);
      }
    }
    if (samples.isEmpty()) {
      throw new IOException("There is no .json file in the folder " + args[1]);
    }
    return samples;
  }

  static void print(PrintStream stream, String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    stream.write(bytes, 0, bytes.length);
    stream.flush();
  }
}
