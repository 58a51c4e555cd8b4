package io.scf4j.maven.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The machine-readable result of a goal, {@code target/scf/<goal>.json}: UTF-8 JSON, the record's
 * components as keys. Written whole or not at all.
 */
public final class ResultFile {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Path directory;

  /**
   * @param directory {@code target/scf}
   */
  public ResultFile(Path directory) {
    this.directory = directory;
  }

  /** Writes {@code <goal>.json}. */
  public Path write(String goal, Object result) {
    return WholeFile.write(path(goal), GSON.toJson(result) + "\n");
  }

  /** Reads {@code <goal>.json}; empty when there is none. */
  public <T> Optional<T> read(String goal, Class<T> type) {
    Path file = path(goal);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(GSON.fromJson(Files.readString(file), type));
    } catch (JsonParseException e) {
      throw new ScfFailure(
          file + " is not what the goal wrote.",
          e.getMessage(),
          "Run mvn package again, which writes it anew.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Takes the result of an earlier run away, so that a failed one leaves none. */
  public void delete(String goal) {
    WholeFile.delete(path(goal));
  }

  private Path path(String goal) {
    return directory.resolve(goal + ".json");
  }
}
