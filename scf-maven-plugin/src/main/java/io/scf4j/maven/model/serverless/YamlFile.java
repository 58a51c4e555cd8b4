package io.scf4j.maven.model.serverless;

import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A YAML file as a tree of nodes, each with its line. Nothing is made of them but texts, so no tag
 * can make anything happen; a file that is too large or too deep is refused. No message shows a
 * line of the file: it may hold a secret.
 */
final class YamlFile {
  static final int MAX_BYTES = 256 * 1024;
  static final int MAX_DEPTH = 50;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private YamlFile() {}

  /** A merge key is none of YAML 1.2, and a mapping that is merged into itself has no end. */
  private static final class WithoutMerge extends CoreSchema {
    @Override
    public ScalarResolver getScalarResolver() {
      return new CoreScalarResolver(false);
    }
  }

  /**
   * The document of a file; empty when there is nothing in it.
   *
   * @throws ScfFailure when it is none
   */
  static Optional<Node> read(Path file) {
    String text = text(file);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file.getFileName().toString())
            .setSchema(new WithoutMerge())
            .setCodePointLimit(MAX_BYTES)
            .build();
    try {
      requirePlain(file, new Parse(settings).parseString(text));
      Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
      if (!documents.hasNext()) {
        return Optional.empty();
      }
      Node first = documents.next();
      if (documents.hasNext()) {
        throw new ScfFailure(
            file + " has several documents.", "Keep one; a line --- begins the next.");
      }
      return Optional.of(first);
    } catch (YamlEngineException e) {
      throw new ScfFailure(file + " is no YAML: " + where(e) + ".", "Mend it there.");
    }
  }

  private static String text(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new ScfFailure(
          file + " is larger than " + MAX_BYTES / 1024 + " KB.",
          "The configuration of a function has a few; is it the right file?");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ScfFailure(file + " is not UTF-8.", "Save it as UTF-8.");
    }
  }

  /** The tree is built by calls within calls; its events are not. */
  private static void requirePlain(Path file, Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (event instanceof ScalarEvent scalar
          && scalar.getTag().filter(Tag.MERGE.getValue()::equals).isPresent()) {
        throw new ScfFailure(file + " merges mappings (!!merge).", "Write the keys out.");
      }
      if (depth > MAX_DEPTH) {
        throw new ScfFailure(
            file + " is nested more than " + MAX_DEPTH + " deep.",
            "No key of a function needs more than ten; is it the right file?");
      }
    }
  }

  private static String where(YamlEngineException e) {
    if (e instanceof MarkedYamlEngineException marked) {
      Optional<Mark> mark = marked.getProblemMark();
      String line = mark.map(m -> "line " + (m.getLine() + 1) + ": ").orElse("");
      return line + marked.getProblem();
    }
    return e.getMessage();
  }
}
