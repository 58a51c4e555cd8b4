package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which instance is debugged on which port. The second JVM on a port would end with "Address
 * already in use" in the middle of its start; here it is not started, and the message names the
 * first. An earlier instance of the same version, whose code has been replaced, is given a moment
 * to go.
 */
final class DebugPorts {

  /** An idle instance is killed; one that serves has its event's time, which is hours. */
  private static final Duration LEAVING = Duration.ofSeconds(2);

  /** Whose port it is. */
  private record Holder(Object owner, InstanceSpec spec) {
    boolean precedes(InstanceSpec other) {
      return spec.namespace().equals(other.namespace())
          && spec.function().equals(other.function())
          && spec.version().equals(other.version());
    }

    Failure refusal(int port, InstanceSpec other) {
      String name =
          "function [ "
              + spec.function()
              + " ], version "
              + spec.version()
              + ", in namespace "
              + spec.namespace();
      return precedes(other)
          ? Failure.debugPortKept(port, name)
          : Failure.debugPortTaken(port, name);
    }
  }

  private final Map<Integer, Holder> holders = new HashMap<>();

  /** Takes the port for an instance of a function, or says who has it. */
  synchronized Optional<Failure> claim(int port, InstanceSpec spec, Object owner)
      throws InterruptedException {
    long deadline = System.nanoTime() + LEAVING.toNanos();
    Holder holder = holders.get(port);
    while (holder != null) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (!holder.precedes(spec) || leftMs <= 0) {
        return Optional.of(holder.refusal(port, spec));
      }
      wait(leftMs);
      holder = holders.get(port);
    }
    if (!isFree(port)) {
      return Optional.of(Failure.debugPortTaken(port, "another program"));
    }
    holders.put(port, new Holder(owner, spec));
    return Optional.empty();
  }

  /** Gives it back, when it is the owner's. */
  synchronized void release(int port, Object owner) {
    holders.computeIfPresent(port, (number, holder) -> holder.owner() == owner ? null : holder);
    notifyAll();
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
