package io.scf4j.maven.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one function was when, as far as its clients can know: each thing that was so from some
 * moment between the sending of a call and its known effect. One thread changes the function;
 * others ask what an answer may be.
 */
final class FunctionModel {

  /**
   * Something that replaced what was before.
   *
   * @param what it is, or null when it is gone
   * @param sent when the call that made it was sent
   */
  private static final class Fact<T> {
    final T what;
    final long sent;
    long known = Long.MAX_VALUE;

    Fact(T what, long sent) {
      this.what = what;
      this.sent = sent;
    }
  }

  /** Facts that follow each other. */
  private static final class Course<T> {
    private final List<Fact<T>> facts = new ArrayList<>();

    void send(T what) {
      facts.add(new Fact<>(what, System.nanoTime()));
    }

    void refused() {
      facts.remove(facts.size() - 1);
    }

    void known() {
      facts.get(facts.size() - 1).known = System.nanoTime();
    }

    T last() {
      return facts.isEmpty() ? null : facts.get(facts.size() - 1).what;
    }

    /** What it may have been between two moments; null when it may have been nothing. */
    List<T> between(long from, long to) {
      List<T> all = new ArrayList<>();
      if (facts.isEmpty() || facts.get(0).known > from) {
        all.add(null);
      }
      for (Fact<T> fact : facts) {
        if (fact.known <= from) {
          all.clear();
        }
        if (fact.sent <= to) {
          all.add(fact.what);
        }
      }
      return all;
    }
  }

  /** Code and configuration that serve together. */
  record Marks(int code, int conf) {}

  /** Where an alias leads; the second version gets the share. */
  record Route(String version, String second, double share) {}

  final String name;
  private final Course<Marks> latest = new Course<>();
  private final Map<String, Course<Marks>> versions = new LinkedHashMap<>();
  private final Map<String, Course<Route>> aliases = new HashMap<>();
  private final List<Long> kills = new ArrayList<>();
  private long made;

  FunctionModel(String name) {
    this.name = name;
  }

  synchronized void sendLatest(Marks marks) {
    latest.send(marks);
  }

  synchronized void refusedLatest() {
    latest.refused();
  }

  synchronized void knownLatest() {
    latest.known();
  }

  synchronized Marks latest() {
    return latest.last();
  }

  /** It is new: its calls before are no business of its log. */
  synchronized void made() {
    knownLatest();
    sendAlias("$DEFAULT", new Route("$LATEST", null, 0));
    knownAlias("$DEFAULT");
    made = System.nanoTime();
  }

  synchronized long madeAt() {
    return made;
  }

  synchronized void sendVersion(String version, Marks marks) {
    versions.computeIfAbsent(version, key -> new Course<>()).send(marks);
  }

  synchronized void knownVersion(String version) {
    versions.get(version).known();
  }

  synchronized void sendAlias(String alias, Route route) {
    aliases.computeIfAbsent(alias, key -> new Course<>()).send(route);
  }

  synchronized void knownAlias(String alias) {
    aliases.get(alias).known();
  }

  /** Everything goes; {@link #knownGone} when that is known. */
  synchronized void sendGone() {
    latest.send(null);
    versions.values().forEach(version -> version.send(null));
    aliases.values().forEach(alias -> alias.send(null));
  }

  synchronized void knownGone() {
    latest.known();
    versions.values().forEach(Course::known);
    aliases.values().forEach(Course::known);
  }

  /** Numbers of the versions there are. */
  synchronized List<String> versions() {
    return versions.keySet().stream().filter(key -> versions.get(key).last() != null).toList();
  }

  /** Names of the aliases there are. */
  synchronized List<String> aliases() {
    return aliases.keySet().stream()
        .filter(key -> aliases.get(key).last() != null)
        .sorted()
        .toList();
  }

  /** Whether an alias leads to a version now. */
  synchronized boolean isNamed(String version) {
    return aliases.values().stream()
        .map(Course::last)
        .anyMatch(
            route ->
                route != null
                    && (version.equals(route.version()) || version.equals(route.second())));
  }

  synchronized void killed() {
    kills.add(System.nanoTime());
  }

  /** Whether one of its instances may have been killed from outside meanwhile. */
  synchronized boolean mayBeKilled(long from, long to) {
    return kills.stream().anyMatch(kill -> kill >= from && kill <= to);
  }

  /**
   * What may have answered, each as {@code version|code|conf}; with "none" when it may have been
   * none.
   */
  synchronized Set<String> answers(String qualifier, long from, long to) {
    Set<String> all = new TreeSet<>();
    if (latest.between(from, to).contains(null)) {
      all.add("none");
    }
    if (aliases.containsKey(qualifier)) {
      for (Route route : aliases.get(qualifier).between(from, to)) {
        if (route == null) {
          all.add("none");
          continue;
        }
        if (route.share() < 1) {
          add(route.version(), from, to, all);
        }
        if (route.share() > 0) {
          add(route.second(), from, to, all);
        }
      }
    } else {
      add(qualifier, from, to, all);
    }
    return all;
  }

  private void add(String version, long from, long to, Set<String> all) {
    Course<Marks> course = version.equals("$LATEST") ? latest : versions.get(version);
    for (Marks marks : course.between(from, to)) {
      all.add(marks == null ? "none" : version + "|" + marks.code() + "|" + marks.conf());
    }
  }
}
