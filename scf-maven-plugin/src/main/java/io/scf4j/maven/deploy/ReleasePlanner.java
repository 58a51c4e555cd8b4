package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud.RemoteTrigger;
import io.scf4j.maven.deploy.Change.CreateAlias;
import io.scf4j.maven.deploy.Change.DeleteVersion;
import io.scf4j.maven.deploy.Change.MoveAlias;
import io.scf4j.maven.deploy.Change.PublishVersion;
import io.scf4j.maven.deploy.Change.Verify;
import io.scf4j.maven.deploy.Snapshot.Published;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.AliasRoute.Share;
import io.scf4j.maven.model.FunctionField;
import io.scf4j.maven.model.FunctionField.Sent;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What becomes of the code: a version, an alias that leads to it, old versions that go. A version
 * that is what {@code $LATEST} will be is taken for the one to be published, so that a deploy that
 * was killed after it had published does not do so again.
 */
final class ReleasePlanner {

  /** A version's description is its own. */
  private static final List<FunctionField<?>> NOT_OF_A_VERSION =
      List.of(FunctionFields.DESCRIPTION);

  private final FunctionSpec spec;
  private final Release release;
  private final Snapshot there;
  private final List<String> notes = new ArrayList<>();
  private String version = RemoteVersion.LATEST;
  private boolean publishes;
  private boolean aliasMoves;
  private Optional<AliasRoute> route = Optional.empty();

  ReleasePlanner(FunctionSpec spec, Snapshot there) {
    this.spec = spec;
    this.release = spec.release();
    this.there = there;
  }

  /**
   * What comes before the triggers, which may be for the alias.
   *
   * @param latestChanges whether {@code $LATEST} will be other than it is
   * @param triggersChange whether events will come that did not come before
   */
  List<Change> before(boolean latestChanges, boolean triggersChange) {
    List<Change> changes = new ArrayList<>();
    triggersPastTheAlias().ifPresent(notes::add);
    if (!release.publish()) {
      if (latestChanges || triggersChange) {
        verification("").ifPresent(changes::add);
      }
      return changes;
    }
    Optional<String> same =
        latestChanges
            ? Optional.empty()
            : there.newest().filter(this::isLatest).map(Published::version);
    publishes = same.isEmpty();
    version = same.orElse(Execution.NEW_VERSION);
    if (publishes) {
      changes.add(new PublishVersion(spec.id(), release.description(), newest()));
    }
    Optional<Change> alias = release.alias().flatMap(this::alias);
    if (publishes || alias.isPresent() || triggersChange) {
      verification(alias.map(ReleasePlanner::asBefore).orElse("No alias was to lead to it"))
          .ifPresent(changes::add);
    }
    alias.ifPresent(changes::add);
    aliasMoves = alias.isPresent();
    return changes;
  }

  private long newest() {
    return Snapshot.newest(there.versions()).map(RemoteVersion::number).orElse(0L);
  }

  /**
   * Nobody remembers what a version has answered: whenever events are to be led to it, it is asked.
   */
  private Optional<Change> verification(String alias) {
    return release.smokeEvents().isEmpty()
        ? Optional.empty()
        : Optional.of(new Verify(spec.id(), version, release.smokeEvents(), alias));
  }

  private static String asBefore(Change alias) {
    if (!(alias instanceof MoveAlias move)) {
      return "The alias was not made";
    }
    String name = "Alias " + move.before().name();
    return move.before().leadsTo(RemoteVersion.LATEST)
        ? name + " leads to $LATEST, which has this code already"
        : name + " leads to " + move.before().route() + " as before";
  }

  /** Who names an alias may think that all events come through it. */
  private Optional<String> triggersPastTheAlias() {
    boolean past =
        spec.triggers().triggers().stream()
            .anyMatch(trigger -> trigger.qualifier().equals(AliasRoute.DEFAULT));
    return release
        .alias()
        .filter(alias -> past && !alias.equals(AliasRoute.DEFAULT))
        .map(
            alias ->
                "triggers of $DEFAULT do not go through alias "
                    + alias
                    + ": <qualifier>"
                    + alias
                    + "</qualifier> makes them.");
  }

  private boolean isLatest(Published newest) {
    RemoteFunction latest = there.function().orElseThrow();
    return newest.function().status().isActive()
        && newest.codeSha256().isPresent()
        && newest.codeSha256().equals(there.codeSha256())
        && newest.function().handler().equals(latest.handler())
        && ofVersion(newest.function()).equals(ofVersion(latest));
  }

  private static FunctionValues ofVersion(RemoteFunction function) {
    return function.values().sent(Sent.WITH_CONFIGURATION).without(NOT_OF_A_VERSION);
  }

  private Optional<Change> alias(String name) {
    Optional<AliasRoute> before = there.alias(name);
    if (before.isEmpty() && name.equals(AliasRoute.DEFAULT)) { // every function has it
      before = Optional.of(AliasRoute.to(name, RemoteVersion.LATEST));
    }
    if (before.isEmpty()) {
      if (release.weight() < 1) {
        notes.add("alias " + name + " is new and leads to one version, whatever <weight> says.");
      }
      route = Optional.of(AliasRoute.to(name, version));
      return route.map(after -> new CreateAlias(spec.id(), after));
    }
    AliasRoute old = before.get();
    AliasRoute after = AliasRoute.to(name, version);
    if (release.weight() < 1 && old.version().equals(RemoteVersion.LATEST)) {
      throw new ScfFailure(
          "Alias "
              + name
              + " leads to $LATEST, which gets the new code before any version does, so"
              + " a share of its events cannot stay with the old one.",
          "Deploy once without <weight>: then the alias leads to a version, and the next one can"
              + " have a share.");
    }
    if (release.weight() < 1 && old.version().equals(version)) {
      notes.add(
          "alias " + name + " leads to version " + version + " already: " + old.route() + ".");
      after = old;
    } else if (release.weight() < 1) {
      Share share = new Share(version, release.weight());
      after = new AliasRoute(name, old.version(), Optional.of(share), Set.of());
    }
    route = Optional.of(after);
    return after.equals(old) ? Optional.empty() : Optional.of(new MoveAlias(spec.id(), old, after));
  }

  /**
   * What comes last: old versions go, but for those that an alias leads to, or has led to until
   * now: that is the one to go back to. One that a trigger names stays, too.
   */
  List<Change> after() {
    boolean nothingNew = release.publish() && !publishes && !aliasMoves;
    if (release.keepVersions().isEmpty() || nothingNew) { // an unchanged deploy changes nothing
      return List.of();
    }
    int kept = release.keepVersions().getAsInt() - (publishes ? 1 : 0);
    return there.versions().stream()
        .sorted(Comparator.comparingLong(RemoteVersion::number).reversed())
        .skip(Math.max(0, kept))
        .map(RemoteVersion::version)
        .filter(old -> aliases().noneMatch(alias -> alias.leadsTo(old)))
        .filter(old -> triggers().noneMatch(trigger -> trigger.qualifier().equals(old)))
        .<Change>map(old -> new DeleteVersion(spec.id(), old))
        .toList();
  }

  /** As they are and as they will be. */
  private Stream<AliasRoute> aliases() {
    return Stream.concat(there.aliases().stream(), route.stream());
  }

  /** The same. */
  private Stream<Trigger> triggers() {
    return Stream.concat(
        there.triggers().stream().map(RemoteTrigger::trigger), spec.triggers().triggers().stream());
  }

  /** What one might think would happen and does not. */
  List<String> notes() {
    return notes;
  }
}
