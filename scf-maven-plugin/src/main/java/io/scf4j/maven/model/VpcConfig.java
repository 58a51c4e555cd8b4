package io.scf4j.maven.model;

import java.util.List;

/**
 * A private network.
 *
 * @param vpcId such as {@code vpc-1a2b3c4d}, empty for none
 * @param subnetId such as {@code subnet-1a2b3c4d}, empty for none
 */
public record VpcConfig(String vpcId, String subnetId) {
  /** In no network of its own. */
  public static final VpcConfig NONE = new VpcConfig("", "");

  List<String> problems() {
    return vpcId.isEmpty() || subnetId.isEmpty()
        ? List.of("vpcConfig: needs both vpcId and subnetId; an empty <vpcConfig/> takes it away.")
        : List.of();
  }

  @Override
  public String toString() {
    return equals(NONE) ? "none" : vpcId + "/" + subnetId;
  }
}
