package io.scf4j.maven.local.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Layers as plain files: {@code layers/<name>/<version>/layer.json} and next to it its zip, which
 * is written first and removed last. The file {@code last} beside the versions has the number that
 * was given out last, so that a deleted version's is not given out again.
 */
public final class LayerStore {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private static final String STATE = "layer.json";

  private final Path root;
  private final UnpackedCode unpacked;

  LayerStore(Path root, UnpackedCode unpacked) {
    this.root = root;
    this.unpacked = unpacked;
  }

  /** Every version of every layer, by name and number. */
  public List<StoredLayer> all() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<StoredLayer> all = new ArrayList<>();
    try (Stream<Path> files = Files.find(root, 3, (file, attributes) -> file.endsWith(STATE))) {
      for (Path file : files.toList()) {
        all.add(read(file));
      }
    }
    all.sort(Comparator.comparing(StoredLayer::name).thenComparing(StoredLayer::version));
    return all;
  }

  /** A version without its JSON was being published or deleted when a process was killed. */
  void removeHalfDone() throws IOException {
    for (Path layer : StoreFiles.list(root)) {
      StoreFiles.keepOnly(layer, name -> !StoreFiles.isUnfinished(name));
      for (Path version : StoreFiles.list(layer)) {
        if (Files.isDirectory(version) && !Files.isRegularFile(version.resolve(STATE))) {
          StoreFiles.deleteTree(version);
        }
      }
    }
  }

  private static StoredLayer read(Path file) throws IOException {
    try {
      StoredLayer layer = GSON.fromJson(Files.readString(file), StoredLayer.class);
      if (layer == null || layer.name() == null || layer.codeSha256() == null) {
        throw new JsonParseException("it is empty or lacks its name or digest");
      }
      return layer;
    } catch (JsonParseException e) {
      throw new IOException(
          file + " is not a layer of the local SCF: " + e.getMessage() + "; remove its directory",
          e);
    }
  }

  /** The number that the next version of a layer gets. */
  public long next(String name) throws IOException {
    Path last = root.resolve(name).resolve("last");
    return Files.isRegularFile(last) ? Long.parseLong(Files.readString(last).strip()) + 1 : 1;
  }

  /** Keeps a version. */
  public void put(StoredLayer layer, CodePackage code) throws IOException {
    Path directory = directory(layer);
    Files.createDirectories(directory);
    StoreFiles.write(
        directory.resolveSibling("last"),
        Long.toString(layer.version()).getBytes(StandardCharsets.UTF_8));
    StoreFiles.write(directory.resolve(code.sha256() + ".zip"), code.zip());
    StoreFiles.write(directory.resolve(STATE), GSON.toJson(layer).getBytes(StandardCharsets.UTF_8));
  }

  /** Forgets a version. */
  public void remove(StoredLayer layer) throws IOException {
    Files.deleteIfExists(directory(layer).resolve(STATE));
    StoreFiles.deleteTree(directory(layer));
  }

  /** The zip of a version, as it was sent. */
  public Path zip(StoredLayer layer) throws IOException {
    Path zip = directory(layer).resolve(layer.codeSha256() + ".zip");
    if (!Files.isRegularFile(zip)) {
      throw new NoSuchFileException(zip.toString(), null, "publish the layer again");
    }
    return zip;
  }

  /** Its unpacked, read-only files; unpacked on first use. */
  public Path files(StoredLayer layer) throws IOException {
    return unpacked.of(layer.codeSha256(), zip(layer));
  }

  private Path directory(StoredLayer layer) {
    return root.resolve(layer.name()).resolve(Long.toString(layer.version()));
  }
}
