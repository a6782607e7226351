package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * One uplink on the board. Numbers are NaN where they are not known.
 *
 * @param since when it took up its state; null if not known
 * @param steering the operator's word on it
 * @param loss a ratio
 * @param rtt milliseconds, the median
 * @param jitter milliseconds
 * @param left bytes of the month that probes may still cost
 */
record BoardRow(
    String name,
    String state,
    String cause,
    @Nullable Instant since,
    boolean carrying,
    String steering,
    double loss,
    double rtt,
    double jitter,
    double left,
    Trend losses,
    Trend rtts,
    Trend jitters) {

  /** As {@code /api/v1/status} has it. */
  static BoardRow of(JsonNode uplink) {
    JsonNode quality = uplink.path("quality");
    return new BoardRow(
        uplink.path("name").asText(),
        uplink.path("state").asText(),
        uplink.path("cause").asText(),
        instant(uplink.path("since")),
        uplink.path("carrying").asBoolean(),
        uplink.path("steering").asText("auto"),
        number(quality.path("loss")),
        number(quality.path("rtt_ms").path("p50")),
        number(quality.path("jitter_ms")),
        left(uplink),
        Trend.NONE,
        Trend.NONE,
        Trend.NONE);
  }

  /** Of its monthly quota; of its probes' share of that, if only this is known. */
  private static double left(JsonNode uplink) {
    JsonNode quota = uplink.path("quota");
    return quota.isObject()
        ? quota.path("bytes").asDouble() - quota.path("used").asDouble()
        : number(uplink.path("budget").path("left"));
  }

  /** With the trends of what was known before. */
  BoardRow since(@Nullable BoardRow before) {
    return before == null
        ? this
        : new BoardRow(
            name,
            state,
            cause,
            since,
            carrying,
            steering,
            loss,
            rtt,
            jitter,
            left,
            before.losses,
            before.rtts,
            before.jitters);
  }

  BoardRow transition(JsonNode event) {
    return new BoardRow(
        name,
        event.path("to").asText(),
        event.path("cause").asText(),
        instant(event.path("at")),
        carrying,
        steering,
        loss,
        rtt,
        jitter,
        left,
        losses,
        rtts,
        jitters);
  }

  BoardRow carrying(boolean now) {
    return new BoardRow(
        name, state, cause, since, now, steering, loss, rtt, jitter, left, losses, rtts, jitters);
  }

  BoardRow quality(JsonNode event) {
    double lost = number(event.path("loss"));
    double median = number(event.path("rtt_ms").path("p50"));
    double restless = number(event.path("jitter_ms"));
    Instant said = instant(event.path("at"));
    Instant at = said == null ? Instant.EPOCH : said;
    return new BoardRow(
        name,
        state,
        cause,
        since,
        carrying,
        steering,
        lost,
        median,
        restless,
        left,
        losses.with(at, lost),
        rtts.with(at, median),
        jitters.with(at, restless));
  }

  private static double number(JsonNode node) {
    return node.asDouble(Double.NaN);
  }

  /** A time on the wire, or null if that is none. */
  static @Nullable Instant instant(JsonNode node) {
    try {
      return Instant.parse(node.asText());
    } catch (DateTimeParseException _) {
      return null;
    }
  }
}
