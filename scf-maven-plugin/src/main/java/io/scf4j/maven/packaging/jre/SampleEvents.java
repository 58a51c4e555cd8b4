package io.scf4j.maven.packaging.jre;

import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The events that a function is trained on: {@code src/main/scf/events/*.json}, in the order of
 * their names, or one that fits no function in particular.
 *
 * @param events at least one
 * @param own whether they are the project's
 */
public record SampleEvents(List<Event> events, boolean own) {
  private static final String SUFFIX = ".json";

  /**
   * One of them.
   *
   * @param name of its file
   * @param body its bytes; nobody writes to them
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes; never compared
  public record Event(String name, byte[] body) {}

  public SampleEvents {
    events = List.copyOf(events);
  }

  /**
   * Those in a directory.
   *
   * @param directory may not exist
   * @throws ScfFailure when one is larger than the platform takes
   */
  public static SampleEvents in(Path directory) {
    List<Event> events = new ArrayList<>();
    try {
      for (Path file : files(directory)) {
        if (Files.size(file) > PlatformRules.MAX_EVENT_BYTES) {
          throw new ScfFailure(
              file + " has more than 6 MB, which the platform takes for no event.",
              "Shorten it, or take it out of " + directory + ".");
        }
        events.add(new Event(file.getFileName().toString(), Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + directory, e);
    }
    return events.isEmpty()
        ? new SampleEvents(List.of(new Event("{}", "{}".getBytes(StandardCharsets.UTF_8))), false)
        : new SampleEvents(events, true);
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** Of all names and bodies. */
  public String sha256() {
    StringBuilder all = new StringBuilder();
    events.forEach(
        event -> all.append(event.name()).append(' ').append(Sha256.of(event.body())).append('\n'));
    return Sha256.of(all.toString());
  }
}
