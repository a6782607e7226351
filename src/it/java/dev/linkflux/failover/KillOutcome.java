package dev.linkflux.failover;

import dev.linkflux.lab.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of many kills.
 *
 * @param lost packets, of either family
 * @param longestMs the longest loss
 * @param reactionMs the longest part of a loss in which somebody could have done something
 * @param wrong of the whole, besides what was wrong with each
 */
record KillOutcome(
    List<Killed> kills,
    long sent,
    long lost,
    double longestMs,
    double reactionMs,
    List<String> wrong) {

  /**
   * One kill.
   *
   * @param during the last transition before it
   * @param then what was wrong with the uplinks at that moment
   * @param adoptedMs from the new start to a plan that the kernel holds
   * @param changes that the new service made for its first plan; -1 if it was overtaken
   */
  record Killed(
      int number, String during, String then, double adoptedMs, int changes, List<String> wrong) {}

  /**
   * Judges what became of the traffic.
   *
   * @param steady nanoTime since when all was well
   * @param incidents what losses are explained by
   */
  static KillOutcome of(
      List<Killed> kills,
      List<Flow> flows,
      long steady,
      Incidents incidents,
      List<String> atTheEnd) {
    List<String> wrong = new ArrayList<>(atTheEnd);
    long sent = 0;
    long lost = 0;
    Duration longest = Duration.ZERO;
    Duration reaction = Duration.ZERO;
    for (Flow all : flows) {
      Flow flow = all.since(steady);
      sent += flow.sent();
      for (Flow.Loss loss : flow.losses()) {
        lost += loss.count();
        longest = max(longest, loss.length());
        reaction = max(reaction, incidents.since(loss));
        if (!incidents.explain(loss)) {
          wrong.add(
              "lost without a reason: "
                  + loss
                  + ", "
                  + (loss.from() - steady) / 1_000_000
                  + " ms from the beginning; "
                  + incidents.around(loss));
        }
      }
    }
    return new KillOutcome(
        List.copyOf(kills),
        sent,
        lost,
        longest.toNanos() / 1e6,
        reaction.toNanos() / 1e6,
        List.copyOf(wrong));
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** A line for people. */
  String summary() {
    Spread adopted = new Spread(kills.stream().map(Killed::adoptedMs).toList());
    long idle = kills.stream().filter(it -> it.changes() == 0).count();
    return ("%d kills: %d packets, %d lost, longest loss %.0f ms, longest reaction %.0f ms; new"
            + " start to plan and kernel equal p50 %s, max %s ms; %d found nothing to do")
        .formatted(
            kills.size(),
            sent,
            lost,
            longestMs,
            reactionMs,
            adopted.text(0.5),
            adopted.text(1),
            idle);
  }

  List<String> allWrong() {
    List<String> all = new ArrayList<>(wrong);
    kills.forEach(
        it ->
            it.wrong()
                .forEach(
                    one ->
                        all.add(
                            "kill "
                                + it.number()
                                + " ("
                                + it.during()
                                + "; "
                                + it.then()
                                + "): "
                                + one)));
    return all;
  }
}
