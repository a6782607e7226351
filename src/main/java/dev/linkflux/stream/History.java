package dev.linkflux.stream;

import dev.linkflux.engine.WallClock;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;

/**
 * The last ten minutes of one uplink, a point a second, so that a page has curves as soon as it is
 * loaded. Fixed size, O(1) an event. One owner: not thread safe.
 */
final class History {
  static final int SECONDS = 600;

  private static final class Point {
    long second = -1;
    long rtt = -1;
    long highest = -1;
    long jitter = -1;
    int sent;
    int lost;
  }

  private final Point[] points = new Point[SECONDS];

  History() {
    for (int i = 0; i < SECONDS; i++) {
      points[i] = new Point();
    }
  }

  History accept(Quality quality) {
    Point point = at(quality.at());
    point.rtt = quality.recent();
    point.jitter = quality.jitter();
    return this;
  }

  History accept(Outcome outcome) {
    switch (outcome) {
      case Outcome.Replied replied -> {
        if (replied.promptness() != Outcome.Promptness.LATE) {
          Point point = at(replied.at());
          point.sent++;
          point.highest = Math.max(point.highest, replied.rtt());
        }
      }
      case Outcome.TimedOut lost -> lose(at(lost.at()));
      case Outcome.Unreachable lost -> lose(at(lost.at()));
      case Outcome.NotSent _ -> {}
    }
    return this;
  }

  private static void lose(Point point) {
    point.sent++;
    point.lost++;
  }

  private Point at(Moment moment) {
    long second = moment.nanos() / 1_000_000_000L;
    Point point = points[(int) (second % SECONDS)];
    if (point.second != second) {
      point.second = second;
      point.rtt = -1;
      point.highest = -1;
      point.jitter = -1;
      point.sent = 0;
      point.lost = 0;
    }
    return point;
  }

  /**
   * The points up to a moment, the oldest first.
   *
   * @param clock labels them
   */
  byte[] write(String uplink, Moment now, WallClock clock) {
    long last = now.nanos() / 1_000_000_000L;
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("uplink", uplink);
          json.writeArrayFieldStart("points");
          for (long second = Math.max(0, last - SECONDS + 1); second <= last; second++) {
            Point point = points[(int) (second % SECONDS)];
            if (point.second == second) {
              json.writeStartObject();
              json.writeStringField("at", Json.at(clock, new Moment(second * 1_000_000_000L)));
              Json.millis(json, "rtt_ms", point.rtt);
              Json.millis(json, "rtt_max_ms", point.highest);
              Json.millis(json, "jitter_ms", point.jitter);
              json.writeNumberField("sent", point.sent);
              json.writeNumberField("lost", point.lost);
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
