package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which instance is debugged on which port. The second JVM on a port would end with "Address
 * already in use" in the middle of its start; here it is not started, and the message names the
 * first.
 */
final class DebugPorts {

  /** Whose port it is, and how to call him. */
  private record Holder(Object owner, String name) {}

  private final Map<Integer, Holder> holders = new HashMap<>();

  /** Takes the port for an instance of a function, or says who has it. */
  synchronized Optional<Failure> claim(int port, InstanceSpec spec, Object owner) {
    Holder holder = holders.get(port);
    if (holder != null) {
      return Optional.of(Failure.debugPortTaken(port, holder.name()));
    }
    if (!isFree(port)) {
      return Optional.of(Failure.debugPortTaken(port, "another program"));
    }
    holders.put(
        port,
        new Holder(owner, "function [ " + spec.function() + " ] in namespace " + spec.namespace()));
    return Optional.empty();
  }

  /** Gives it back, when it is the owner's. */
  synchronized void release(int port, Object owner) {
    holders.computeIfPresent(port, (number, holder) -> holder.owner() == owner ? null : holder);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
