package dev.linkflux.stream;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client is not given of what it asks for.
 *
 * @param after messages with higher numbers are missing
 * @param until up to this number
 * @param from the time of the last one before them, or null if that is not known
 * @param to the time of the first one after them, or now
 * @param missing the kinds of which some are missing, or may be
 * @param reason for people
 */
record Gap(
    long after,
    long until,
    @Nullable Instant from,
    Instant to,
    EnumSet<Kind> missing,
    String reason) {
  static final String NOT_FOR_LONG = "they are not kept for longer than about a minute";

  static Gap of(
      long after,
      long until,
      @Nullable Instant from,
      Instant to,
      Set<Kind> missing,
      String reason) {
    EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
    kinds.addAll(missing);
    return new Gap(after, Math.max(after, until), from, to, kinds, reason);
  }

  /** One line that a person understands. */
  String sentence() {
    return "of the time %s %s, messages of these kinds are missing, or may be: %s; %s"
        .formatted(
            from == null ? "up to" : "from " + Json.at(from) + " to",
            Json.at(to),
            missing.stream().map(Kind::wire).collect(Collectors.joining(", ")),
            reason);
  }
}
