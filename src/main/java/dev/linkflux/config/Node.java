package dev.linkflux.config;

import java.util.List;
import java.util.Set;

/**
 * A piece of a YAML document, with its place. Values are text; what they mean is for the reader.
 */
sealed interface Node {
  Position at();

  /** In words, with article. */
  String kind();

  /**
   * One value.
   *
   * @param plain true if it was written without quotes
   */
  record Scalar(Position at, String text, boolean plain) implements Node {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    /** True for a key with nothing behind it, and for YAML's words for nothing. */
    boolean isNull() {
      return plain && NULLS.contains(text);
    }

    @Override
    public String kind() {
      return isNull() ? "nothing" : "the value " + Quoted.of(text);
    }
  }

  /** A list. */
  record Sequence(Position at, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, in the order of the file; a key may stand there twice. */
  record Mapping(Position at, List<Entry> entries) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "keys with values";
    }
  }

  /** A key with its value. */
  record Entry(Scalar key, Node value) {}
}
