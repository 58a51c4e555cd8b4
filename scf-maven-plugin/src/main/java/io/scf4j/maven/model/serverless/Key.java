package io.scf4j.maven.model.serverless;

import java.util.List;
import java.util.Optional;

/**
 * A key that a {@code serverless.yml} may have, and what becomes of it.
 *
 * @param path such as {@code inputs.memorySize}; {@code []} stands for any item of a list, {@code
 *     *} for any name
 * @param use what becomes of it
 * @param values those that are taken, with {@link Use#ONLY}; else empty
 * @param text what it sets, or why not and what to do instead; no full stop at its end
 */
record Key(String path, Use use, List<String> values, String text) {

  /** What becomes of a key. */
  enum Use {
    /** It sets something. */
    HONOURED("honoured"),
    /** It makes no difference, and need not. */
    NO_EFFECT("no effect"),
    /** It makes no difference, and whoever wrote it should know. */
    NOTICED("no effect, said so"),
    /** Some values are what is done anyway; all others are refused. */
    ONLY("honoured"),
    /** The file is not deployed. */
    REFUSED("refused");

    private final String word;

    Use(String word) {
      this.word = word;
    }
  }

  static Key honoured(String path, String what) {
    return new Key(path, Use.HONOURED, List.of(), what);
  }

  static Key noEffect(String path, String why) {
    return new Key(path, Use.NO_EFFECT, List.of(), why);
  }

  static Key noticed(String path, String why) {
    return new Key(path, Use.NOTICED, List.of(), why);
  }

  static Key only(String path, List<String> values, String why) {
    return new Key(path, Use.ONLY, values, why);
  }

  static Key refused(String path, String why) {
    return new Key(path, Use.REFUSED, List.of(), why);
  }

  /** The mapping that it is a key of; empty for the file itself. */
  String parent() {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  /** Its own name. */
  String name() {
    String last = path.substring(path.lastIndexOf('.') + 1);
    return last.endsWith("[]") ? last.substring(0, last.length() - 2) : last;
  }

  /** Why a value is not taken; empty when it is. */
  Optional<String> whyNot(String value) {
    return values.contains(value)
        ? Optional.empty()
        : Optional.of(
            "is taken as "
                + String.join(" or ", values.stream().map(v -> v.isEmpty() ? "''" : v).toList())
                + " only; "
                + text);
  }

  /** As in the table of the documentation: path, what becomes of it, text. */
  String row() {
    String taken = values.isEmpty() ? "" : " as `" + String.join("`, `", values) + "`";
    return "| `"
        + path
        + "` | "
        + use.word
        + taken
        + (values.isEmpty() ? "" : ", else refused")
        + " | "
        + text.replaceAll("<(\\w+)>[^<]*</\\1>|<\\w+/?>", "`$0`")
        + " |";
  }
}
