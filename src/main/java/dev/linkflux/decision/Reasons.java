package dev.linkflux.decision;

import dev.linkflux.decision.Contest.Lead;
import dev.linkflux.decision.Election.Considered;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of each uplink in an election, the figures that this rests on, and why. */
final class Reasons {
  private final Ballot ballot;
  private final List<Candidate> chosen;

  /**
   * Of an election that is over.
   *
   * @param ballot with those chosen as those that carry
   */
  Reasons(Ballot ballot) {
    this.ballot = ballot;
    this.chosen = ballot.present().stream().map(ballot::candidate).toList();
  }

  List<Considered> considered() {
    int whole = chosen.stream().mapToInt(Candidate::share).reduce(0, Reasons::divisor);
    return ballot.candidates().stream()
        .map(
            candidate ->
                new Considered(
                    candidate.id(),
                    carries(candidate)
                        ? candidate.uplink().weight() * candidate.share() / whole
                        : 0,
                    figures(candidate),
                    why(candidate)))
        .toList();
  }

  /** The greatest that both are multiples of: shares that are alike leave the weights alone. */
  private static int divisor(int one, int other) {
    return other == 0 ? one : divisor(other, one % other);
  }

  private boolean carries(Candidate candidate) {
    return ballot.carries(candidate);
  }

  private List<Figure> figures(Candidate candidate) {
    List<Figure> figures = new ArrayList<>();
    if (candidate.state() != StateName.UP) {
      figures.addAll(candidate.evidence());
    }
    if (!candidate.wish().until().equals(Moment.NEVER)) {
      String name = candidate.isPinned() ? "pinned for" : "avoided for";
      figures.add(new Figure(name, seconds(ballot.at(), candidate.wish().until()), 0, "s"));
    }
    Moment over = candidate.workedOnUntil();
    if (over != null) {
      figures.add(new Figure("maintenance for", seconds(ballot.at(), over), 0, "s"));
    }
    if (candidate.uplink().quota() != Uplink.UNMETERED) {
      figures.add(
          new Figure(
              "used this month",
              (double) candidate.used(),
              (double) candidate.uplink().quota(),
              "bytes"));
    }
    if (candidate.state() == StateName.DEGRADED) {
      figures.add(new Figure("severity", candidate.severity(), 1, ""));
    }
    contest(candidate, figures);
    return figures;
  }

  private void contest(Candidate candidate, List<Figure> figures) {
    boolean contends = !chosen.isEmpty() && ballot.areEqual(chosen.getFirst(), candidate);
    if (contends
        && ballot.strategy() instanceof Strategy.LowestRtt rule
        && ballot.base(candidate) == Standing.FIT
        && candidate.rtt() != Performance.NO_RTT) {
      long present = chosen.getFirst().rtt();
      double needed = carries(candidate) ? 0 : Contest.needed(rule, present);
      figures.add(new Figure("rtt", candidate.rtt() / 1e6, (present - needed) / 1e6, "ms"));
    }
    Lead lead = candidate.lead();
    if (contends && lead != null) {
      figures.add(
          new Figure(
              "better for",
              seconds(lead.since(), ballot.at()),
              seconds(lead.since(), lead.until()),
              "s"));
    }
    if (ballot.strategy() instanceof Strategy.Balance(boolean byQuality)
        && byQuality
        && carries(candidate)) {
      figures.add(new Figure("share", (double) candidate.share() / Shares.WHOLE, 1, "ratio"));
    }
  }

  private static double seconds(Moment from, Moment until) {
    return until.since(from).toMillis() / 1e3;
  }

  private String why(Candidate candidate) {
    String state =
        switch (ballot.standing(candidate)) {
          case PINNED -> Phrases.wished(ballot, candidate) + pinnedToo(candidate);
          case FIT -> carries(candidate) ? carrying(candidate) : waiting(candidate);
          case UNKNOWN, UNHEARD -> "not known yet";
          case AVOIDED -> Phrases.avoided(ballot, candidate);
          case RECOVERING -> unproven(candidate);
          case DEGRADED -> "degraded: " + candidate.cause();
          case SILENT, CUT -> "down: " + candidate.cause();
          case DISABLED -> "disabled by the operator";
        };
    boolean inVain = candidate.isPinned() && ballot.standing(candidate) != Standing.PINNED;
    String want =
        carries(candidate) && !ballot.standing(candidate).isGood()
            ? "; carries for want of a better one"
            : "";
    return (inVain ? Phrases.wished(ballot, candidate) + ", but " : "") + state + want;
  }

  private static String unproven(Candidate candidate) {
    if (candidate.state() == StateName.UNKNOWN) {
      return "not known yet";
    }
    return candidate.cause() == Cause.DAMPENED
        ? "recovering: held back after flapping"
        : "recovering: has to prove itself first";
  }

  private String pinnedToo(Candidate candidate) {
    return carries(candidate) ? "" : "; " + chosen.getFirst().name() + " is pinned too";
  }

  private String carrying(Candidate candidate) {
    String tier = quota(candidate) + "tier " + candidate.tier();
    return switch (ballot.strategy()) {
      case Strategy.Failover _ -> tier + ", the lowest that is up";
      case Strategy.Balance _ ->
          tier + ", the lowest that is up" + (chosen.size() > 1 ? "; shares the traffic" : "");
      case Strategy.LowestRtt _ -> tier + "; no other is quicker for long enough";
    };
  }

  private static String quota(Candidate candidate) {
    return candidate.isOver() ? "quota of the month is used up: counts as " : "";
  }

  /** It is fit, and another one carries. */
  private String waiting(Candidate candidate) {
    Candidate best = chosen.getFirst();
    String tier = quota(candidate) + "tier " + candidate.tier();
    if (ballot.standing(best) == Standing.PINNED) {
      return tier + "; " + best.name() + " is pinned";
    }
    if (best.tier() != candidate.tier()) {
      return tier + "; " + best.name() + " is up in tier " + best.tier();
    }
    if (!ballot.areEqual(best, candidate)) {
      return tier + ", after " + best.name();
    }
    return ballot.strategy() instanceof Strategy.LowestRtt rule
        ? tier + "; " + quicker(rule, candidate, best)
        : tier + " as well; " + best.name() + " stays";
  }

  private String quicker(Strategy.LowestRtt rule, Candidate candidate, Candidate best) {
    if (candidate.rtt() == Performance.NO_RTT || best.rtt() == Performance.NO_RTT) {
      return "it is not known whether it is quicker";
    }
    long lead = best.rtt() - candidate.rtt();
    Lead lasting = candidate.lead();
    if (lasting != null) {
      return String.format(
          Locale.ROOT,
          "quicker by %s, must last %s more",
          Phrases.millis((double) lead),
          Phrases.until(ballot.at(), lasting.until()));
    }
    return lead > 0
        ? String.format(
            Locale.ROOT,
            "quicker by %s, but %s are needed",
            Phrases.millis((double) lead),
            Phrases.millis(Contest.needed(rule, best.rtt())))
        : "slower by " + Phrases.millis((double) -lead);
  }
}
