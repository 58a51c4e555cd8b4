package io.scf4j.maven.local.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function as the store keeps it, and as a person can read it in {@code function.json}.
 *
 * @param namespace its namespace
 * @param name its name
 * @param id the platform's id, {@code lam-…}
 * @param region region it was created in
 * @param runtime always {@code CustomRuntime}
 * @param type always {@code Event}
 * @param added when it was created, {@code yyyy-MM-dd HH:mm:ss} UTC
 * @param modified when it was last changed, in the same form
 * @param status {@code Creating}, {@code Active}, {@code Updating}, {@code Publishing}, {@code
 *     Deleting}, {@code CreateFailed}, {@code UpdateFailed}, {@code PublishFailed} or {@code
 *     DeleteFailed}
 * @param reason why it failed, else null
 * @param latest what {@code $LATEST} runs as; while it is being created, what it will run as
 * @param next what an update that is under way will make of it, else null
 * @param publishNext description of the version to publish after that update, else null
 * @param lastVersion number of the version that was published last; numbers are not used again
 * @param versions the published ones, oldest first
 * @param aliases the ones there are besides {@code $DEFAULT}, and that one once it was changed
 * @param run what is set beside the versions
 */
public record StoredFunction(
    String namespace,
    String name,
    String id,
    String region,
    String runtime,
    String type,
    String added,
    String modified,
    String status,
    String reason,
    FunctionConfig latest,
    FunctionConfig next,
    String publishNext,
    int lastVersion,
    List<StoredVersion> versions,
    List<StoredAlias> aliases,
    RunSettings run) {

  /** The version that is not published. */
  public static final String LATEST = "$LATEST";

  /** Takes a store of before there were versions. */
  public StoredFunction {
    versions = versions == null ? List.of() : List.copyOf(versions);
    aliases = aliases == null ? List.of() : List.copyOf(aliases);
    run = run == null ? RunSettings.NONE : run;
  }

  /** A function that is being created. */
  public static StoredFunction creating(
      String namespace, String name, String id, String region, String at, FunctionConfig config) {
    return new StoredFunction(
        namespace,
        name,
        id,
        region,
        "CustomRuntime",
        "Event",
        at,
        at,
        "Creating",
        null,
        config,
        null,
        null,
        0,
        List.of(),
        List.of(),
        RunSettings.NONE);
  }

  /** Whether something is under way, which {@link #settled} ends unless it {@link #isDeleting}. */
  public boolean isChanging() {
    return status.equals("Creating")
        || status.equals("Updating")
        || status.equals("Publishing")
        || isDeleting();
  }

  /** Whether it will be gone. */
  public boolean isDeleting() {
    return status.equals("Deleting");
  }

  /** The same function on its way to be gone. */
  public StoredFunction deleting(String at) {
    return with(at, "Deleting", null, latest, null, null, lastVersion, versions, aliases, run);
  }

  /**
   * The same function on its way to another configuration; the present one serves until {@link
   * #settled}.
   *
   * @param publish description of a version to publish then, or null
   */
  public StoredFunction updating(FunctionConfig next, String publish, String at) {
    return with(at, "Updating", null, latest, next, publish, lastVersion, versions, aliases, run);
  }

  /** The same function on its way to another version, which is the last of {@link #versions}. */
  public StoredFunction publishing(String description, String at) {
    int number = lastVersion + 1;
    List<StoredVersion> more = new ArrayList<>(versions);
    more.add(
        new StoredVersion(Integer.toString(number), description, at, at, "Publishing", latest));
    return with(at, "Publishing", null, latest, null, null, number, more, aliases, run);
  }

  /** The same function with what was under way finished; a version may be the next to come. */
  public StoredFunction settled() {
    StoredFunction settled =
        ended("Active", null, next == null ? latest : next)
            .withVersions(versions.stream().map(StoredVersion::active).toList());
    return publishNext == null ? settled : settled.publishing(publishNext, modified);
  }

  /**
   * The same function with whatever was under way given up; what served before does so still, and a
   * version that was being published is none.
   */
  public StoredFunction failed(String reason) {
    String failure =
        switch (status) {
          case "Creating" -> "CreateFailed";
          case "Publishing" -> "PublishFailed";
          case "Deleting" -> "DeleteFailed";
          default -> "UpdateFailed";
        };
    return ended(failure, reason, latest)
        .withVersions(
            versions.stream().filter(version -> version.status().equals("Active")).toList());
  }

  /** Whether {@code $LATEST} can be changed and published now. */
  public boolean canChange() {
    return !isChanging() && serves();
  }

  /** Whether there is something to invoke: it has been created, and nobody has deleted it. */
  public boolean serves() {
    return !status.startsWith("Creat") && !status.startsWith("Delet");
  }

  private StoredFunction ended(String status, String reason, FunctionConfig latest) {
    return with(modified, status, reason, latest, null, null, lastVersion, versions, aliases, run);
  }

  /** One of the published versions. */
  public Optional<StoredVersion> version(String version) {
    return versions.stream().filter(known -> known.version().equals(version)).findFirst();
  }

  /** The same function with other versions. */
  public StoredFunction withVersions(List<StoredVersion> versions) {
    return with(
        modified, status, reason, latest, next, publishNext, lastVersion, versions, aliases, run);
  }

  /** One of the aliases; {@code $DEFAULT} names {@code $LATEST} until it is changed. */
  public Optional<StoredAlias> alias(String name) {
    Optional<StoredAlias> stored =
        aliases.stream().filter(known -> known.name().equals(name)).findFirst();
    return stored.isPresent() || !name.equals(StoredAlias.DEFAULT)
        ? stored
        : Optional.of(new StoredAlias(StoredAlias.DEFAULT, LATEST, "", null, added, added));
  }

  /** The same function with other aliases. */
  public StoredFunction withAliases(List<StoredAlias> aliases) {
    return with(
        modified, status, reason, latest, next, publishNext, lastVersion, versions, aliases, run);
  }

  /** The same function with an alias in place of the one of its name, or as a new one. */
  public StoredFunction withAlias(StoredAlias alias) {
    List<StoredAlias> more = new ArrayList<>(aliases);
    more.removeIf(known -> known.name().equals(alias.name()));
    more.add(alias);
    return withAliases(more);
  }

  /** The same function with other settings beside its versions. */
  public StoredFunction withRun(RunSettings run) {
    return with(
        modified, status, reason, latest, next, publishNext, lastVersion, versions, aliases, run);
  }

  private StoredFunction with(
      String modified,
      String status,
      String reason,
      FunctionConfig latest,
      FunctionConfig next,
      String publishNext,
      int lastVersion,
      List<StoredVersion> versions,
      List<StoredAlias> aliases,
      RunSettings run) {
    return new StoredFunction(
        namespace,
        name,
        id,
        region,
        runtime,
        type,
        added,
        modified,
        status,
        reason,
        latest,
        next,
        publishNext,
        lastVersion,
        versions,
        aliases,
        run);
  }
}
