package io.scf4j.maven.local.store;

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
 * @param status {@code Creating}, {@code Active}, {@code Updating}, {@code CreateFailed} or {@code
 *     UpdateFailed}
 * @param reason why it failed, else null
 * @param latest what {@code $LATEST} runs as; while it is being created, what it will run as
 * @param next what an update that is under way will make of it, else null
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
    FunctionConfig next) {

  /**
   * The same function on its way to another configuration; the present one serves until {@link
   * #active()}.
   */
  public StoredFunction updating(FunctionConfig next, String at) {
    return with(at, "Updating", null, latest, next);
  }

  /** The same function with whatever was under way finished. */
  public StoredFunction active() {
    return with(modified, "Active", null, next == null ? latest : next, null);
  }

  /**
   * The same function with whatever was under way given up; an update leaves what served before.
   */
  public StoredFunction failed(String reason) {
    return with(modified, next == null ? "CreateFailed" : "UpdateFailed", reason, latest, null);
  }

  private StoredFunction with(
      String modified, String status, String reason, FunctionConfig latest, FunctionConfig next) {
    return new StoredFunction(
        namespace, name, id, region, runtime, type, added, modified, status, reason, latest, next);
  }
}
