package io.scf4j.maven.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A JRE of JDK 25 as far as the training of an AOT cache sees one: a script in place of {@code
 * bin/java}, which echoes events, and whose caches are text.
 */
public final class FakeJvm {
  private static final String JAVA =
      """
      #!/bin/bash
      options="$JDK_JAVA_OPTIONS $_JAVA_OPTIONS $*"
      api="http://$SCF_RUNTIME_API:$SCF_RUNTIME_API_PORT/runtime"
      value() { [[ $options =~ $1([^\\ ]+) ]] && echo "${BASH_REMATCH[1]}"; }
      call() {
        curl -s "$@" &
        wait $!
      }
      serve() {
        call -d " " "$api/init/ready" -o /dev/null
        while call "$api/invocation/next" -o event; do
          call --data-binary @event "$api/invocation/${answer:-response}" -o /dev/null
        done
      }
      echo "a line of the JVM"
      read -r kind <jre/kind
      [ "$kind" = ends ] && exit 3
      if [ "$kind" = refuses ] || { [ "$kind" = refuses-to-record ] && [[ $options = *AOTMode* ]]; }; then
        echo "NOTE: Picked up JDK_JAVA_OPTIONS: $JDK_JAVA_OPTIONS"
        echo "Unrecognized VM option 'Foo=3'"
        echo "Error: Could not create the Java Virtual Machine."
        exit 1
      fi
      [ "$kind" = fails ] && answer=error
      case $(value -XX:AOTMode=) in
        record)
          [ "$kind" = records-nothing ] && trap 'exit 143' TERM ||
            trap 'echo recorded >"$(value -XX:AOTConfiguration=)"; exit 143' TERM
          serve ;;
        create)
          [ "$kind" = creates-nothing ] && exit 1
          { stat -c %Y lib/*.jar | sort -u; echo "$options"; } >"$(value -XX:AOTCache=)" ;;
        *)
          cache=$(value -XX:AOTCache=)
          read -r time <"$cache"
          from="shared objects file (top)"
          [ "$kind" = rejects ] && from="file:lib/hello.jar"
          [ "$kind" = looks-at-times ] && [ "$(stat -c %Y lib/*.jar | sort -u)" != "$time" ] &&
            from="file:lib/hello.jar"
          {
            echo "[0.01s][info][class,load] java.lang.Object source: shared objects file"
            echo "[0.02s][info][class,load] demo.Hello source: $from"
            echo "[0.03s][info][class,load] demo.Other source: $from"
          } >"$(value file=)"
          serve ;;
      esac
      """;

  private FakeJvm() {}

  /**
   * Makes one.
   *
   * @param kind {@code good}, or what is wrong with it
   */
  public static Path in(Path directory, String kind) throws IOException {
    Path java = directory.resolve("bin").resolve("java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, JAVA);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(directory.resolve("scf4j.id"), directory.getFileName() + "\n");
    Files.writeString(directory.resolve("kind"), kind + "\n");
    return directory;
  }
}
