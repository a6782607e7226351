package dev.linkflux.config;

import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** What the YAML parser complains of, said in one line that tells what to do. */
final class BrokenYaml {
  /** If the parser's words contain {@code sign}, then {@code advice} helps. */
  private record Hint(String sign, String advice) {}

  private static final List<Hint> HINTS =
      List.of(
          new Hint("TAB", "there is a tab; YAML is indented by spaces, so replace it by spaces"),
          new Hint("'\\t", "there is a tab; YAML is indented by spaces, so replace it by spaces"),
          new Hint(
              "mapping values are not allowed",
              "a ':' is not expected here; check the indentation, and put a value that contains"
                  + " ': ' into quotes"),
          new Hint(
              "could not find expected ':'",
              "a key without ':'; write key: value, and indent a list or section below its key"),
          new Hint("expected ',' or '}'", "a ',' or a closing '}' is missing before this"),
          new Hint("expected ',' or ']'", "a ',' or a closing ']' is missing before this"),
          new Hint(
              "while scanning a quoted scalar",
              "the quotes that begin before this are not closed properly"),
          new Hint(
              "expected <block end>",
              "this does not fit what is above it; lines of one section begin in the same column"),
          new Hint(
              "cannot start any token",
              "this character begins nothing in YAML; put the value into quotes"),
          new Hint(
              "sequence entries are not allowed",
              "a '- ' is not expected here; begin the list in a line of its own"));

  private BrokenYaml() {}

  /** The same for the user, with its place. */
  static Refused explained(YAMLException exception, String text) {
    return switch (exception) {
      case MarkedYAMLException marked when marked.getProblemMark() != null ->
          new Refused(Position.of(marked.getProblemMark()), "not YAML: " + advice(marked));
      case ReaderException unprintable ->
          new Refused(
              Position.of(text, unprintable.getPosition()),
              "the character U+%04X cannot stand in YAML; remove it"
                  .formatted(unprintable.getCodePoint()));
      default ->
          new Refused(
              Position.WHOLE_FILE,
              "not YAML: " + Quoted.oneLine(String.valueOf(exception.getMessage())));
    };
  }

  private static String advice(MarkedYAMLException marked) {
    String context = marked.getContext() == null ? "" : marked.getContext() + ", ";
    String said = context + marked.getProblem();
    for (Hint hint : HINTS) {
      if (said.contains(hint.sign())) {
        return hint.advice();
      }
    }
    return Quoted.oneLine(said);
  }
}
