package io.scf4j.maven.packaging;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The generated {@code bootstrap} of a Java function. It is {@code sh} with builtins only, because
 * a forked process costs milliseconds of every cold start, and ends in {@code exec}, so that
 * signals reach the JVM.
 *
 * <p>The class path is an explicit list, because the order of {@code lib/*} differs from machine to
 * machine, and relative to the package, because a JVM looks for the jars of an AOT cache under the
 * names that they had when it was made.
 *
 * @param classPath names of the jars in {@code lib/}, in order
 * @param handler the handler, when the API would not take it as {@code Handler}
 * @param jvmOptions in order
 * @param aot the AOT cache, when there is one
 */
record BootstrapScript(
    List<String> classPath,
    Optional<String> handler,
    List<String> jvmOptions,
    Optional<AotUse> aot) {

  BootstrapScript {
    classPath = List.copyOf(classPath);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** The text of the file. */
  String render() {
    String path =
        classPath.stream().map(jar -> "$_lib/" + escape(jar)).collect(Collectors.joining(":"));
    String options =
        jvmOptions.stream().map(BootstrapScript::word).collect(Collectors.joining(" "));
    return ScriptTemplate.read("bootstrap.sh")
        .replace("@AOT@", aot.map(AotUse::script).orElse(""))
        .replace("@OPTIONS@", (aot.isPresent() ? "$_aot " : "") + options)
        .replace("@HANDLER@", handler.map(text -> " \"" + escape(text) + "\"").orElse(""))
        .replace("@CLASS_PATH@", path);
  }

  /** As one word of the shell; in quotes only where it would not be one by itself. */
  private static String word(String text) {
    return text.matches("[A-Za-z0-9_./:=,+%@-]+") ? text : "\"" + escape(text) + "\"";
  }

  /** What a file name or a handler may hold and the shell would not leave alone in quotes. */
  private static String escape(String text) {
    return text.replaceAll("([\\\\\"$`])", "\\\\$1");
  }
}
