package dev.linkflux.replay.score;

import dev.linkflux.replay.score.Finding.Rank;
import dev.linkflux.uplink.LinkFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what one uplink was: from what became of its probes, in the order of their sending, and
 * from the facts of its link. One owner; not thread safe.
 */
final class Inquest {
  /**
   * Where nothing was asked for longer than this, or than three usual pauses, nothing is known;
   * nanoseconds.
   */
  static final long UNASKED = 30_000_000_000L;

  private static final int PAUSES = 3;

  /** The usual pause is a running mean over about so many. */
  private static final int MEMORY = 8;

  private static final long NEVER = -1;

  private final List<Finding> findings = new ArrayList<>();
  private final Fates fates;
  private final Audience audience;
  private final Losses losses;
  private final Delay delay;
  private final Link link = new Link(findings);
  private long last = NEVER;
  private long usual;

  Inquest(Yardstick yardstick) {
    this.fates = new Fates(yardstick, this::fate);
    this.audience = new Audience(yardstick);
    this.losses = new Losses(yardstick, findings);
    this.delay = new Delay(yardstick, findings);
  }

  void sent(long at, int target, long sequence) {
    fates.sent(at, target, sequence);
  }

  void returned(long at, int target, long sequence, long rtt) {
    fates.returned(at, target, sequence, rtt);
  }

  void bounced(long at, int target, long sequence) {
    fates.bounced(at, target, sequence);
  }

  void withheld(long at, int target, long sequence, boolean lost) {
    fates.withheld(at, target, sequence, lost);
  }

  void stalled(long at, long until) {
    fates.stalled(at, until);
  }

  void facts(LinkFacts facts) {
    link.take(facts);
  }

  /** Everything that was found, in no order; they may overlap. */
  List<Finding> end(long at) {
    fates.end(at);
    link.end(at);
    if (last == NEVER) {
      find(0, at);
    } else if (at - last > patience()) {
      close(last);
      find(last, at);
    } else {
      close(at);
    }
    return findings;
  }

  private void fate(long sent, int target, long rtt) {
    pause(sent);
    if (rtt != Fates.LOST) {
      audience.answered(target, sent);
      losses.answered(sent);
      delay.answered(target, sent, rtt);
    } else {
      switch (audience.lost(target, sent)) {
        case TARGET -> {}
        case NOBODY -> losses.silent(sent, audience.run(target), audience.count());
        case UPLINK -> losses.lost(sent, audience.run(target), audience.count());
      }
    }
  }

  private void pause(long sent) {
    if (last == NEVER) {
      find(0, sent);
    } else if (sent - last > patience()) {
      close(last);
      find(last, sent);
    }
    usual += last == NEVER ? 0 : (Math.min(sent - last, patience()) - usual) / MEMORY;
    last = sent;
  }

  private long patience() {
    return Math.max(UNASKED, PAUSES * usual);
  }

  private void close(long at) {
    losses.close(at);
    delay.close();
  }

  private void find(long from, long until) {
    if (until > from) {
      findings.add(new Finding(from, until, Rank.UNASKED, "nothing was asked"));
    }
  }
}
