package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which uplinks carry traffic now, and why the others do not.
 *
 * @param carrying in order of preference; empty only if there is no uplink that could
 * @param standby usable, in the order in which they would take over
 * @param excluded not usable now, each with its cause
 * @param cause what led to this election
 * @param considered every uplink, in the order of the configuration
 * @param sentence one line that a person understands
 */
public record Election(
    Moment at,
    List<UplinkId> carrying,
    List<UplinkId> standby,
    List<Excluded> excluded,
    Cause cause,
    List<Considered> considered,
    String sentence)
    implements Event {
  public Election {
    carrying = List.copyOf(carrying);
    standby = List.copyOf(standby);
    excluded = List.copyOf(excluded);
    considered = List.copyOf(considered);
  }

  /** One of which nothing is told but the outcome. */
  public Election(
      Moment at,
      List<UplinkId> carrying,
      List<UplinkId> standby,
      List<Excluded> excluded,
      Cause cause,
      String sentence) {
    this(at, carrying, standby, excluded, cause, List.of(), sentence);
  }

  /** The same under other places, without those who are not there any more. */
  public Election successor(Heirs lines) {
    List<Excluded> left = new ArrayList<>();
    for (Excluded one : excluded) {
      UplinkId uplink = lines.of(one.uplink());
      if (uplink != null) {
        left.add(new Excluded(uplink, one.cause()));
      }
    }
    List<Considered> weighed = new ArrayList<>();
    for (Considered one : considered) {
      UplinkId uplink = lines.of(one.uplink());
      if (uplink != null) {
        weighed.add(new Considered(uplink, one.weight(), one.evidence(), one.why()));
      }
    }
    left.sort(Comparator.comparingInt(one -> one.uplink().ordinal()));
    weighed.sort(Comparator.comparingInt(one -> one.uplink().ordinal()));
    return new Election(at, lines.of(carrying), lines.of(standby), left, cause, weighed, sentence);
  }

  /** An uplink that may not carry, and why. */
  public record Excluded(UplinkId uplink, Cause cause) {}

  /**
   * What became of one uplink, and why.
   *
   * @param weight its share of the traffic against the weights of the others that carry; 0 if it
   *     does not carry
   * @param evidence the figures that this rests on, against their limits
   * @param why it carries, or does not; a few words
   */
  public record Considered(UplinkId uplink, int weight, List<Figure> evidence, String why) {
    public Considered {
      evidence = List.copyOf(evidence);
    }
  }
}
