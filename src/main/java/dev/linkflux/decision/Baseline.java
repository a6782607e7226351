package dev.linkflux.decision;

/**
 * How likely a lost probe is followed by another one on this uplink while it works: what makes many
 * in a row improbable, and so evidence of a blackout.
 *
 * <p>Learnt from the uplink's own past as the second parameter of a Gilbert model (Gilbert 1960),
 * P(lost | the probe before of the same target was lost), which makes k losses in a row r^(k-1) as
 * likely as the first; where losses are independent it is the loss ratio itself. It is the mean of
 * a beta distribution: {@link #PRIOR} losses of which {@link #LEAST} were followed by another are
 * thought of before the first is seen, so that a few say little. What was seen is halved after each
 * {@link #REMEMBERED} answers. Every operation is O(1). One owner; not thread safe.
 */
final class Baseline {
  /** Losses come in bursts: more than any healthy uplink loses. */
  static final double LEAST = 0.05;

  /**
   * However bad the line, silence of all its targets is found: at most log(0.05) / log(0.5), 4.3
   * times as many probes, which is 0.7 s more with three targets and default settings. With bursts
   * of 0.3 s six times a minute (Gilbert-Elliott) it makes 4 wrong blackouts an hour of 33; 0.3
   * makes 9, 0.6 makes 2.
   */
  static final double MOST = 0.5;

  /**
   * Four times as many losses as one short outage may add with three targets: one that is never
   * seen again moves it by a tenth.
   */
  private static final double PRIOR = 50;

  /** Answers: at three targets and one second each, about forty minutes. */
  private static final int REMEMBERED = 8192;

  private double losses = PRIOR;
  private double followed = PRIOR * LEAST;
  private int answers;
  private double ratio = LEAST;
  private double perLoss = -Math.log(LEAST);

  /** A probe was answered. */
  void answered() {
    if (++answers == REMEMBERED) {
      answers = 0;
      losses = (losses + PRIOR) / 2;
      followed = (followed + PRIOR * LEAST) / 2;
      settle();
    }
  }

  /**
   * Some probes were lost, and it has turned out that this was no blackout.
   *
   * @param lost how many
   * @param following how many of them were lost right after another one of the same target
   */
  void learn(int lost, int following) {
    losses += lost;
    followed += following;
    settle();
  }

  /** How many losses it rests on, those that were thought of before included. */
  double losses() {
    return losses;
  }

  /** All of it, with the penalty of the same uplink. */
  Experience experience(Penalty penalty) {
    return new Experience(losses, followed, answers, penalty);
  }

  /** Goes on from what was learnt before. */
  void recall(Experience then) {
    losses = Math.max(then.losses(), 1);
    followed = Math.min(then.followed(), losses);
    answers = Math.min(then.answers(), REMEMBERED - 1);
    settle();
  }

  private void settle() {
    ratio = Math.clamp(followed / losses, LEAST, MOST);
    perLoss = -Math.log(ratio);
  }

  /** The probability itself, from {@link #LEAST} to {@link #MOST}. */
  double ratio() {
    return ratio;
  }

  /**
   * Log-likelihood ratio of a lost probe, nats: all are lost, against this baseline. An answer
   * refutes a blackout altogether: its ratio is minus infinity, and the sum begins anew at 0.
   */
  double perLoss() {
    return perLoss;
  }
}
