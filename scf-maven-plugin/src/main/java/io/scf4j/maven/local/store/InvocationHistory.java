package io.scf4j.maven.local.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was invoked, a line of JSON for each, in {@code logs/<namespace>/<function>.jsonl}. A file
 * that has grown large becomes {@code .1}, and the one before it goes. A line that a kill has cut
 * is passed over.
 */
public final class InvocationHistory {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Path root;
  private final long fileBytes;

  InvocationHistory(Path root, long fileBytes) {
    this.root = root;
    this.fileBytes = fileBytes;
  }

  /** Adds one to the end. */
  public synchronized void add(String namespace, String function, InvocationRecord invocation)
      throws IOException {
    Path file = file(namespace, function);
    Files.createDirectories(file.getParent());
    if (Files.exists(file) && Files.size(file) > fileBytes) {
      Files.move(file, older(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.write(
        file,
        (GSON.toJson(invocation) + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Those of a function, oldest first. */
  public synchronized List<InvocationRecord> of(String namespace, String function)
      throws IOException {
    Path file = file(namespace, function);
    List<InvocationRecord> all = new ArrayList<>();
    for (Path part : List.of(older(file), file)) {
      if (Files.isRegularFile(part)) {
        try (Stream<String> lines = Files.lines(part)) {
          lines.forEach(line -> read(line, all));
        }
      }
    }
    return all;
  }

  private static void read(String line, List<InvocationRecord> all) {
    try {
      InvocationRecord invocation = GSON.fromJson(line, InvocationRecord.class);
      if (invocation != null && invocation.requestId() != null) {
        all.add(invocation);
      }
    } catch (JsonParseException cut) {
      // the process was killed while it wrote this line
    }
  }

  /** Forgets those of a function. */
  public synchronized void remove(String namespace, String function) throws IOException {
    Path file = file(namespace, function);
    Files.deleteIfExists(file);
    Files.deleteIfExists(older(file));
  }

  private Path file(String namespace, String function) {
    return root.resolve(namespace).resolve(function + ".jsonl");
  }

  private static Path older(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }
}
