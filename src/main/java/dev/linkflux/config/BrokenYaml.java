package dev.linkflux.config;

import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** What the YAML parser complains of, said in one line that tells what to do. */
final class BrokenYaml {
  /** If the parser's words contain {@code sign}, then {@code advice} helps. */
  private record Hint(String sign, String advice) {}

  private static final String OPEN_QUOTE = "while scanning a quoted scalar";

  private static final List<Hint> HINTS =
      List.of(
          new Hint("TAB", "there is a tab; YAML is indented by spaces, so replace it by spaces"),
          new Hint("'\\t", "there is a tab; YAML is indented by spaces, so replace it by spaces"),
          new Hint(
              "mapping values are not allowed",
              "a ':' is not expected here; check the indentation, and for a ':' that is missing in"
                  + " the line above; a value that contains ': ' stands in quotes"),
          new Hint(
              "could not find expected ':'",
              "a key without ':'; write key: value, and indent a list or section below its key"),
          new Hint("expected ',' or '}'", "a ',' or a closing '}' is missing before this%s"),
          new Hint("expected ',' or ']'", "a ',' or a closing ']' is missing before this%s"),
          new Hint(OPEN_QUOTE, "the quote that begins here is not closed"),
          new Hint(
              "expected <block end>",
              "this does not fit what is above it; lines of one section begin in the same column"),
          new Hint(
              "cannot start any token",
              "this character begins nothing in YAML; put the value into quotes"),
          new Hint(
              "found '<stream end>'", "the file ends here, and a bracket or a brace is still open"),
          new Hint(
              "expected '<document start>'",
              "this stands beside what is above it; there is one level of keys with values"),
          new Hint(
              "sequence entries are not allowed",
              "a '- ' is not expected here; begin the list in a line of its own"));

  private BrokenYaml() {}

  /** The same for the user, with its place. */
  static Refused explained(YAMLException exception, String text) {
    return switch (exception) {
      case MarkedYAMLException marked when marked.getProblemMark() != null ->
          new Refused(place(marked), "not YAML: " + advice(marked));
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

  /** Where a quote begins rather than where the file ends, if that is what is open. */
  private static Position place(MarkedYAMLException marked) {
    return OPEN_QUOTE.equals(marked.getContext()) && marked.getContextMark() != null
        ? Position.of(marked.getContextMark())
        : Position.of(marked.getProblemMark());
  }

  private static String advice(MarkedYAMLException marked) {
    String context = marked.getContext() == null ? "" : marked.getContext() + ", ";
    String said = context + marked.getProblem();
    for (Hint hint : HINTS) {
      if (said.contains(hint.sign())) {
        return hint.advice().formatted(opened(marked));
      }
    }
    return Quoted.oneLine(said);
  }

  private static String opened(MarkedYAMLException marked) {
    return marked.getContextMark() == null
        ? ""
        : ", open since line " + (marked.getContextMark().getLine() + 1);
  }
}
