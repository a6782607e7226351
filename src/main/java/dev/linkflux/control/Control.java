package dev.linkflux.control;

import dev.linkflux.decision.DecisionStage;
import dev.linkflux.decision.Expectation;
import dev.linkflux.decision.Terms;
import dev.linkflux.probe.OutcomeStage;
import dev.linkflux.quality.QualityStage;
import dev.linkflux.route.PlanStage;
import dev.linkflux.server.ServerStage;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stage;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The stages in a row: the whole monitor as one machine. Each of them, by itself too, takes {@link
 * Reconfigured} and goes on by the new settings from there. One owner; not thread safe.
 */
public final class Control implements Stage {
  private final Stage outcomes;
  private final Stage qualities;
  private final Stage decisions;
  private final Stage servers;
  private final Stage plans;

  public Control(Settings settings) {
    this.outcomes = outcomes(settings);
    this.qualities = qualities(settings);
    this.decisions = decisions(settings);
    this.servers = servers(settings);
    this.plans = plans(settings);
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    outcomes.accept(
        event,
        outcome ->
            qualities.accept(
                outcome,
                quality ->
                    decisions.accept(
                        quality,
                        decision ->
                            servers.accept(decision, served -> plans.accept(served, next)))));
  }

  /** Sent and returned become outcomes. */
  public static Stage outcomes(Settings settings) {
    return new Succession<>(
        new OutcomeStage(
            settings.uplinks(), settings.targets(), settings.probing(), patience(settings)),
        (stage, now, _) -> {
          Settings to = now.settings();
          return stage.successor(to.uplinks(), to.targets(), to.probing(), patience(to), now.at());
        });
  }

  /** Outcomes become qualities. */
  public static Stage qualities(Settings settings) {
    return new Succession<>(
        new QualityStage(settings.uplinks(), settings.targets(), settings.windowing()),
        (stage, now, _) -> {
          Settings to = now.settings();
          return stage.successor(to.uplinks(), to.targets(), to.windowing());
        });
  }

  /** Qualities and local facts become transitions and elections. */
  public static Stage decisions(Settings settings) {
    return new Succession<>(
        new DecisionStage(terms(settings)),
        (stage, now, next) -> stage.successor(terms(now.settings()), now.at(), next));
  }

  private static Terms terms(Settings settings) {
    return new Terms(
        settings.uplinks(),
        settings.targets(),
        settings.demands(),
        settings.probing(),
        settings.rules());
  }

  /** What checks find becomes verdicts, transitions and elections of servers. */
  public static Stage servers(Settings settings) {
    return new Succession<>(
        new ServerStage(settings.servers(), settings.uplinks(), settings.rules().dampening()),
        (stage, now, next) -> {
          Settings to = now.settings();
          return stage.successor(
              to.servers(), to.uplinks(), to.rules().dampening(), now.at(), next);
        });
  }

  /** Elections and facts become plans. */
  public static Stage plans(Settings settings) {
    return new Succession<>(
        new PlanStage(settings.uplinks(), settings.routing(), settings.servers()),
        (stage, now, _) -> {
          Settings to = now.settings();
          return stage.successor(to.uplinks(), to.routing(), to.servers(), now.at());
        });
  }

  /** What follows from settings, in figures. */
  public static Expectation expectation(Settings settings) {
    return Expectation.of(
        settings.targets().size(),
        settings.probing(),
        patience(settings),
        settings.demands(),
        settings.rules());
  }

  /** The round-trip time that is a breach; without such a demand the time-out. */
  private static Duration patience(Settings settings) {
    return settings.demands().stream()
        .filter(demand -> demand.metric() == Metric.RTT)
        .map(Demand::fail)
        .map(nanos -> Duration.ofNanos(nanos.longValue()))
        .findFirst()
        .orElse(settings.probing().timeout());
  }
}
