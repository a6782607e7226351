package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ballots in words. Uplinks are called a, b, c, …; each is written as its tier and its state, with
 * what bears on it: {@code 1:up}, {@code 2:degraded+pin}, {@code 1:up+over}, {@code 1:up@30} (its
 * round-trip time in milliseconds), {@code 1:degraded#4} (its severity).
 */
final class Ballots {
  static final Moment AT = new Moment(5_000_000_000L);
  static final long QUOTA = 1000;

  private Ballots() {}

  static Candidate candidate(int ordinal, String word) {
    String[] parts = word.split("(?=[+@#])", -1);
    String[] role = parts[0].split(":", -1);
    Cause cause = cause(role[1]);
    Wish wish = Wish.NONE;
    Moment worked = null;
    long used = 0;
    long rtt = Performance.NO_RTT;
    double severity = 1;
    for (String part : List.of(parts).subList(1, parts.length)) {
      switch (part) {
        case "+pin" -> wish = new Wish(Steering.PIN, Moment.NEVER);
        case "+avoid" -> wish = new Wish(Steering.AVOID, Moment.NEVER);
        case "+work" -> worked = AT.plusNanos(60_000_000_000L);
        case "+over" -> used = QUOTA;
        default -> {
          double figure = Double.parseDouble(part.substring(1));
          if (part.startsWith("@")) {
            rtt = (long) (figure * 1e6);
          } else {
            severity = figure;
          }
        }
      }
    }
    StateName state = state(role[1]);
    Uplink uplink =
        new Uplink(
            Monitors.id(ordinal),
            "wan" + ordinal,
            Integer.parseInt(role[0]),
            List.of(),
            1,
            state == StateName.DISABLED,
            Uplink.UNMETERED,
            0,
            QUOTA,
            List.of());
    return new Candidate(
        uplink, state, cause, List.of(), wish, worked, used, rtt, severity, Shares.WHOLE, null);
  }

  private static StateName state(String word) {
    return switch (word) {
      case "cut" -> StateName.DOWN;
      default -> StateName.valueOf(word.toUpperCase(Locale.ROOT));
    };
  }

  private static Cause cause(String word) {
    return switch (word) {
      case "unknown", "up" -> Cause.STARTED;
      case "recovering" -> Cause.RECOVERED;
      case "degraded" -> Cause.LOSS;
      case "down" -> Cause.BLACKOUT;
      case "cut" -> Cause.CARRIER_LOST;
      case "disabled" -> Cause.OPERATOR;
      default -> throw new IllegalArgumentException(word);
    };
  }

  /**
   * Several candidates, separated by blanks, under an election by failover.
   *
   * @param present names of those that carry, a letter each; a minus for nobody
   */
  static Ballot ballot(String present, String words) {
    return ballot(present, words, new Strategy.Failover());
  }

  static Ballot ballot(String present, String words, Strategy strategy) {
    return new Ballot(AT, Cause.STARTED, candidates(words), ids(present), null, strategy);
  }

  static Ballot favouring(Ballot ballot, @Nullable UplinkId favourite) {
    return new Ballot(
        ballot.at(),
        Cause.BETTER,
        ballot.candidates(),
        ballot.present(),
        favourite,
        ballot.strategy());
  }

  static List<Candidate> candidates(String words) {
    String[] each = words.trim().split(" +", -1);
    return IntStream.range(0, each.length).mapToObj(i -> candidate(i, each[i])).toList();
  }

  static List<UplinkId> ids(String names) {
    return names.equals("-")
        ? List.of()
        : names.chars().mapToObj(name -> Monitors.id(name - 'a')).toList();
  }

  static String names(List<UplinkId> uplinks) {
    return uplinks.stream().map(UplinkId::name).collect(Collectors.joining());
  }
}
