package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one of its equals is clearly better than the one that carries, and for long enough:
 * quicker (of those that are fit), or less bad (of those that are degraded). A lead that is barely
 * one must last a given time, one of twice as much half of it (the margin-dependent time to trigger
 * of 3GPP TS 36.331 section 5.5.4.4, event A3). One owner; not thread safe.
 */
final class Contest {
  /** What is the least bad is left for what is less bad by this factor. */
  static final double LESS_BAD = 2;

  /** And for so long if barely. */
  static final Duration LESS_BAD_FOR = Duration.ofSeconds(10);

  /** It has been better since then, and is chosen at {@code until} if that lasts. */
  record Lead(Moment since, Moment until) {}

  private final Strategy strategy;
  private final @Nullable Lead[] leads;
  private @Nullable UplinkId present;
  private List<UplinkId> rivals = List.of();

  /** Else by how bad they are. */
  private boolean byRtt;

  private Moment due = Moment.NEVER;

  Contest(int uplinks, Strategy strategy) {
    this.leads = new @Nullable Lead[uplinks];
    this.strategy = strategy;
  }

  /** What goes on: leads over the same one, of those that are the same lines still. */
  Contest successor(Strategy other, Heirs lines) {
    Contest heir = new Contest(lines.count(), other);
    UplinkId carrier = present == null ? null : lines.of(present);
    if (carrier != null) {
      lines.inherit(leads, _ -> null, heir.leads);
      heir.present = carrier;
      heir.rivals =
          lines.of(rivals).stream().sorted(Comparator.comparingInt(UplinkId::ordinal)).toList();
      heir.byRtt = byRtt;
      heir.remember();
    }
    return heir;
  }

  /** What it must lead by to be better at all, nanoseconds. */
  static double needed(Strategy.LowestRtt rule, long presentRtt) {
    return Math.max(1, Math.max((double) rule.margin().toNanos(), rule.share() * presentRtt));
  }

  /**
   * Who contends now. Leads over somebody else, or in another way, count no more.
   *
   * @param ballot with those that carry now
   */
  void follow(Ballot ballot) {
    Candidate carrier =
        ballot.present().size() == 1 ? ballot.candidate(ballot.present().getFirst()) : null;
    Standing base = carrier == null ? null : ballot.base(carrier);
    boolean rtt = base == Standing.FIT && strategy instanceof Strategy.LowestRtt;
    List<UplinkId> others =
        carrier == null || !(rtt || base == Standing.DEGRADED)
            ? List.of()
            : ballot.candidates().stream()
                .filter(other -> !other.equals(carrier) && ballot.areEqual(carrier, other))
                .map(Candidate::id)
                .toList();
    boolean same = carrier != null && carrier.id().equals(present) && rtt == byRtt;
    for (Candidate candidate : ballot.candidates()) {
      if (!same || !others.contains(candidate.id())) {
        leads[candidate.id().ordinal()] = null;
      }
    }
    present = carrier == null ? null : carrier.id();
    rivals = others;
    byRtt = rtt;
    remember();
  }

  /** Looks at the figures of now. */
  void judge(Moment at, Performance performance) {
    UplinkId carrier = present;
    if (carrier == null || rivals.isEmpty()) {
      return;
    }
    for (UplinkId rival : rivals) {
      double times = times(carrier, rival, performance);
      Lead before = leads[rival.ordinal()];
      if (times < 1) {
        leads[rival.ordinal()] = null;
      } else {
        Moment since = before == null ? at : before.since();
        Moment until = since.plusNanos((long) (lasting().toNanos() / times));
        leads[rival.ordinal()] = new Lead(since, until.isBefore(at) ? at : until);
      }
    }
    remember();
  }

  /** How many times what is needed it leads by; below 1 it does not. */
  private double times(UplinkId carrier, UplinkId rival, Performance performance) {
    if (byRtt && strategy instanceof Strategy.LowestRtt rule) {
      long own = performance.rtt(carrier);
      long other = performance.rtt(rival);
      boolean known = own != Performance.NO_RTT && other != Performance.NO_RTT;
      return known ? (own - other) / needed(rule, own) : 0;
    }
    return performance.severity(carrier) / performance.severity(rival) / LESS_BAD;
  }

  private Duration lasting() {
    return byRtt && strategy instanceof Strategy.LowestRtt rule ? rule.lasting() : LESS_BAD_FOR;
  }

  @Nullable Lead of(UplinkId uplink) {
    return leads[uplink.ordinal()];
  }

  /**
   * Who has led for long enough by now, the earliest first; null if nobody has. It is said once.
   */
  @Nullable UplinkId winner(Moment at) {
    UplinkId winner = null;
    for (UplinkId rival : rivals) {
      Lead lead = leads[rival.ordinal()];
      if (lead != null && lead.until().equals(due) && !due.isAfter(at)) {
        winner = rival;
        break;
      }
    }
    if (winner != null) {
      leads[winner.ordinal()] = null;
      remember();
    }
    return winner;
  }

  /** This process was blind for a while: leads must last as long in addition. */
  void postpone(long nanos) {
    for (int uplink = 0; uplink < leads.length; uplink++) {
      Lead lead = leads[uplink];
      if (lead != null) {
        leads[uplink] = new Lead(lead.since().plusNanos(nanos), lead.until().plusNanos(nanos));
      }
    }
    remember();
  }

  /** What was seen so far says nothing. */
  void forget() {
    Arrays.fill(leads, null);
    remember();
  }

  /** When somebody will have won. */
  Moment due() {
    return due;
  }

  private void remember() {
    due = Moment.NEVER;
    for (Lead lead : leads) {
      due = lead != null && lead.until().isBefore(due) ? lead.until() : due;
    }
  }
}
