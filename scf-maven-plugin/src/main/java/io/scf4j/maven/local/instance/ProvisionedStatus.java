package io.scf4j.maven.local.instance;

/**
 * How far the provisioned instances of a pool are.
 *
 * @param requested how many there shall be
 * @param available how many have been initialised and live
 * @param problem why there are fewer, when more than time is in the way; else empty
 */
public record ProvisionedStatus(int requested, int available, String problem) {}
