package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.store.CodePackage;
import io.scf4j.maven.local.store.LayerStore;
import io.scf4j.maven.local.store.LayerVersion;
import io.scf4j.maven.local.store.StoredLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The layers there are. A version is Active as soon as it is published. */
final class Layers {
  /** The platform's quotas of a region, and of a layer. */
  private static final int MAX_NAMES = 20;

  private static final int MAX_VERSIONS = 200;

  private final LayerStore store;
  private final List<StoredLayer> layers;

  /**
   * @throws IOException when the store cannot be read
   */
  Layers(LayerStore store) throws IOException {
    this.store = store;
    this.layers = new ArrayList<>(store.all());
  }

  /** Every version, by name and number. */
  synchronized List<StoredLayer> all() {
    return List.copyOf(layers);
  }

  synchronized Optional<StoredLayer> find(String name, long version) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name) && layer.version() == version)
        .findFirst();
  }

  /** Makes the next version of a layer. */
  synchronized StoredLayer publish(
      String name,
      String description,
      String license,
      List<String> runtimes,
      String at,
      CodePackage code)
      throws ApiFault, IOException {
    checkRoom(name);
    StoredLayer layer =
        new StoredLayer(name, store.next(name), description, license, runtimes, at, code.sha256());
    store.put(layer, code);
    layers.add(layer);
    return layer;
  }

  private void checkRoom(String name) throws ApiFault {
    long versions = layers.stream().filter(layer -> layer.name().equals(name)).count();
    if (versions >= MAX_VERSIONS) {
      throw new ApiFault(
          "LimitExceeded.LayerVersions",
          "The layer " + name + " has " + versions + " versions, which is the most.");
    }
    long names = layers.stream().map(StoredLayer::name).distinct().count();
    if (versions == 0 && names >= MAX_NAMES) {
      throw new ApiFault(
          "LimitExceeded.Layers", "There are " + names + " layers, the most of a region.");
    }
  }

  synchronized void remove(StoredLayer layer) throws IOException {
    store.remove(layer);
    layers.remove(layer);
  }

  Path zip(StoredLayer layer) throws IOException {
    return store.zip(layer);
  }

  /** All of them are there, or the call that names them is refused. */
  void require(List<LayerVersion> wanted) throws ApiFault {
    for (LayerVersion layer : wanted) {
      if (find(layer.name(), layer.version()).isEmpty()) {
        throw new ApiFault(
            "ResourceNotFound.Layer",
            "The layer does not exist: " + layer.name() + ", version " + layer.version() + ".");
      }
    }
  }

  /** Their unpacked files, in the same order. */
  List<Path> files(List<LayerVersion> wanted) throws IOException {
    List<Path> files = new ArrayList<>();
    for (LayerVersion layer : wanted) {
      StoredLayer stored =
          find(layer.name(), layer.version())
              .orElseThrow(
                  () ->
                      new IOException(
                          "Layer " + layer.name() + ", version " + layer.version() + ", is gone."));
      files.add(store.files(stored));
    }
    return files;
  }
}
