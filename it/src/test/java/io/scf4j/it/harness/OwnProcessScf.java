package io.scf4j.it.harness;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.LocalScfAccess;
import io.scf4j.maven.local.LocalScfProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** The local SCF as the goals start it: a JVM of its own, with its own flags. */
public final class OwnProcessScf implements AutoCloseable {
  /** What of the plugin's class path it needs, by a class of each jar. */
  private static final List<String> NEEDED =
      List.of(
          "io.scf4j.maven.local.LocalScfMain",
          "com.google.gson.Gson",
          "org.apache.commons.compress.archivers.zip.ZipFile",
          "org.apache.commons.io.IOUtils",
          "org.apache.commons.lang3.StringUtils");

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LocalScfProcess process;

  private OwnProcessScf(LocalScfProcess process) {
    this.process = process;
  }

  public static OwnProcessScf start(Path store) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new OwnProcessScf(LocalScfProcess.start(store, java, classPath(), LIMIT));
  }

  private static List<Path> classPath() {
    return NEEDED.stream().map(OwnProcessScf::jarOf).distinct().toList();
  }

  private static Path jarOf(String name) {
    try {
      Class<?> type = Class.forName(name);
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public LocalScfAccess access() {
    return process.access();
  }

  public long pid() {
    return access().pid();
  }

  /** Creates a function whose bootstrap is that program, and waits until it is Active. */
  public void create(String name, Path program) throws IOException {
    byte[] zip = Zips.of("bootstrap", Files.readAllBytes(program), Zips.EXECUTABLE, List.of());
    JsonObject code = new JsonObject();
    code.addProperty("ZipFile", Base64.getEncoder().encodeToString(zip));
    JsonObject parameters = function(name);
    parameters.addProperty("Runtime", "CustomRuntime");
    parameters.addProperty("Handler", "index.main_handler");
    parameters.add("Code", code);
    try (CloudCaller caller = new CloudCaller(access())) {
      caller.call("CreateFunction", parameters);
      boolean active =
          Processes.await(
              PATIENCE,
              () ->
                  caller
                      .call("GetFunction", function(name))
                      .get("Status")
                      .getAsString()
                      .equals("Active"));
      if (!active) {
        throw new AssertionError(name + " did not become Active");
      }
    }
  }

  /** Parameters of a synchronous Invoke. */
  public static JsonObject invocation(String name, String event) {
    JsonObject parameters = function(name);
    parameters.addProperty("ClientContext", event);
    return parameters;
  }

  public static JsonObject function(String name) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("FunctionName", name);
    return parameters;
  }

  @Override
  public void close() {
    process.close();
  }
}
