package dev.linkflux.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a message, with places for what has happened: {@code {uplink} is {state}}. Braces
 * around anything else stand for themselves.
 *
 * @param subject one line
 * @param text any number of lines
 * @param body all that a web server is sent, JSON with places in its strings; or null for the usual
 */
public record Wording(String subject, String text, @Nullable String body) {
  public static final Wording DEFAULT =
      new Wording("{host}: {title}", "{sentence}\n{details}\n{at}, {host}", null);

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_-]+)\\}");

  /** What can be said; the name is the one between the braces. */
  public enum Word {
    /** Whose state changed; the names of several stand with commas. */
    UPLINK,
    SERVER,
    /** The state that it has now. */
    STATE,
    /** The state that it had before. */
    FROM,
    CAUSE,
    /** What happened, in one sentence. */
    SENTENCE,
    /** What to do about it, the figures it rests on, or all that happened meanwhile. */
    DETAILS,
    /** What happened, in a few words. */
    TITLE,
    /** How much it matters: info, warning or critical. */
    SEVERITY,
    /** When it happened, in the time zone of the configuration. */
    AT,
    /** The name of this machine. */
    HOST,
    /** Which uplinks carry traffic. */
    CARRYING,
    /** Which uplinks stand by. */
    STANDBY;

    /** As it stands between the braces. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All keys of words. */
  public static List<String> keys() {
    return Arrays.stream(Word.values()).map(Word::key).toList();
  }

  /** The names in a template's places, known or not, in order. */
  public static List<String> placesOf(String template) {
    return PLACE.matcher(template).results().map(place -> place.group(1)).toList();
  }

  /**
   * A template with its places filled.
   *
   * @param words what stands for each; nothing for those that are missing
   * @param escape makes a word fit for what is around the place
   */
  public static String fill(
      String template, Map<Word, String> words, UnaryOperator<String> escape) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(escape.apply(wordOf(place.group(1), words))));
  }

  private static String wordOf(String key, Map<Word, String> words) {
    for (Word word : Word.values()) {
      if (word.key().equals(key)) {
        return words.getOrDefault(word, "");
      }
    }
    return "{" + key + "}";
  }
}
