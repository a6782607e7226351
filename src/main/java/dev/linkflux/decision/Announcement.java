package dev.linkflux.decision;

import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.UplinkId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an election comes to, in one plain sentence. */
final class Announcement {
  private final Ballot before;
  private final Ballot after;

  private Announcement(Ballot before, Ballot after) {
    this.before = before;
    this.after = after;
  }

  /**
   * One line that a person understands.
   *
   * @param before with those that carried
   * @param after with those that carry now
   */
  static String sentence(Ballot before, Ballot after) {
    return new Announcement(before, after).sentence();
  }

  /**
   * The same election, told as what a change of the configuration led to.
   *
   * @param gone names of those that carried and are not there any more
   */
  static Election renewed(Election it, List<String> gone) {
    String left = gone.isEmpty() ? "" : "what carried (" + Phrases.list(gone) + ") is gone; ";
    return new Election(
        it.at(),
        it.carrying(),
        it.standby(),
        it.excluded(),
        it.cause(),
        it.considered(),
        "the configuration has changed: " + left + it.sentence());
  }

  private String sentence() {
    List<UplinkId> now = after.present();
    if (now.isEmpty()) {
      return "nothing carries traffic: every uplink is disabled";
    }
    List<UplinkId> then = before.present();
    if (now.equals(then)) {
      return unchanged();
    }
    if (then.isEmpty()) {
      return names(now) + carry(now, "") + forWant();
    }
    if (now.size() == 1 && then.size() == 1) {
      return "traffic moves from "
          + names(then)
          + " to "
          + names(now)
          + ": "
          + reason(before.candidate(then.getFirst()), after.candidate(now.getFirst()))
          + forWant();
    }
    return names(now) + carry(now, " now") + ": " + difference(then, now) + forWant();
  }

  private String unchanged() {
    List<UplinkId> now = after.present();
    String still = names(now) + carry(now, " still") + forWant();
    if (after.cause() == Cause.OPERATOR) {
      List<String> wishes =
          after.candidates().stream()
              .filter(candidate -> candidate.wish().steering() != Steering.AUTO)
              .map(this::steered)
              .toList();
      return (wishes.isEmpty() ? "nothing is steered" : String.join(", ", wishes)) + "; " + still;
    }
    return after.cause() == Cause.BETTER ? still + ", with other weights" : still;
  }

  private String steered(Candidate candidate) {
    String wish = candidate.name() + " is " + Phrases.wished(after, candidate);
    boolean inVain = candidate.isPinned() && after.standing(candidate) != Standing.PINNED;
    return inVain ? wish + ", but " + Phrases.state(candidate) : wish;
  }

  private static String carry(List<UplinkId> uplinks, String when) {
    return when + (uplinks.size() == 1 ? " carries traffic" : " carry traffic");
  }

  private String names(List<UplinkId> uplinks) {
    return Phrases.list(uplinks.stream().map(UplinkId::name).toList());
  }

  /** Said of the best of those that carry, if that is not good. */
  private String forWant() {
    Candidate best = after.candidate(after.present().getFirst());
    return switch (after.standing(best)) {
      case PINNED, FIT, UNKNOWN, UNHEARD -> "";
      case AVOIDED -> ", though it is " + Phrases.avoided(after, best) + ": none better is there";
      case RECOVERING, DEGRADED, SILENT, CUT, DISABLED -> ", the least bad: none is up";
    };
  }

  private String difference(List<UplinkId> then, List<UplinkId> now) {
    Candidate best = after.candidate(now.getFirst());
    Set<String> parts = new LinkedHashSet<>();
    for (UplinkId uplink : then) {
      if (!now.contains(uplink)) {
        parts.add(reason(before.candidate(uplink), best));
      }
    }
    List<String> joined =
        now.stream().filter(uplink -> !then.contains(uplink)).map(UplinkId::name).toList();
    if (!joined.isEmpty()) {
      parts.add(Phrases.list(joined) + (joined.size() == 1 ? " joins" : " join"));
    }
    return String.join("; ", parts);
  }

  /** Why the one is left for the other. */
  private String reason(Candidate left, Candidate taken) {
    Standing standing = after.standing(left);
    if (after.standing(taken) == Standing.PINNED && standing != Standing.PINNED) {
      return left.state() == StateName.DOWN
          ? left.name() + " is " + Phrases.state(left)
          : taken.name() + " is " + Phrases.wished(after, taken);
    }
    if (standing == Standing.AVOIDED && after.standing(taken) != Standing.AVOIDED) {
      return left.name() + " is " + Phrases.avoided(after, left);
    }
    Standing base = before.base(left);
    if (base != Standing.FIT && base != after.base(taken)) {
      return left.name() + " is " + Phrases.state(left);
    }
    if (taken.id().equals(before.favourite())) {
      return base == Standing.DEGRADED
          ? taken.name() + " is less bad"
          : taken.name() + " is quicker by " + Phrases.millis((double) (left.rtt() - taken.rtt()));
    }
    if (left.isOver() && !taken.isOver()) {
      return left.name() + " has used up its quota of the month";
    }
    return base == Standing.FIT && after.base(taken) == Standing.FIT
        ? "preferred (tier " + taken.tier() + ")"
        : left.name() + " is " + Phrases.state(left);
  }
}
