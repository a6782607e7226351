package dev.linkflux.bench;

import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Trouble;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.quality.Quality;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/**
 * What a busy pipeline would tell: of a hundred events some sixty are probes, thirty are qualities,
 * and each other kind but those of servers comes once or twice.
 */
final class Narration {
  static final int UPLINKS = 3;
  static final int TARGETS = 3;

  private Narration() {}

  /** The event of a number, at its moment. */
  static Event event(long number, Moment at) {
    UplinkId uplink = new UplinkId("u" + number % UPLINKS, (int) (number % UPLINKS));
    UplinkId other = new UplinkId("u" + (number + 1) % UPLINKS, (int) ((number + 1) % UPLINKS));
    boolean odd = number / 100 % 2 == 1;
    List<Figure> evidence = List.of(new Figure("loss", 0.31, 0.1, "ratio"));
    return switch ((int) (number % 100)) {
      case 3, 53 ->
          new Transition(
              at,
              uplink,
              odd ? StateName.DOWN : StateName.UP,
              odd ? StateName.UP : StateName.DOWN,
              odd ? Cause.RECOVERED : Cause.LOSS,
              evidence,
              uplink + " is " + (odd ? "up" : "down") + ": loss 31 %, limit 10 %");
      case 4, 54 ->
          new Election(
              at,
              List.of(uplink),
              List.of(other),
              List.of(),
              Cause.LOSS,
              List.of(new Election.Considered(uplink, 1, evidence, "it is the best of tier 1")),
              "traffic moves from " + other + " to " + uplink);
      case 13 -> new Blamed(at, uplink, target(number), odd, "t1 is silent through u0 alone");
      case 23 -> new Trouble(at, "prober", "something was refused");
      case 33 -> new RouteAnswer.Applied(at, number, 4);
      case 43 -> new Steered(at, uplink, odd ? Steering.AUTO : Steering.AVOID, Moment.NEVER);
      default -> number % 3 == 0 ? quality(uplink, at) : probe(number, uplink, at);
    };
  }

  private static TargetId target(long number) {
    int ordinal = (int) (number / UPLINKS % TARGETS);
    return new TargetId("t" + ordinal, ordinal);
  }

  private static Outcome probe(long number, UplinkId uplink, Moment at) {
    ProbeId id = new ProbeId(uplink, target(number), number);
    Moment sent = new Moment(Math.max(0, at.nanos() - 8_123_400));
    return number % 50 == 7
        ? new Outcome.TimedOut(at, id, sent)
        : new Outcome.Replied(
            at, id, sent, 8_123_400 + number % 1000 * 1000, Outcome.Promptness.PROMPT);
  }

  private static Quality quality(UplinkId uplink, Moment at) {
    return new Quality(
        at,
        uplink,
        new LossRatio(2, 100),
        new Quality.Rtt(8_000_000, 9_000_000, 8_500_000, 11_000_000, 12_000_000, 20_000_000),
        8_600_000,
        7_900_000,
        400_000,
        List.of(
            new Quality.OfTarget(
                new TargetId("t0", 0),
                new LossRatio(2, 100),
                8_500_000,
                700_000,
                3_000_000,
                0,
                null)));
  }
}
