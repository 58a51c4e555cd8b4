package io.scf4j.maven.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The command line of {@link LocalScfMain}.
 *
 * @param advertised files that get its access: {@code local.json} of the store and copies; none of
 *     them when nobody is to find it
 * @param tell whether standard output tells what is invoked
 */
record LocalScfArguments(LocalScf.Options options, List<Path> advertised, boolean tell) {
  static final String USAGE =
      "usage: --store DIR [--port N] [--advertise FILE]... [--instances N] [--debug PORT] [--strict]"
          + " [--tell]";

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when it is not as {@link #USAGE}
   */
  static LocalScfArguments parse(List<String> arguments) {
    Path store = null;
    int port = 0;
    List<Path> files = new ArrayList<>();
    OptionalInt debug = OptionalInt.empty();
    int instances = LocalScf.Options.DEFAULT_INSTANCES;
    boolean strict = false;
    boolean tell = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      switch (argument) {
        case "--store" -> store = Path.of(value(arguments, ++i));
        case "--port" -> port = Integer.parseInt(value(arguments, ++i));
        case "--advertise" -> files.add(Path.of(value(arguments, ++i)));
        case "--instances" -> instances = Integer.parseInt(value(arguments, ++i));
        case "--debug" -> debug = OptionalInt.of(Integer.parseInt(value(arguments, ++i)));
        case "--strict" -> strict = true;
        case "--tell" -> tell = true;
        default -> throw new IllegalArgumentException("unknown argument " + argument);
      }
    }
    if (store == null) {
      throw new IllegalArgumentException("--store is missing");
    }
    LocalScf.Options defaults = LocalScf.Options.of(store, port);
    return new LocalScfArguments(
        new LocalScf.Options(
            store,
            port,
            defaults.lockWait(),
            defaults.transition(),
            instances,
            defaults.retryPause(),
            debug,
            strict),
        advertised(store, files),
        tell);
  }

  private static String value(List<String> arguments, int index) {
    if (index == arguments.size()) {
      throw new IllegalArgumentException(arguments.get(index - 1) + " has no value");
    }
    return arguments.get(index);
  }

  /** Whoever may find it by a copy may find it by the store. */
  private static List<Path> advertised(Path store, List<Path> files) {
    Set<Path> all = new LinkedHashSet<>();
    if (!files.isEmpty()) {
      all.add(store.resolve(LocalScfAccess.FILE));
      all.addAll(files);
    }
    return List.copyOf(all);
  }
}
