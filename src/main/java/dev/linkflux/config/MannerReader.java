package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.control.Hook.On;
import dev.linkflux.control.Notifications.Manner;
import dev.linkflux.control.QuietHours;
import dev.linkflux.control.Wording;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all channels have: of what they tell, when, and in which words. */
final class MannerReader {
  private static final int LONGEST = 10_000;
  private static final int LONGEST_SUBJECT = 500;
  private static final Duration LONGEST_DAMPENING = Duration.ofDays(1);
  private static final String TIMES = "quiet: {from: \"22:00\", to: \"07:00\"}";
  private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}");

  private static final Function<String, String> WORDS =
      Choice.of(Arrays.stream(On.values()).map(MannerReader::word).toList());

  private MannerReader() {}

  /**
   * Reads it.
   *
   * @param zone of quiet hours
   * @param hasBody whether it sends a document that can be written anew
   */
  static Manner read(Section channel, ZoneId zone, boolean hasBody) {
    return new Manner(
        on(channel),
        wording(channel, hasBody),
        quiet(channel, zone),
        channel.read(
            "dampening",
            Manner.DEFAULT_DAMPENING,
            DurationText.between(Duration.ZERO, LONGEST_DAMPENING)));
  }

  static void write(Manner manner, ObjectNode node) {
    ArrayNode on = node.putArray("on");
    Arrays.stream(On.values()).filter(manner.on()::contains).forEach(one -> on.add(word(one)));
    ObjectNode templates = node.putObject("templates");
    templates.put("subject", manner.wording().subject()).put("text", manner.wording().text());
    if (manner.wording().body() != null) {
      templates.put("body", manner.wording().body());
    }
    QuietHours quiet = manner.quiet();
    if (quiet != null) {
      node.putObject("quiet")
          .put("from", quiet.from().toString())
          .put("to", quiet.to().toString())
          .put("urgent", quiet.urgent());
    }
    node.put("dampening", DurationText.print(manner.dampening()));
  }

  private static Set<On> on(Section channel) {
    List<On> some =
        channel.oneOrMore("on", text -> On.valueOf(WORDS.apply(text).toUpperCase(Locale.ROOT)));
    if (!channel.has("on")) {
      return Collections.unmodifiableSet(EnumSet.allOf(On.class));
    }
    if (some.isEmpty() && channel.isSound("on")) {
      channel.error("on", "is empty: it would tell nothing; remove the key for everything");
    }
    return Set.copyOf(some);
  }

  private static Wording wording(Section channel, boolean hasBody) {
    Section section = channel.section("templates");
    Wording byDefault = Wording.DEFAULT;
    if (!hasBody) {
      section.refuse("body", "is for webhook, whose document it is; others have subject and text");
    }
    Wording wording =
        new Wording(
            section.read("subject", byDefault.subject(), MannerReader::subject),
            section.read("text", byDefault.text(), MannerReader::template),
            hasBody ? section.find("body", MannerReader::body) : null);
    section.done();
    return wording;
  }

  private static String subject(String text) {
    if (text.isBlank() || text.length() > LONGEST_SUBJECT || !text.equals(Quoted.oneLine(text))) {
      throw new MalformedValue(
          "one line of 1 to " + LONGEST_SUBJECT + " printable characters expected");
    }
    return template(text);
  }

  private static String body(String text) {
    String body = template(text);
    if (!BodyText.isJson(Wording.fill(body, Map.of(), word -> word))) {
      throw new MalformedValue(
          "is not JSON with its places filled: write it as in {\"text\": \"{sentence}\"}, each"
              + " place within a string");
    }
    return body;
  }

  private static String template(String text) {
    if (text.length() > LONGEST) {
      throw new MalformedValue("is longer than " + LONGEST + " characters");
    }
    for (String name : Wording.placesOf(text)) {
      if (!Wording.keys().contains(name)) {
        throw new MalformedValue(
            "nothing is known as {%s}; %s".formatted(name, Suggestion.among(Wording.keys(), name)));
      }
    }
    return text;
  }

  private static @Nullable QuietHours quiet(Section channel, ZoneId zone) {
    if (!channel.has("quiet")) {
      return null;
    }
    Section section = channel.section("quiet");
    LocalTime from = section.need("from", TIMES, MannerReader::time);
    LocalTime to = section.need("to", TIMES, MannerReader::time);
    boolean urgent = section.read("urgent", true, Choice::flag);
    section.done();
    if (from != null && from.equals(to)) {
      section.error("to", "is the same as from: that is either never or always; make them differ");
    }
    return from == null || to == null ? null : new QuietHours(from, to, zone, urgent);
  }

  /** Without quotes YAML takes 22:00 for text too, but other readers for a number. */
  private static LocalTime time(String text) {
    try {
      if (TIME.matcher(text).matches()) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
      }
    } catch (DateTimeParseException _) {
      // told below
    }
    throw new MalformedValue(Quoted.of(text) + " is not a time of day, as in \"22:00\"");
  }

  private static String word(On on) {
    return on.name().toLowerCase(Locale.ROOT);
  }
}
