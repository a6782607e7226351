package dev.linkflux.stream;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.WallClock;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Events to tell. */
final class Samples {
  static final UplinkId FIBRE = new UplinkId("fibre", 0);
  static final UplinkId LTE = new UplinkId("lte", 1);
  static final TargetId CLOUDFLARE = new TargetId("cloudflare", 0);
  static final WallClock CLOCK = new WallClock(Instant.parse("2026-11-22T03:00:00Z"));
  static final Service SERVICE = new Service("1.2.3", true);
  static final Settings SETTINGS = ScriptedNetwork.settings(List.of("fibre", "lte"));

  private Samples() {}

  static Moment millis(long millis) {
    return new Moment(millis * 1_000_000);
  }

  static Transition transition(long millis, UplinkId uplink, StateName to, Cause cause) {
    return transition(millis, uplink, to, cause, uplink + " is " + to + ": loss 31 %");
  }

  static Transition transition(long millis, UplinkId uplink, StateName to, String sentence) {
    return transition(millis, uplink, to, Cause.LOSS, sentence);
  }

  private static Transition transition(
      long millis, UplinkId uplink, StateName to, Cause cause, String sentence) {
    return new Transition(
        millis(millis),
        uplink,
        StateName.UP,
        to,
        cause,
        List.of(new Figure("loss", 0.31, 0.1, "ratio")),
        sentence);
  }

  static Election election(long millis, UplinkId... carrying) {
    return new Election(
        millis(millis),
        Arrays.asList(carrying),
        List.of(LTE),
        List.of(),
        Cause.LOSS,
        "traffic moves");
  }

  static Outcome replied(long millis, UplinkId uplink, long sequence) {
    return new Outcome.Replied(
        millis(millis),
        new ProbeId(uplink, CLOUDFLARE, sequence),
        millis(millis - 8),
        8_123_400,
        Outcome.Promptness.PROMPT);
  }

  static Outcome timedOut(long millis, UplinkId uplink, long sequence) {
    return new Outcome.TimedOut(
        millis(millis), new ProbeId(uplink, CLOUDFLARE, sequence), millis(millis - 1000));
  }

  static Quality quality(long millis, UplinkId uplink) {
    return new Quality(
        millis(millis),
        uplink,
        new LossRatio(2, 100),
        new Quality.Rtt(8_000_000, 9_000_000, 8_500_000, 11_000_000, 12_000_000, 20_000_000),
        8_600_000,
        7_900_000,
        400_000,
        List.of(
            new Quality.OfTarget(
                CLOUDFLARE, new LossRatio(2, 100), 8_500_000, 700_000, 3_000_000, 0, null)));
  }

  static Message message(long id, Event event) {
    Kind kind = Kind.of(event);
    if (kind == null) {
      throw new AssertionError("not told: " + event);
    }
    return new Message(id, kind, event, new EventJson(CLOCK, SERVICE));
  }
}
