package io.scf4j.maven.model;

/**
 * A version of a layer that there is.
 *
 * @param ref its name and number
 * @param description what it was published with
 * @param status {@code Active}, {@code Publishing}, {@code PublishFailed} and others
 */
public record RemoteLayer(LayerRef ref, String description, String status) {

  /** Whether functions can use it. */
  public boolean isActive() {
    return status.equals("Active");
  }

  /** Whether functions will be able to use it. */
  public boolean isPublishing() {
    return status.equals("Publishing");
  }

  /** Whether it will change by itself. */
  public boolean isBusy() {
    return isPublishing() || status.equals("Deleting");
  }
}
