package io.scf4j.maven.testing;

import io.scf4j.maven.cloud.ObjectStore;
import io.scf4j.maven.model.CodePackage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An object store in memory that writes down what is asked of it. */
public final class FakeObjectStore implements ObjectStore {
  private final List<String> calls = new ArrayList<>();
  private final List<String> buckets = new ArrayList<>();
  private final Set<String> objects = new HashSet<>();
  private int parts = 1;
  private Runnable betweenParts = () -> {};

  public FakeObjectStore(String... buckets) {
    this.buckets.addAll(Arrays.asList(buckets));
  }

  /** Uploads come in this many parts, between which something happens. */
  public FakeObjectStore inParts(int number, Runnable between) {
    parts = number;
    betweenParts = between;
    return this;
  }

  public List<String> calls() {
    return calls;
  }

  @Override
  public List<String> buckets() {
    calls.add("buckets");
    return List.copyOf(buckets);
  }

  @Override
  public boolean makeBucket(String bucket, int expiryDays) {
    calls.add("makeBucket " + bucket + " " + expiryDays);
    boolean isNew = !buckets.contains(bucket);
    if (isNew) {
      buckets.add(bucket);
    }
    return isNew;
  }

  @Override
  public boolean has(String bucket, String key, CodePackage code) {
    calls.add("has " + bucket + " " + key);
    return objects.contains(bucket + "/" + key + "/" + code.sha256());
  }

  @Override
  public void upload(String bucket, String key, CodePackage code, Progress progress) {
    calls.add("upload " + bucket + " " + key);
    for (int part = 1; part <= parts; part++) {
      betweenParts.run();
      progress.arrived(code.sizeBytes() * part / parts);
    }
    objects.add(bucket + "/" + key + "/" + code.sha256());
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
