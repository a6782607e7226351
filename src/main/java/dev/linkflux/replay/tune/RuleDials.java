package dev.linkflux.replay.tune;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.decision.Strategy;
import dev.linkflux.decision.Strategy.LowestRtt;
import dev.linkflux.quality.Windowing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The dials of the window, of how decisions are made, and of the election. */
final class RuleDials {
  /** With fewer probes of a target in the window its figures are chance. */
  private static final int LEAST_IN_WINDOW = 5;

  /** A test that may be wrong once in fewer probes takes every lost one for an end. */
  private static final int LEAST_BETWEEN_FALSE = 100;

  private RuleDials() {}

  static List<Dial> of(Settings base) {
    Rules rules = base.rules();
    Duration interval = base.probing().interval();
    List<Dial> dials = new ArrayList<>();
    dials.add(
        time(
            "quality.window",
            longer(Duration.ofSeconds(5), interval.multipliedBy(LEAST_IN_WINDOW)),
            Duration.ofMinutes(5),
            base.windowing().window(),
            RuleDials::window));
    dials.add(
        time(
            "decision.falseSwitches",
            longer(Duration.ofHours(6), interval.multipliedBy(LEAST_BETWEEN_FALSE)),
            Duration.ofDays(365),
            rules.falseSwitches(),
            ruled(
                it ->
                    value ->
                        new Rules(
                            value,
                            it.confirm(),
                            it.holdDown(),
                            it.dampening(),
                            it.recoverAll(),
                            it.strategy(),
                            it.zone()))));
    dials.add(
        time(
            "decision.confirm",
            Duration.ofMillis(200),
            Duration.ofMinutes(1),
            rules.confirm(),
            ruled(
                it ->
                    value ->
                        new Rules(
                            it.falseSwitches(),
                            value,
                            it.holdDown(),
                            it.dampening(),
                            it.recoverAll(),
                            it.strategy(),
                            it.zone()))));
    dials.add(
        time(
            "decision.holdDown",
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            rules.holdDown(),
            ruled(
                it ->
                    value ->
                        new Rules(
                            it.falseSwitches(),
                            it.confirm(),
                            value,
                            it.dampening(),
                            it.recoverAll(),
                            it.strategy(),
                            it.zone()))));
    if (rules.dampening().penalty() > 0) {
      dials.add(halfLife(rules.dampening()));
    }
    if (rules.strategy() instanceof LowestRtt strategy) {
      dials.add(
          time(
              "election.margin",
              Duration.ofMillis(1),
              Duration.ofMillis(200),
              strategy.margin(),
              chosen(it -> value -> new LowestRtt(value, it.share(), it.lasting()))));
      dials.add(
          time(
              "election.lasting",
              Duration.ofSeconds(2),
              Duration.ofMinutes(10),
              strategy.lasting(),
              chosen(it -> value -> new LowestRtt(it.margin(), it.share(), value))));
    }
    return dials;
  }

  /** Longer than the cap it would never act. */
  private static Dial halfLife(Dampening dampening) {
    return time(
        "decision.dampening.halfLife",
        Duration.ofSeconds(30),
        dampening.cap(),
        dampening.halfLife(),
        ruled(
            it ->
                value ->
                    new Rules(
                        it.falseSwitches(),
                        it.confirm(),
                        it.holdDown(),
                        new Dampening(
                            it.dampening().penalty(),
                            it.dampening().suppress(),
                            it.dampening().reuse(),
                            value,
                            it.dampening().cap()),
                        it.recoverAll(),
                        it.strategy(),
                        it.zone())));
  }

  private static Dial time(
      String name,
      Duration least,
      Duration most,
      Duration present,
      BiFunction<Settings, Duration, Settings> turning) {
    double base = (double) present.toNanos();
    return new Dial(
        name,
        Ladder.around(Ladder.DURATIONS, (double) least.toNanos(), (double) most.toNanos(), base),
        base,
        (settings, value) -> turning.apply(settings, Duration.ofNanos((long) value)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Settings window(Settings it, Duration window) {
    return new Settings(
        it.uplinks(),
        it.targets(),
        it.demands(),
        it.probing(),
        new Windowing(window, it.windowing().recent(), it.windowing().every()),
        it.rules(),
        it.routing(),
        it.servers());
  }

  private static BiFunction<Settings, Duration, Settings> ruled(
      Function<Rules, Function<Duration, Rules>> rules) {
    return (it, value) -> with(it, rules.apply(it.rules()).apply(value));
  }

  private static BiFunction<Settings, Duration, Settings> chosen(
      Function<LowestRtt, Function<Duration, Strategy>> strategy) {
    return (it, value) ->
        it.rules().strategy() instanceof LowestRtt present
            ? with(it, it.rules().with(strategy.apply(present).apply(value)))
            : it;
  }

  private static Settings with(Settings it, Rules rules) {
    return new Settings(
        it.uplinks(),
        it.targets(),
        it.demands(),
        it.probing(),
        it.windowing(),
        rules,
        it.routing(),
        it.servers());
  }
}
