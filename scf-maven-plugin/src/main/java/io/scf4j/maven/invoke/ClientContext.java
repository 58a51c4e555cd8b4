package io.scf4j.maven.invoke;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import io.scf4j.maven.local.trigger.EventTemplates;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The event of an invocation. On SCF the ClientContext is the event itself, JSON text of at most 6
 * MB; it is sent as it was given, not written anew.
 *
 * @param json the text
 */
public record ClientContext(String json) {
  private static final Gson STRICT = new GsonBuilder().setStrictness(Strictness.STRICT).create();
  private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");
  private static final ClientContext EMPTY_OBJECT = new ClientContext("{}");
  private static final String STANDARD_INPUT = "-";

  /**
   * From the goal's parameters; without either, an empty object.
   *
   * @param inline {@code scf.clientContext}
   * @param file {@code scf.clientContextFile}: a path, or {@code -} for standard input
   * @throws ScfFailure when both are given, the file cannot be read, or it is not JSON
   */
  public static ClientContext of(
      Optional<String> inline, Optional<String> file, Path baseDirectory, InputStream in) {
    if (inline.isPresent() && file.isPresent()) {
      throw new ScfFailure(
          "Both scf.clientContext and scf.clientContextFile are given.", "Give one of them.");
    }
    if (inline.isPresent()) {
      return checked("scf.clientContext", inline.get());
    }
    return file.map(path -> read(path, baseDirectory, in)).orElse(EMPTY_OBJECT);
  }

  /**
   * From a template of the project, or of those that need none: the event of each kind of trigger.
   *
   * @param name {@code scf.template}
   * @param parameters what differs from the template's defaults, by name
   * @throws ScfFailure when there is no such template or parameter, or the project's templates
   *     cannot be read
   */
  public static ClientContext ofTemplate(
      String name, Map<String, String> parameters, Path baseDirectory, InstantSource clock) {
    try {
      return checked(
          "template " + name,
          EventTemplates.ofProject(clock, baseDirectory).render(name, parameters));
    } catch (IllegalArgumentException e) {
      throw new ScfFailure(
          e.getMessage(),
          "Templates are the built-in ones and the files NAME.json in "
              + String.join(" and ", EventTemplates.PROJECT_DIRECTORIES)
              + "; a parameter is given with -Dscf.template.PARAMETER=VALUE.");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the event templates of the project", e);
    }
  }

  private static ClientContext read(String path, Path baseDirectory, InputStream in) {
    boolean standardInput = path.equals(STANDARD_INPUT);
    String name = standardInput ? "standard input" : baseDirectory.resolve(path).toString();
    byte[] bytes;
    try {
      bytes = standardInput ? in.readAllBytes() : Files.readAllBytes(baseDirectory.resolve(path));
    } catch (IOException e) {
      throw new ScfFailure(
          "scf.clientContextFile: cannot read " + name + ".",
          e.toString(),
          "Give the path of a UTF-8 file with JSON, relative to the project, or - for standard"
              + " input.",
          e);
    }
    try {
      return checked(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new ScfFailure(
          "scf.clientContextFile: " + name + " is not UTF-8.",
          e.toString(),
          "Save it as UTF-8.",
          e);
    }
  }

  private static ClientContext checked(String name, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > PlatformRules.MAX_EVENT_BYTES) {
      throw new ScfFailure(
          "The ClientContext (" + name + ") has " + bytes + " bytes.",
          "A synchronous event has at most "
              + PlatformRules.MAX_EVENT_BYTES
              + " bytes (6 MB); pass large data through COS and send its key.");
    }
    try {
      if (STRICT.fromJson(text, JsonElement.class) == null) {
        throw new JsonParseException("");
      }
    } catch (JsonParseException e) {
      throw new ScfFailure(
          "The ClientContext (" + name + ") is not JSON: " + excerpt(text),
          where(e),
          "Quote it for your shell, such as -Dscf.clientContext='{\"key1\":\"value\"}', or put it"
              + " into a file: -Dscf.clientContextFile=event.json.",
          e);
    }
    return new ClientContext(text);
  }

  /** Gson's message without its hints for programmers. */
  private static String where(JsonParseException e) {
    Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
    return place.find()
        ? "Line " + place.group(1) + ", near column " + place.group(2) + "."
        : "It is empty.";
  }

  /** Its beginning, to be shown. */
  public String excerpt() {
    return excerpt(json, 1000);
  }

  private static String excerpt(String text) {
    return excerpt(text, 80);
  }

  private static String excerpt(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
