package io.scf4j.maven.model.serverless;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of the file with its keys judged by {@link Keys}: what is refused, unknown or given
 * twice is a finding, and what is left can be read. A key without a value is as one that is not
 * there; a value of the wrong kind is a finding, and reads as one that is not there.
 */
final class Section {
  private static final String EMPTY_LIST = "[]";
  private static final String MERGE = "<<";

  private record Entry(int line, Node value) {}

  private final String path;
  private final String pattern;
  private final int line;
  private final Variables variables;
  private final Findings findings;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private Section(String path, String pattern, int line, Variables variables, Findings findings) {
    this.path = path;
    this.pattern = pattern;
    this.line = line;
    this.variables = variables;
    this.findings = findings;
  }

  /** The file itself. */
  static Section ofFile(MappingNode root, Variables variables, Findings findings) {
    Section file = new Section("", "", line(root), variables, findings);
    file.collect(root);
    return file;
  }

  private static Section of(
      String path, String pattern, int line, MappingNode node, Section parent) {
    Section section = new Section(path, pattern, line, parent.variables, parent.findings);
    section.collect(node);
    section.judge();
    return section;
  }

  private void collect(MappingNode node) {
    for (NodeTuple tuple : node.getValue()) {
      int at = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.problem(at, (path.isEmpty() ? "a key" : path + ": a key") + " is no text");
      } else if (entries.containsKey(key.getValue())) {
        int first = entries.get(key.getValue()).line();
        findings.problem(at, pathOf(key.getValue()) + ": is given twice, first in line " + first);
      } else {
        entries.put(key.getValue(), new Entry(at, tuple.getValueNode()));
      }
    }
  }

  /** Tells what the table of keys says against these. */
  void judge() {
    entries.forEach(
        (name, entry) ->
            Keys.find(pattern, name)
                .ifPresentOrElse(
                    key -> judge(name, key, entry),
                    () -> findings.problem(entry.line(), unknown(name))));
  }

  private void judge(String name, Key key, Entry entry) {
    if (!has(name)) {
      return;
    }
    switch (key.use()) {
      case REFUSED -> problem(name, "is refused: " + key.text());
      case NOTICED -> notice(name, "has no effect: " + key.text());
      case ONLY -> plain(name, entry).flatMap(key::whyNot).ifPresent(why -> problem(name, why));
      case HONOURED, NO_EFFECT -> {}
    }
  }

  private String unknown(String name) {
    if (name.equals(MERGE)) {
      return pathOf(name) + ": keys cannot be merged in; write them out";
    }
    return Keys.nearest(pattern, name)
        .map(nearest -> "unknown key " + pathOf(name) + "; did you mean " + nearest + "?")
        .orElse("unknown key " + pathOf(name) + "; remove it");
  }

  /** A scalar as text, and an empty list; another value is a finding. */
  private Optional<String> plain(String name, Entry entry) {
    return entry.value() instanceof SequenceNode list
        ? Optional.of(list.getValue().isEmpty() ? EMPTY_LIST : "a list")
        : scalar(name, entry.line(), entry.value());
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** Whether there is such a key, with a value. */
  boolean has(String name) {
    return entries.containsKey(name) && !entries.get(name).value().getTag().equals(Tag.NULL);
  }

  /** The names that there are, with a value or without. */
  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /** Where a key is; where the mapping is when it is not there. */
  int line(String name) {
    return entries.containsKey(name) ? entries.get(name).line() : line;
  }

  /** Tells a problem of a key, or that it is missing. */
  void problem(String name, String text) {
    findings.problem(line(name), pathOf(name) + ": " + text);
  }

  /** Tells a problem that has the name of the key at its beginning. */
  void problemBeneath(String name, String text) {
    findings.problem(line(name), pathOf(text));
  }

  /** Tells what becomes of a key. */
  void notice(String name, String text) {
    findings.notice(line(name), pathOf(name) + ": " + text);
  }

  /** Whether a key has an empty text, list or mapping: what the cloud has is taken away. */
  boolean clears(String name) {
    if (!has(name)) {
      return false;
    }
    Node value = entries.get(name).value();
    return switch (value.getNodeType()) {
      case SCALAR -> ((ScalarNode) value).getValue().isEmpty();
      case SEQUENCE -> ((SequenceNode) value).getValue().isEmpty();
      case MAPPING -> ((MappingNode) value).getValue().isEmpty();
      default -> false;
    };
  }

  /** A text as it was written, before variables are replaced. */
  Optional<String> written(String name) {
    return has(name) && entries.get(name).value() instanceof ScalarNode scalar
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** A text; numbers and the like are taken as they are written. */
  Optional<String> text(String name) {
    return has(name)
        ? scalar(name, entries.get(name).line(), entries.get(name).value())
        : Optional.empty();
  }

  /** A text that there must be. */
  Optional<String> required(String name) {
    if (!has(name)) {
      problem(name, "is missing");
    }
    return text(name);
  }

  private Optional<String> scalar(String name, int at, Node value) {
    if (!(value instanceof ScalarNode scalar)) {
      findings.problem(
          at,
          pathOf(name)
              + ": a text or number is wanted, not a "
              + (value instanceof SequenceNode ? "list" : "mapping"));
      return Optional.empty();
    }
    Variables.Resolved resolved = variables.resolve(scalar.getValue());
    resolved.problem().ifPresent(why -> findings.problem(at, pathOf(name) + ": " + why));
    return resolved.problem().isPresent() ? Optional.empty() : Optional.of(resolved.text());
  }

  /** A whole number. */
  Optional<Integer> number(String name) {
    return text(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(Integer.valueOf(text.strip()));
              } catch (NumberFormatException e) {
                problem(name, "a whole number is wanted, not '" + written(name).orElse("") + "'");
                return Optional.empty();
              }
            });
  }

  /** True or false. */
  Optional<Boolean> flag(String name) {
    return text(name)
        .flatMap(
            text -> {
              switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true":
                  return Optional.of(true);
                case "false":
                  return Optional.of(false);
                default:
                  problem(name, "true or false is wanted, not '" + written(name).orElse("") + "'");
                  return Optional.empty();
              }
            });
  }

  /** A mapping within this one. */
  Optional<Section> section(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    Entry entry = entries.get(name);
    if (entry.value() instanceof MappingNode mapping) {
      return Optional.of(of(pathOf(name), patternOf(name), entry.line(), mapping, this));
    }
    problem(name, "a mapping is wanted, keys of its own below it");
    return Optional.empty();
  }

  private String patternOf(String name) {
    return pattern.isEmpty() ? name : pattern + "." + name;
  }

  /** The mappings of a list. */
  List<Section> sections(String name) {
    List<Section> sections = new ArrayList<>();
    List<Node> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      String item = pathOf(name) + "[" + i + "]";
      if (items.get(i) instanceof MappingNode mapping) {
        sections.add(of(item, patternOf(name) + "[]", line(mapping), mapping, this));
      } else {
        findings.problem(line(items.get(i)), item + ": a mapping is wanted");
      }
    }
    return sections;
  }

  private List<Node> items(String name) {
    if (!has(name)) {
      return List.of();
    }
    if (entries.get(name).value() instanceof SequenceNode list) {
      return list.getValue();
    }
    problem(name, "a list is wanted, items that begin with '- '");
    return List.of();
  }

  /** Texts of a list, or of one text with commas. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (has(name) && entries.get(name).value() instanceof ScalarNode) {
      text(name)
          .map(text -> text.strip().split("\\s*,\\s*"))
          .ifPresent(parts -> texts.addAll(List.of(parts)));
      texts.removeIf(String::isEmpty);
      return texts;
    }
    for (Node item : items(name)) {
      scalar(name, line(item), item).ifPresent(texts::add);
    }
    return texts;
  }

  /** All keys with their texts; a key without a value has an empty one. */
  Map<String, String> map() {
    Map<String, String> map = new LinkedHashMap<>();
    for (String name : names()) {
      if (has(name)) {
        text(name).ifPresent(text -> map.put(name, text));
      } else {
        map.put(name, "");
      }
    }
    return map;
  }
}
