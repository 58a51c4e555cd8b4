package io.scf4j.maven.local.cloudapi;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Addresses at which code can be fetched without a signature for a while, as the cloud gives them
 * out: nobody can guess one.
 */
final class Downloads {
  /** Where they are on the server. */
  static final String PATH = "/download/";

  private static final Duration VALID = Duration.ofMinutes(10);
  private static final int TOKEN_BYTES = 24;

  private record Ticket(Path file, Instant until) {}

  private final IntSupplier port;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Map<String, Ticket> tickets = new LinkedHashMap<>();

  Downloads(IntSupplier port, InstantSource clock, SecureRandom random) {
    this.port = port;
    this.clock = clock;
    this.random = random;
  }

  /** A new address for a file. */
  synchronized String url(Path file) {
    Instant now = clock.instant();
    tickets.values().removeIf(ticket -> ticket.until().isBefore(now));
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    String name = HexFormat.of().formatHex(token) + ".zip";
    tickets.put(name, new Ticket(file, now.plus(VALID)));
    return "http://127.0.0.1:" + port.getAsInt() + PATH + name;
  }

  /** What is behind the last part of an address, while it is valid. */
  synchronized Optional<Path> file(String name) {
    Ticket ticket = tickets.get(name);
    return ticket == null || ticket.until().isBefore(clock.instant())
        ? Optional.empty()
        : Optional.of(ticket.file());
  }
}
