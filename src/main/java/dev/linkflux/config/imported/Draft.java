package dev.linkflux.config.imported;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Our configuration as it is written: lines of YAML, each with a comment on where it came from. */
final class Draft {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*");
  private static final Pattern WORD =
      Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|\\.inf|\\.nan");
  private static final int WIDTH = 118;

  private final StringBuilder text = new StringBuilder();
  private final Inventory inventory;

  Draft(Inventory inventory) {
    this.inventory = inventory;
  }

  /** A line that comes of these settings; they are carried over with it. */
  void line(String yaml, Found... from) {
    Arrays.stream(from).forEach(inventory::carry);
    commented(
        yaml, Arrays.stream(from).map(Found::shown).distinct().collect(Collectors.joining(", ")));
  }

  /** A line with something to say about it besides. */
  void line(String yaml, String remark, Found... from) {
    Arrays.stream(from).forEach(inventory::carry);
    String where =
        Arrays.stream(from).map(Found::shown).distinct().collect(Collectors.joining(", "));
    commented(yaml, where.isEmpty() ? remark : where + "; " + remark);
  }

  private void commented(String yaml, String comment) {
    String whole = comment.isEmpty() ? yaml : yaml + "  # " + comment;
    if (whole.length() > WIDTH && !comment.isEmpty()) {
      remark(indent(yaml), comment);
      whole = yaml;
    }
    text.append(whole).append('\n');
  }

  /** A comment by itself, in as many lines as it takes. */
  void remark(int indent, String words) {
    String begin = " ".repeat(indent) + "# ";
    StringBuilder line = new StringBuilder(begin);
    for (String word : Found.one(words).split(" ", -1)) {
      if (line.length() > begin.length() && line.length() + word.length() > WIDTH) {
        text.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(begin).append("  ");
      }
      line.append(word).append(' ');
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  /** Says at this place what was left since the last time. */
  void left(int indent) {
    for (Map.Entry<String, List<Found>> group : inventory.takeLeft().entrySet()) {
      String settings =
          group.getValue().stream().map(Found::shown).collect(Collectors.joining(", "));
      remark(indent, "not carried over: " + settings + ": " + group.getKey());
    }
  }

  void blank() {
    text.append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** A value as YAML takes it for text. */
  static String scalar(String value) {
    return PLAIN.matcher(value).matches() && !WORD.matcher(value).matches()
        ? value
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
  }

  /** A flow mapping; what is null is left out. */
  static String flow(@Nullable String... keysAndValues) {
    StringBuilder flow = new StringBuilder("{");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (keysAndValues[i + 1] != null) {
        flow.append(flow.length() == 1 ? "" : ", ");
        flow.append(keysAndValues[i]).append(": ").append(keysAndValues[i + 1]);
      }
    }
    return flow.append('}').toString();
  }

  private static int indent(String yaml) {
    return yaml.length() - yaml.stripLeading().length();
  }
}
