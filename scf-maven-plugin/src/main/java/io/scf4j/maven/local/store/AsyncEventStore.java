package io.scf4j.maven.local.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asynchronous events, a file for each: {@code async/<request id>.json}. Written before the call is
 * answered, so that an accepted event is not lost with the process. Those that failed for good stay
 * as the dead letters.
 */
public final class AsyncEventStore {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();
  private static final String SUFFIX = ".json";

  private final Path root;

  AsyncEventStore(Path root) {
    this.root = root;
  }

  /** All there are; a file that is none is passed over. */
  public List<AsyncEvent> all() throws IOException {
    List<AsyncEvent> all = new ArrayList<>();
    if (!Files.isDirectory(root)) {
      return all;
    }
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.filter(one -> one.toString().endsWith(SUFFIX)).toList()) {
        try {
          AsyncEvent event = GSON.fromJson(Files.readString(file), AsyncEvent.class);
          if (event != null && event.requestId() != null && event.status() != null) {
            all.add(event);
          }
        } catch (JsonParseException e) {
          // somebody has edited it; it is their event
        }
      }
    }
    return all;
  }

  /** A file that was being written when a process was killed. */
  void removeHalfDone() throws IOException {
    StoreFiles.keepOnly(root, name -> !StoreFiles.isUnfinished(name));
  }

  /** Writes one, at once or not at all. */
  public void put(AsyncEvent event) throws IOException {
    Files.createDirectories(root);
    StoreFiles.write(file(event), GSON.toJson(event).getBytes(StandardCharsets.UTF_8));
  }

  /** Forgets one. */
  public void remove(AsyncEvent event) throws IOException {
    Files.deleteIfExists(file(event));
  }

  private Path file(AsyncEvent event) {
    return root.resolve(event.requestId() + SUFFIX);
  }
}
