package dev.linkflux.config;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML text becomes nodes with places. Reads the parser's events and not its objects: so that every
 * node has a place, a key that stands there twice is seen, and nothing is expanded or constructed.
 * Anchors, aliases and tags are refused: a configuration needs none, and a few lines of aliases can
 * stand for gigabytes.
 */
final class NodeReader {
  private static final int DEEPEST = 16;

  private final Parser parser;

  private NodeReader(String text) {
    parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  /**
   * The only document of a text.
   *
   * @throws Refused if it is not YAML, is empty, or uses what is not taken
   */
  static Node read(String text) throws Refused {
    try {
      return new NodeReader(text).document();
    } catch (YAMLException e) {
      throw BrokenYaml.explained(e, text);
    }
  }

  private Node document() throws Refused {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      throw new Refused(Position.WHOLE_FILE, "there is nothing in it; at least uplinks is needed");
    }
    parser.getEvent();
    Node node = node(0);
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw new Refused(
          Position.of(parser.peekEvent().getStartMark()),
          "a second document begins here; a file holds one, so remove the ---");
    }
    return node;
  }

  private Node node(int depth) throws Refused {
    Event event = parser.getEvent();
    Position at = Position.of(event.getStartMark());
    if (depth > DEEPEST) {
      throw new Refused(at, "nested more than " + DEEPEST + " deep");
    }
    refuseReferences(event, at);
    return switch (event) {
      case ScalarEvent scalar ->
          new Node.Scalar(at, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
      case CollectionStartEvent start when start.is(Event.ID.SequenceStart) -> sequence(at, depth);
      default -> mapping(at, depth);
    };
  }

  private Node sequence(Position at, int depth) throws Refused {
    List<Node> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(depth + 1));
    }
    parser.getEvent();
    return new Node.Sequence(at, items);
  }

  private Node mapping(Position at, int depth) throws Refused {
    List<Node.Entry> entries = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Node key = node(depth + 1);
      if (!(key instanceof Node.Scalar word)) {
        throw new Refused(key.at(), "a key must be one word, not " + key.kind());
      }
      entries.add(new Node.Entry(word, node(depth + 1)));
    }
    parser.getEvent();
    return new Node.Mapping(at, entries);
  }

  private static void refuseReferences(Event event, Position at) throws Refused {
    if (event instanceof AliasEvent alias) {
      throw new Refused(at, "aliases (*" + alias.getAnchor() + ") are not taken; write it out");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw new Refused(at, "anchors (&" + node.getAnchor() + ") are not taken; write it out");
    }
    String tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent start -> start.getTag();
          default -> null;
        };
    if (tag != null) {
      throw new Refused(
          at,
          "tags (%s) are not taken; remove it".formatted(tag.replace("tag:yaml.org,2002:", "!!")));
    }
  }
}
