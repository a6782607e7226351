package dev.linkflux.decision;

import dev.linkflux.probe.Doubt.Missing;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Uplinks with targets of which a test says who answers and who does not, round by round. */
final class Monitors {
  static final long SECOND = 1_000_000_000;

  final List<Monitor> all = new ArrayList<>();
  private final int targets;
  private long round;

  private Monitors(int targets) {
    this.targets = targets;
  }

  /** One uplink a tier, named a, b, c, …; disabled where the tier is negative. */
  static Monitors of(int targets, int... tiers) {
    return of(new boolean[targets], tiers);
  }

  /** The same with some targets required. */
  static Monitors of(boolean[] required, int... tiers) {
    int targets = required.length;
    Monitors monitors = new Monitors(targets);
    for (int i = 0; i < tiers.length; i++) {
      Uplink uplink = new Uplink(id(i), "wan" + i, Math.abs(tiers[i]), List.of(), 1, tiers[i] < 0);
      Detector detector =
          new Detector(
              required, new Threshold(targets, Duration.ofSeconds(1), Duration.ofDays(30)));
      Brownout brownout =
          new Brownout(List.of(), Duration.ofSeconds(2), Duration.ofSeconds(30), targets, detector);
      Local local = new Local(new Ways(targets));
      monitors.all.add(new Monitor(uplink, Rules.DEFAULT, new Evidence(detector, brownout, local)));
    }
    return monitors;
  }

  static UplinkId id(int uplink) {
    return new UplinkId(String.valueOf((char) ('a' + uplink)), uplink);
  }

  Monitor get(int uplink) {
    return all.get(uplink);
  }

  Monitors set(int uplink, State state) {
    all.get(uplink).become(state, Moment.ZERO);
    return this;
  }

  Moment now() {
    return new Moment(round * SECOND);
  }

  void nextRound() {
    round++;
  }

  void answer(int uplink, int target) {
    all.get(uplink).take(reply(uplink, target));
  }

  /** A prompt reply at the beginning of this round. */
  Outcome.Replied reply(int uplink, int target) {
    return new Outcome.Replied(now(), probe(uplink, target), now(), 20_000_000, Promptness.PROMPT);
  }

  /** Targets t0, t1, …. */
  List<Target> targets() {
    return IntStream.range(0, targets)
        .mapToObj(target -> Target.icmp(target, "t" + target, "192.0.2." + (target + 1)))
        .toList();
  }

  void miss(int uplink, int target) {
    all.get(uplink).take(new Missing(now(), probe(uplink, target), now()));
  }

  void answerAll(int uplink) {
    for (int target = 0; target < targets; target++) {
      answer(uplink, target);
    }
  }

  void missAll(int uplink) {
    for (int target = 0; target < targets; target++) {
      miss(uplink, target);
    }
  }

  private ProbeId probe(int uplink, int target) {
    return new ProbeId(id(uplink), new TargetId("t" + target, target), round);
  }

  /** Facts of an interface on which all is well. */
  static LinkFacts facts(Moment at, UplinkId uplink, String address, String gateway) {
    return new LinkFacts(
        at,
        uplink,
        uplink.ordinal() + 2,
        true,
        true,
        List.of(new Prefix(InetAddress.ofLiteral(address), 24)),
        List.of(InetAddress.ofLiteral(gateway)),
        false);
  }

  /** The same without carrier. */
  static LinkFacts withoutCarrier(LinkFacts facts) {
    return new LinkFacts(
        facts.at(),
        facts.uplink(),
        facts.index(),
        facts.up(),
        false,
        facts.addresses(),
        facts.gateways(),
        facts.pointToPoint());
  }
}
