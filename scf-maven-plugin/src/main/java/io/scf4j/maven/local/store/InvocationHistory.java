package io.scf4j.maven.local.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was invoked, a line of JSON for each, in {@code logs/<namespace>/<function>.jsonl}. A file
 * that has grown large becomes {@code .1}, and the one before it goes. A line that a kill has cut
 * is passed over, and the next one begins a line of its own.
 */
public final class InvocationHistory {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Path root;
  private final long fileBytes;
  private final Set<Path> begun = new HashSet<>();

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
    String begin = begun.add(file) && isCut(file) ? "\n" : "";
    Files.write(
        file,
        (begin + GSON.toJson(invocation) + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Whether the process before this one was killed while it wrote the last line. */
  private static boolean isCut(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.size() > 0
          && channel.read(last, channel.size() - 1) == 1
          && last.get(0) != '\n';
    }
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

  /** Forgets those of all functions but these, each as {@code <namespace>/<name>}. */
  synchronized void keepOnly(Set<String> functions) throws IOException {
    for (Path namespace : StoreFiles.list(root)) {
      StoreFiles.keepOnly(
          namespace,
          file -> functions.contains(namespace.getFileName() + "/" + file.split("\\.")[0]));
    }
  }

  private Path file(String namespace, String function) {
    return root.resolve(namespace).resolve(function + ".jsonl");
  }

  private static Path older(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }
}
