package io.scf4j.maven.local.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The namespaces besides {@code default}, in {@code namespaces.json}. */
public final class NamespaceStore {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private final Path file;

  NamespaceStore(Path root) {
    this.file = root.resolve("namespaces.json");
  }

  /** All that were made. */
  public List<StoredNamespace> all() throws IOException {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      StoredNamespace[] all = GSON.fromJson(Files.readString(file), StoredNamespace[].class);
      return all == null ? List.of() : List.of(all);
    } catch (JsonParseException | NullPointerException e) {
      throw new IOException(
          file + " does not list namespaces: " + e.getMessage() + "; remove it", e);
    }
  }

  /** Replaces them. */
  public void put(List<StoredNamespace> namespaces) throws IOException {
    StoreFiles.write(file, GSON.toJson(namespaces).getBytes(StandardCharsets.UTF_8));
  }
}
