package dev.linkflux.replay.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The line that says of what a chapter is: router, time, how many of what. */
final class Facts {
  /** An older clock was not set: its time would be told as if it meant something. */
  private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Facts() {}

  /** What a clock showed at the trace's zero; null if nothing can be said by it. */
  static @Nullable Instant wall(Chapter chapter) {
    return chapter.wall().filter(OLDEST::isBefore).orElse(null);
  }

  static String html(Chapter chapter) {
    List<String> facts = new ArrayList<>();
    if (!chapter.router().isEmpty()) {
      facts.add("router " + Markup.text(chapter.router()));
    }
    double seconds = chapter.until().since(chapter.from()).toNanos() / 1e9;
    Instant wall = wall(chapter);
    facts.add(
        wall == null
            ? Amounts.span(seconds)
            : "%s to %s (%s)"
                .formatted(
                    time(wall.plusNanos(chapter.from().nanos())),
                    time(wall.plusNanos(chapter.until().nanos())),
                    Amounts.span(seconds)));
    facts.add(Amounts.count(chapter.truth().uplinks().size(), "uplink", "uplinks"));
    facts.add(Amounts.count(chapter.choices().size(), "configuration", "configurations"));
    return "<p class=\"facts\">" + String.join(" · ", facts) + "</p>";
  }

  private static String time(Instant at) {
    return "<time datetime=\"%s\">%s</time>".formatted(at, TIME.format(at));
  }
}
