package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.store.ListStore;
import io.scf4j.maven.local.store.StoredNamespace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The namespaces there are; {@code default} always is. */
final class Namespaces {
  static final String DEFAULT = "default";

  /** The platform's quota for a region. */
  static final int LIMIT = 5;

  private final ListStore<StoredNamespace> store;
  private List<StoredNamespace> made;

  /**
   * @param inUse namespaces of functions, which a store of before there was a list does not name
   */
  Namespaces(ListStore<StoredNamespace> store, List<String> inUse, String now) throws IOException {
    this.store = store;
    this.made = new ArrayList<>(store.all());
    for (String name : inUse) {
      if (!isThere(name)) {
        made.add(new StoredNamespace(name, "", now, now));
      }
    }
  }

  synchronized List<StoredNamespace> all() {
    List<StoredNamespace> all = new ArrayList<>();
    all.add(new StoredNamespace(DEFAULT, "default", "2020-01-01 00:00:00", "2020-01-01 00:00:00"));
    all.addAll(made);
    return all;
  }

  private boolean isThere(String name) {
    return all().stream().anyMatch(namespace -> namespace.name().equals(name));
  }

  synchronized void require(String name) throws ApiFault {
    if (!isThere(name)) {
      throw new ApiFault(
          "ResourceNotFound.Namespace",
          "The namespace does not exist: " + name + "; make it with CreateNamespace.");
    }
  }

  synchronized void create(String name, String description, String now)
      throws ApiFault, IOException {
    if (isThere(name)) {
      throw new ApiFault("ResourceInUse.Namespace", "The namespace exists already: " + name + ".");
    }
    if (all().size() >= LIMIT) {
      throw new ApiFault(
          "LimitExceeded.Namespace", "There are " + LIMIT + " namespaces, the most of a region.");
    }
    List<StoredNamespace> more = new ArrayList<>(made);
    more.add(new StoredNamespace(name, description, now, now));
    keep(more);
  }

  synchronized void update(String name, String description, String now)
      throws ApiFault, IOException {
    require(name);
    keep(
        made.stream()
            .map(
                old ->
                    old.name().equals(name)
                        ? new StoredNamespace(name, description, old.added(), now)
                        : old)
            .toList());
  }

  synchronized void delete(String name) throws ApiFault, IOException {
    require(name);
    if (name.equals(DEFAULT)) {
      throw new ApiFault(
          "InvalidParameterValue.Namespace", "The namespace 'default' cannot be deleted.");
    }
    keep(made.stream().filter(old -> !old.name().equals(name)).toList());
  }

  private void keep(List<StoredNamespace> namespaces) throws IOException {
    store.put(namespaces);
    made = new ArrayList<>(namespaces);
  }
}
