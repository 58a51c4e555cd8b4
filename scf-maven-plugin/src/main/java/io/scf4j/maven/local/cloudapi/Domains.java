package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.store.ListStore;
import io.scf4j.maven.local.store.StoredDomain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The custom domains there are. They are described, and nothing is served at them. */
final class Domains {
  private final ListStore<StoredDomain> store;
  private List<StoredDomain> domains;

  /**
   * @throws IOException when the store cannot be read
   */
  Domains(ListStore<StoredDomain> store) throws IOException {
    this.store = store;
    this.domains = store.all();
  }

  synchronized List<StoredDomain> all() {
    return domains;
  }

  synchronized StoredDomain get(String name) throws ApiFault {
    return domains.stream()
        .filter(known -> known.domain().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ApiFault(
                    "FailedOperation.Domain.UnExist",
                    "The custom domain does not exist: " + name + "."));
  }

  synchronized void add(StoredDomain domain) throws ApiFault, IOException {
    if (domains.stream().anyMatch(known -> known.domain().equals(domain.domain()))) {
      throw new ApiFault(
          "ResourceInUse", "The custom domain exists already: " + domain.domain() + ".");
    }
    List<StoredDomain> more = new ArrayList<>(domains);
    more.add(domain);
    keep(more);
  }

  /** Makes another domain of one. */
  @FunctionalInterface
  interface Change {
    StoredDomain of(StoredDomain domain) throws ApiFault;
  }

  synchronized void change(String name, Change change) throws ApiFault, IOException {
    StoredDomain old = get(name);
    StoredDomain changed = change.of(old);
    keep(domains.stream().map(known -> known == old ? changed : known).toList());
  }

  synchronized void remove(String name) throws ApiFault, IOException {
    StoredDomain old = get(name);
    keep(domains.stream().filter(known -> known != old).toList());
  }

  private void keep(List<StoredDomain> changed) throws IOException {
    store.put(changed);
    domains = List.copyOf(changed);
  }
}
