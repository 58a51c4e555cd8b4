package io.scf4j.maven.deploy;

/**
 * What a deploy may do that cannot be undone or costs something.
 *
 * @param createNamespace whether a namespace that is not there is made
 * @param recreate whether a function that cannot become what it shall be is deleted and made anew,
 *     with all its versions, aliases and triggers
 */
public record DeployOptions(boolean createNamespace, boolean recreate) {
  /** Neither. */
  public static final DeployOptions CAREFUL = new DeployOptions(false, false);
}
