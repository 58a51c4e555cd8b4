package io.scf4j.maven.mojo;

/**
 * A private network.
 *
 * @since 0.1.0
 */
public final class Vpc {

  /**
   * Of the network, such as {@code vpc-1a2b3c4d}.
   *
   * @since 0.1.0
   */
  String vpcId;

  /**
   * Of the subnet, such as {@code subnet-1a2b3c4d}.
   *
   * @since 0.1.0
   */
  String subnetId;
}
