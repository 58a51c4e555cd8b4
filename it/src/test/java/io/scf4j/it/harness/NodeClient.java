package io.scf4j.it.harness;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A client of the cloud API in Node.js: one of the programs of {@code src/it/clients}, with the
 * packages that npm brings, asked and answering in lines of JSON. Nothing that it does leaves this
 * machine; see {@code loopback.js}.
 */
public final class NodeClient implements AutoCloseable {
  private static final int PATIENCE_S = 50;
  private static final int NPM_PATIENCE_S = 300;
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;
  private final Path errors;

  private NodeClient(Process process, Path errors) {
    this.process = process;
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.errors = errors;
  }

  /**
   * Starts one. Without Node.js or npm the test is skipped, and fails where CI has to be complete.
   *
   * @param work its home, which also gets what it says
   * @param environment all it has, besides a path and that home
   */
  public static NodeClient start(String program, Path work, Map<String, String> environment) {
    Path node = HostTools.require("node");
    Path npm = HostTools.require("npm");
    try {
      Path clients = installed(npm);
      Path errors = work.resolve(program + ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(node.toString(), "--require", "./loopback.js", program)
              .directory(clients.toFile())
              .redirectError(errors.toFile());
      // Not this process's environment: it may name proxies, accounts and options of Node.js.
      builder.environment().clear();
      builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
      builder.environment().put("HOME", work.toString());
      builder.environment().putAll(environment);
      return new NodeClient(builder.start(), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a client answers an error with. */
  public static final class ClientError extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    private ClientError(String code, String message) {
      super(message);
      this.code = code;
    }

    /** The cloud API's code, or empty. */
    public String code() {
      return code;
    }
  }

  /** One question of those that the program knows, with what belongs to it. */
  public JsonElement ask(String question, JsonObject with) throws ClientError {
    JsonObject line = with.deepCopy();
    line.addProperty("ask", question);
    JsonObject said = JsonParser.parseString(answer(GSON.toJson(line))).getAsJsonObject();
    if (said.has("error")) {
      JsonObject error = said.getAsJsonObject("error");
      throw new ClientError(error.get("code").getAsString(), error.get("message").getAsString());
    }
    return said.get("answer");
  }

  private String answer(String question) {
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                questions.write(question);
                questions.newLine();
                questions.flush();
                return answers.readLine();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      String answer = line.get(PATIENCE_S, TimeUnit.SECONDS);
      if (answer != null) {
        return answer;
      }
      throw new AssertionError("The client has ended: " + Files.readString(errors));
    } catch (TimeoutException | ExecutionException | InterruptedException | IOException e) {
      close();
      throw new AssertionError("The client does not answer, see " + errors, e);
    }
  }

  /** The hosts whose requests were led to this machine, and those that were refused, so far. */
  public Hosts hosts() throws ClientError {
    return GSON.fromJson(ask("hosts", new JsonObject()), Hosts.class);
  }

  /** Names of hosts, in the order in which they were asked for. */
  public record Hosts(List<String> led, List<String> refused) {}

  @Override
  public void close() {
    process.destroyForcibly();
  }

  // What it needs.

  /** Installs anew only when the lock is not the one of what is there. */
  private static Path installed(Path npm) throws IOException {
    Path sources = ItSettings.sources().resolve("it/src/it/clients");
    Path clients = Files.createDirectories(ItSettings.clients());
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.toList()) {
        Files.write(clients.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    String lock = Files.readString(sources.resolve("package-lock.json"));
    Path whole = clients.resolve("node_modules/whole.json"); // goes with what npm removes
    if (!Files.exists(whole) || !Files.readString(whole).equals(lock)) {
      install(npm, clients);
      Files.writeString(whole, lock);
    }
    return clients;
  }

  private static void install(Path npm, Path clients) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                npm.toString(),
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefer-offline"));
    Path output = clients.resolve("npm.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(clients.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(NPM_PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(command + " failed: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
