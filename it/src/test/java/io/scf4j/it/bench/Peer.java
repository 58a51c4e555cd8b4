package io.scf4j.it.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A process to measure.
 *
 * @param name as in the tables
 * @param jdk feature version of its JDK; 0 when it needs none
 * @param api what it is served
 * @param handler value of {@code _HANDLER}; empty when it is in the command
 * @param directory where it runs
 * @param environment variables besides those that the stub sets
 * @param readOnly whether it cannot write into that directory
 * @param command program and arguments
 * @param reply what it makes of an event
 * @param loads which it is measured under
 * @param pace a load's number of events is divided by this, so that a slow peer takes no minutes
 */
record Peer(
    String name,
    int jdk,
    Api api,
    String handler,
    Optional<Path> directory,
    Map<String, String> environment,
    boolean readOnly,
    List<String> command,
    Reply reply,
    Set<Load> loads,
    int pace) {

  /** The runtime APIs the stub knows; EXIT is none, the peer is only timed until it ends. */
  enum Api {
    SCF,
    LAMBDA,
    EXIT
  }

  /** The response an event calls for. */
  enum Reply {
    /** The very same bytes. */
    ECHO,
    /** The text of the bash sample, with the event in it. */
    BASH_SAMPLE,
    /** The text of the project hello, with the event in it. */
    HELLO,
    /** The one text of the project thirty-jars. */
    SHOP
  }

  /** A program that runs anywhere, with what the stub sets. */
  static Peer of(
      String name,
      int jdk,
      Api api,
      String handler,
      Optional<Path> directory,
      List<String> command,
      Reply reply,
      Set<Load> loads,
      int pace) {
    return new Peer(
        name, jdk, api, handler, directory, Map.of(), false, command, reply, loads, pace);
  }

  String nameWithJdk() {
    return jdk == 0 ? name : name + ", JDK " + jdk;
  }

  /** For a file name. */
  String id() {
    return nameWithJdk().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
