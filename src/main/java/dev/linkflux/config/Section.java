package dev.linkflux.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one section while they are read: who asks for a key makes it known, and {@link #done}
 * reports those that nobody has asked for. What is wrong is reported and read as its default, so
 * that everything is found at once.
 */
final class Section {
  private final Node.Mapping mapping;
  private final String path;
  private final Findings findings;

  /** False if it stands for something that is no section, which is reported already. */
  private final boolean isReadable;

  private final Map<String, Node.Entry> entries;
  private final Set<String> asked = new TreeSet<>();
  private final Set<String> unsound = new HashSet<>();

  private Section(Node.Mapping mapping, String path, Findings findings, boolean isReadable) {
    this.isReadable = isReadable;
    this.mapping = mapping;
    this.path = path;
    this.findings = findings;
    this.entries = Entries.of(mapping, path, findings);
  }

  /** The section that a node is; an empty one, and a problem, if it is none. */
  static Section of(Node node, String path, Findings findings) {
    if (node instanceof Node.Mapping keys) {
      return new Section(keys, path, findings, true);
    }
    findings.error(node.at(), path, "keys with values expected, not " + node.kind());
    return new Section(Entries.none(node.at()), path, findings, false);
  }

  boolean has(String key) {
    asked.add(key);
    return entries.containsKey(key);
  }

  /** True if a key holds a list of nothing. */
  boolean isEmpty(String key) {
    Node.Entry entry = entries.get(key);
    return entry != null
        && entry.value() instanceof Node.Sequence(_, List<Node> items)
        && items.isEmpty();
  }

  /** True if nothing was wrong with these keys so far: then they can be compared. */
  boolean isSound(String... keys) {
    return Set.of(keys).stream().noneMatch(unsound::contains);
  }

  /** The value of a key, or null if it is absent or wrong. */
  <T> @Nullable T find(String key, Function<String, ? extends T> parser) {
    Node value = node(key);
    return value == null ? null : parsed(key, pathOf(key), value, parser);
  }

  /** The value of a key, or its default. */
  <T> T read(String key, T byDefault, Function<String, ? extends T> parser) {
    T value = find(key, parser);
    return value == null ? byDefault : value;
  }

  /** The value of a key whose absence is an error; null if it is absent or wrong. */
  <T> @Nullable T need(String key, String example, Function<String, ? extends T> parser) {
    if (!has(key)) {
      error(key, "is missing: write it as in " + example);
      return null;
    }
    return find(key, parser);
  }

  /** The values of a key that takes one or a list; the wrong ones are left out. */
  <T> List<T> oneOrMore(String key, Function<String, ? extends T> parser) {
    return each(key, node(key), (where, node) -> parsed(key, where, node, parser));
  }

  /** The same where a section may stand in place of a value; null is left out. */
  <T> List<T> oneOrMore(
      String key, Function<String, ? extends T> parser, Function<Section, @Nullable T> sections) {
    return each(
        key,
        node(key),
        (where, node) ->
            node instanceof Node.Mapping
                ? sections.apply(of(node, where, findings))
                : parsed(key, where, node, parser));
  }

  /** The section below a key; an empty one if it is absent. */
  Section section(String key) {
    Node value = node(key);
    return of(value == null ? Entries.none(mapping.at()) : value, pathOf(key), findings);
  }

  /** The sections of the list below a key; none if it is absent. */
  List<Section> sections(String key, String example) {
    Node value = node(key);
    if (value == null || value instanceof Node.Sequence) {
      return each(key, value, (where, node) -> of(node, where, findings));
    }
    error(key, "a list expected, as in " + example + "; not " + value.kind());
    return List.of();
  }

  /** The value of a key as it stands there; null if there is none, or a section or a list. */
  @Nullable String word(String key) {
    return has(key) ? Entries.word(entries.get(key)) : null;
  }

  /** Something is wrong with a key: told at its value, or at the section if it is absent. */
  void error(String key, String message) {
    unsound.add(key);
    if (isReadable) {
      findings.error(placeOf(key), pathOf(key), message);
    }
  }

  /** Something is doubtful with a key. */
  void warning(String key, String message) {
    findings.warning(placeOf(key), pathOf(key), message);
  }

  /** Reports a key that must not be there, if it is. */
  void refuse(String key, String message) {
    if (entries.containsKey(key)) {
      error(key, message);
      entries.remove(key); // nobody is to be told that it is known
    }
  }

  /** Reports every key that nobody has asked for. */
  void done() {
    for (Node.Entry entry : entries.values()) {
      String key = entry.key().text();
      if (!asked.contains(key)) {
        findings.error(
            entry.key().at(),
            path,
            "unknown key " + Quoted.of(key) + "; " + Suggestion.among(asked, key));
      }
    }
  }

  /** The value of a key; null if it is absent, or a key with nothing behind it, which is wrong. */
  private @Nullable Node node(String key) {
    asked.add(key);
    Node.Entry entry = entries.get(key);
    if (entry != null && entry.value() instanceof Node.Scalar scalar && scalar.isNull()) {
      error(key, "has no value; give it one, or remove the key");
      return null;
    }
    return entry == null ? null : entry.value();
  }

  /** What comes of the items of a list, or of the only value of a key. */
  private <T> List<T> each(
      String key, @Nullable Node value, BiFunction<String, Node, @Nullable T> reader) {
    if (value == null) {
      return List.of();
    }
    boolean many = value instanceof Node.Sequence;
    List<Node> items = value instanceof Node.Sequence(_, List<Node> all) ? all : List.of(value);
    List<T> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      T item = reader.apply(pathOf(key) + (many ? "[" + i + "]" : ""), items.get(i));
      if (item != null) {
        values.add(item);
      }
    }
    return values;
  }

  private <T> @Nullable T parsed(
      String key, String where, Node value, Function<String, ? extends T> parser) {
    if (!(value instanceof Node.Scalar scalar) || scalar.isNull()) {
      unsound.add(key);
      findings.error(value.at(), where, "one value expected, not " + value.kind());
      return null;
    }
    try {
      return parser.apply(scalar.text());
    } catch (MalformedValue e) {
      unsound.add(key);
      findings.error(value.at(), where, e.reason());
      return null;
    }
  }

  private Position placeOf(String key) {
    Node.Entry entry = entries.get(key);
    return entry == null ? mapping.at() : entry.value().at();
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
