package io.scf4j.it.bench;

import io.scf4j.it.bench.Peer.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Events of an exact size that every function can take: an order as JSON, written just as a mapper
 * writes the bean back, so that the right response to it is always itself.
 */
final class Events {
  private final Path directory;

  Events(Settings settings) {
    this.directory = settings.work().resolve("events");
  }

  void write() throws IOException {
    Files.createDirectories(directory);
    for (Load load : Load.values()) {
      String event = order(load.eventBytes());
      Files.writeString(eventOf(load), event);
      Files.writeString(responseOf(load, Reply.BASH_SAMPLE), "Echoing request: '" + event + "'");
      Files.writeString(responseOf(load, Reply.HELLO), "Hello from Java, you sent " + event);
      Files.writeString(responseOf(load, Reply.SHOP), "{\"price\":\"3.50\",\"clients\":true}");
    }
  }

  Path eventOf(Load load) {
    return directory.resolve("event-" + load.eventBytes() + ".json");
  }

  Path responseOf(Load load, Reply reply) {
    return reply == Reply.ECHO
        ? eventOf(load)
        : directory.resolve(
            reply.name().toLowerCase(Locale.ROOT) + "-" + load.eventBytes() + ".txt");
  }

  /** As many lines as fit; the note fills what is left. */
  static String order(int bytes) {
    String head = "{\"customer\":\"C-1001\",\"id\":4711,\"lines\":[";
    String beforeNote = "],\"note\":\"";
    String tail = "\",\"paid\":true}";
    StringBuilder text = new StringBuilder(bytes).append(head);
    int room = bytes - beforeNote.length() - tail.length();
    for (int i = 0; ; i++) {
      String line =
          String.format(
              Locale.ROOT,
              "%s{\"article\":\"article-%06d\",\"count\":%d,\"price\":12.5}",
              i == 0 ? "" : ",",
              i,
              i % 9 + 1);
      if (text.length() + line.length() > room) {
        break;
      }
      text.append(line);
    }
    String note = "x".repeat(room - text.length());
    String order = text.append(beforeNote).append(note).append(tail).toString();
    if (order.getBytes(StandardCharsets.UTF_8).length != bytes) {
      throw new IllegalStateException("an event of " + order.length() + " bytes, not " + bytes);
    }
    return order;
  }
}
