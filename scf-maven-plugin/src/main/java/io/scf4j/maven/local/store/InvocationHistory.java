package io.scf4j.maven.local.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What was invoked, a line of JSON for each, in {@code logs/<namespace>/<function>.jsonl}. A file
 * that has grown large becomes {@code .1}, and the one before it goes. A line that a kill has cut
 * is passed over, and the next one begins a line of its own.
 */
public final class InvocationHistory {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Path root;
  private final long fileBytes;
  private Writing writing;

  /** The file that was written last, kept open: most often the next line is for it too. */
  private static final class Writing implements Closeable {
    final Path file;
    private final OutputStream out;
    private long bytes;

    Writing(Path file) throws IOException {
      this.file = file;
      Files.createDirectories(file.getParent());
      boolean cut = isCut(file);
      bytes = Files.exists(file) ? Files.size(file) : 0;
      out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (cut) {
        write("\n");
      }
    }

    void write(String text) throws IOException {
      byte[] written = text.getBytes(StandardCharsets.UTF_8);
      out.write(written);
      bytes += written.length;
    }

    /** Whether lines for a file can go here; a person may have deleted it meanwhile. */
    boolean isOf(Path other) {
      return file.equals(other) && Files.exists(file);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  InvocationHistory(Path root, long fileBytes) {
    this.root = root;
    this.fileBytes = fileBytes;
  }

  /** Adds one to the end. */
  public synchronized void add(String namespace, String function, InvocationRecord invocation)
      throws IOException {
    String line = GSON.toJson(invocation) + "\n";
    try {
      writing(file(namespace, function)).write(line);
    } catch (IOException e) {
      close(); // a full disk has cut the line, which is looked at when the file is opened again
      throw e;
    }
  }

  private Writing writing(Path file) throws IOException {
    if (writing != null && writing.isOf(file) && writing.bytes <= fileBytes) {
      return writing;
    }
    close();
    if (Files.exists(file) && Files.size(file) > fileBytes) {
      Files.move(file, older(file), StandardCopyOption.REPLACE_EXISTING);
    }
    writing = new Writing(file);
    return writing;
  }

  /** Closes what is open; the next line opens it again. */
  private void close() {
    try (Writing closing = writing) {
      writing = null;
    } catch (IOException e) {
      // everything has been written before
    }
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
        // A line may be cut within a character, which this reader takes and others refuse.
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Files.newInputStream(part), StandardCharsets.UTF_8))) {
          lines.lines().forEach(line -> read(line, all));
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
    close();
    Path file = file(namespace, function);
    Files.deleteIfExists(file);
    Files.deleteIfExists(older(file));
  }

  /** Forgets those of all functions but these, each as {@code <namespace>/<name>}. */
  synchronized void keepOnly(Set<String> functions) throws IOException {
    close();
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
