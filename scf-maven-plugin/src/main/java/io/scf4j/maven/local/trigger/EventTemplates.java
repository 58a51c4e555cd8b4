package io.scf4j.maven.local.trigger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sample events by name: one for each kind of trigger that the platform has, and those of a
 * project, which are files {@code <name>.json} of the same form in {@code src/main/scf/events} and
 * {@code src/test/scf-events}. A project's event takes the place of ours of the same name.
 */
public final class EventTemplates {

  /** Directories of a project, relative to its base directory. */
  public static final List<String> PROJECT_DIRECTORIES =
      List.of("src/main/scf/events", "src/test/scf-events");

  private static final List<String> OURS =
      List.of(
          "hello",
          "timer",
          "cos-put",
          "cos-delete",
          "ckafka",
          "cmq",
          "cls",
          "mps",
          "clb",
          "apigw",
          "http");

  private final Map<String, EventTemplate> templates = new TreeMap<>();

  private EventTemplates() {}

  /**
   * Those that need no project.
   *
   * @param clock for the times in events
   */
  public static EventTemplates builtIn(InstantSource clock) {
    EventTemplates templates = new EventTemplates();
    for (String name : OURS) {
      templates.add(EventTemplate.parse(name, resource(name), clock));
    }
    return templates;
  }

  /**
   * Those, and a project's own.
   *
   * @param clock for the times in events
   * @param project base directory of the project
   * @throws IOException when a file cannot be read
   * @throws IllegalArgumentException when one is not JSON
   */
  public static EventTemplates ofProject(InstantSource clock, Path project) throws IOException {
    EventTemplates templates = builtIn(clock);
    for (String directory : PROJECT_DIRECTORIES) {
      Path files = project.resolve(directory);
      if (Files.isDirectory(files)) {
        templates.addFiles(files, clock);
      }
    }
    return templates;
  }

  private void addFiles(Path directory, InstantSource clock) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          String name = file.getFileName().toString();
          add(
              EventTemplate.parse(
                  name.substring(0, name.length() - ".json".length()),
                  Files.readString(file),
                  clock));
        }
      }
    }
  }

  private void add(EventTemplate template) {
    templates.put(template.name(), template);
  }

  private static String resource(String name) {
    try (InputStream file = EventTemplates.class.getResourceAsStream("events/" + name + ".json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the event " + name + " is part of this jar", e);
    }
  }

  /** All names, in alphabetical order. */
  public Set<String> names() {
    return templates.keySet();
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public EventTemplate get(String name) {
    EventTemplate template = templates.get(name);
    if (template == null) {
      throw new IllegalArgumentException(
          "There is no event template '" + name + "', but " + String.join(", ", names()) + ".");
    }
    return template;
  }

  /**
   * An event, as JSON.
   *
   * @param parameters what differs from the template's defaults, by name
   * @throws IllegalArgumentException for an unknown template or parameter, or a text where a number
   *     is needed
   */
  public String render(String name, Map<String, String> parameters) {
    return get(name).render(parameters);
  }
}
