package dev.linkflux.config;

import dev.linkflux.decision.Strategy;
import dev.linkflux.decision.Strategy.Balance;
import dev.linkflux.decision.Strategy.Failover;
import dev.linkflux.decision.Strategy.LowestRtt;
import java.time.Duration;
import java.util.Map;

/** {@code election}: by which strategy the uplinks that carry are chosen. */
final class ElectionSection {
  private static final String FAILOVER = "failover";
  private static final String BALANCE = "balance";
  private static final String LOWEST_RTT = "lowest-rtt";

  /** Of which strategy each key is that not all have. */
  private static final Map<String, String> STRATEGY_OF =
      Map.of(
          "byQuality", BALANCE, "margin", LOWEST_RTT, "share", LOWEST_RTT, "lasting", LOWEST_RTT);

  private ElectionSection() {}

  static Strategy read(Section section, Strategy byDefault) {
    String chosen =
        section.read("strategy", byDefault.wire(), Choice.of(FAILOVER, BALANCE, LOWEST_RTT));
    STRATEGY_OF.forEach((key, strategy) -> refuseIfForeign(section, key, strategy, chosen));
    Strategy strategy =
        switch (chosen) {
          case BALANCE -> balance(section, byDefault);
          case LOWEST_RTT -> lowestRtt(section, byDefault);
          default -> new Failover();
        };
    section.done();
    return strategy;
  }

  private static void refuseIfForeign(Section section, String key, String strategy, String chosen) {
    if (section.has(key) && section.isSound("strategy") && !chosen.equals(strategy)) {
      section.error(
          key,
          "is for strategy: %s, and this is %s; remove it, or write strategy: %s"
              .formatted(strategy, chosen, strategy));
    }
  }

  private static Balance balance(Section section, Strategy byDefault) {
    boolean scaled = !(byDefault instanceof Balance other) || other.byQuality();
    return new Balance(section.read("byQuality", scaled, Choice::flag));
  }

  private static LowestRtt lowestRtt(Section section, Strategy byDefault) {
    LowestRtt other = byDefault instanceof LowestRtt same ? same : LowestRtt.DEFAULT;
    return new LowestRtt(
        section.read(
            "margin", other.margin(), DurationText.between(Duration.ZERO, Duration.ofMinutes(1))),
        section.read("share", other.share(), ElectionSection::share),
        section.read(
            "lasting", other.lasting(), DurationText.between(Duration.ZERO, Duration.ofHours(1))));
  }

  private static double share(String text) {
    double share = RatioText.parse(text);
    if (!(share < 1)) {
      throw new MalformedValue(text + " is out of range: 0% to below 100% expected");
    }
    return share;
  }
}
