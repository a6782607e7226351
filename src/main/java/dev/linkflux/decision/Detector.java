package dev.linkflux.decision;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.uplink.Heirs;
import java.util.Arrays;

/**
 * Tells a blackout of an uplink from lost probes. Every target that is not to blame itself must be
 * silent, and the sum of their evidence must reach the {@link Threshold}; the silence of a target
 * that is required reaches it alone. One owner; not thread safe.
 */
final class Detector {
  static final int NONE = -1;

  /** One probe unanswered says nothing yet of a line with one target. */
  private static final int MUTE = 2;

  private final TargetEvidence[] targets;
  private final boolean[] required;
  private final Threshold threshold;
  private final Baseline baseline;
  private final Answers answers;

  /** How long the last missing probe had been waited for, nanoseconds. */
  private long patience;

  /** How long answers take of late: their highest round-trip time, soon forgotten; nanoseconds. */
  private long latency;

  Detector(int targets, Threshold threshold) {
    this(new boolean[targets], threshold);
  }

  /**
   * @param required by target, whether its silence alone is the uplink's
   */
  Detector(boolean[] required, Threshold threshold) {
    this(required, threshold, new Baseline(), new TargetEvidence[required.length]);
    Arrays.setAll(targets, _ -> new TargetEvidence(baseline));
  }

  private Detector(
      boolean[] required, Threshold threshold, Baseline baseline, TargetEvidence[] targets) {
    this.required = required.clone();
    this.threshold = threshold;
    this.baseline = baseline;
    this.targets = targets;
    this.answers = new Answers(targets, this.required);
  }

  /** The one that goes on, of the same line: each target that is asked the same keeps all. */
  Detector successor(boolean[] nowRequired, Threshold other, Heirs heirs) {
    TargetEvidence[] all = new TargetEvidence[nowRequired.length];
    Detector heir =
        new Detector(
            nowRequired,
            other,
            baseline,
            heirs.inherit(targets, _ -> new TargetEvidence(baseline), all));
    heir.patience = patience;
    heir.latency = latency;
    return heir;
  }

  /** One of which only the baseline is known, as of a line that nobody has watched for a while. */
  Detector renewed(boolean[] nowRequired, Threshold other) {
    Detector heir =
        new Detector(nowRequired, other, baseline, new TargetEvidence[nowRequired.length]);
    Arrays.setAll(heir.targets, _ -> new TargetEvidence(baseline));
    return heir;
  }

  void missing(Doubt.Missing missing) {
    patience = missing.at().nanos() - missing.sentAt().nanos();
    targets[missing.id().target().ordinal()].missing(missing.id(), missing.sentAt().nanos());
  }

  void unreachable(Outcome.Unreachable refusal) {
    targets[refusal.id().target().ordinal()].unreachable(refusal.id(), refusal.sentAt().nanos());
  }

  void answered(Outcome.Replied reply) {
    latency = Math.max(reply.rtt(), latency - latency / 8);
    targets[reply.id().target().ordinal()].answered(reply.sentAt().nanos());
  }

  /** All evidence of silence is void; who is to blame stays so. */
  void forget() {
    for (TargetEvidence target : targets) {
      target.forget();
    }
  }

  /**
   * Probes that were sent before that moment are no evidence of silence, whenever they are missed.
   */
  void excuse(long at) {
    for (TargetEvidence target : targets) {
      target.excuse(at);
    }
  }

  TargetEvidence target(int ordinal) {
    return targets[ordinal];
  }

  boolean isRequired(int ordinal) {
    return required[ordinal];
  }

  Baseline baseline() {
    return baseline;
  }

  long patience() {
    return patience;
  }

  /** All are silent, or one that is required. */
  boolean isBlackout() {
    return isSilent() || silentRequired() != NONE;
  }

  boolean isSilent() {
    for (TargetEvidence target : targets) {
      if (target.counts() && !target.isSilent()) {
        return false;
      }
    }
    return score() >= threshold();
  }

  /**
   * The first required target whose evidence alone reaches the threshold of one; {@link #NONE} if
   * there is none.
   */
  int silentRequired() {
    for (int i = 0; i < targets.length; i++) {
      if (required[i] && targets[i].counts() && targets[i].score() >= threshold.of(1)) {
        return i;
      }
    }
    return NONE;
  }

  /** All are silent, though it may be chance yet. */
  boolean isMute() {
    for (TargetEvidence target : targets) {
      if (target.counts() && !target.isSilent()) {
        return false;
      }
    }
    return unanswered() >= MUTE;
  }

  /** No target that counts is silent. */
  boolean isCalm() {
    for (TargetEvidence target : targets) {
      if (target.counts() && target.isSilent()) {
        return false;
      }
    }
    return true;
  }

  /** Sum of the evidence, no target's above its cap; nats. */
  double score() {
    double cap = threshold.cap(counted());
    double sum = 0;
    for (TargetEvidence target : targets) {
      if (target.counts()) {
        sum += Math.min(target.score(), cap);
      }
    }
    return sum;
  }

  double threshold() {
    return threshold.of(counted());
  }

  /** What one target alone must reach if it is required, nats. */
  double thresholdOfOne() {
    return threshold.of(1);
  }

  /** How many targets have been asked and are not to blame themselves. */
  int counted() {
    int counted = 0;
    for (TargetEvidence target : targets) {
      counted += target.counts() ? 1 : 0;
    }
    return counted;
  }

  /** What the answers of the targets prove. */
  Answers answers() {
    return answers;
  }

  /**
   * Every target that counts has answered as often since {@link Answers#restart} as it would have
   * to be silent to do its part in a blackout: an uplink is believed no sooner than it is doubted.
   */
  boolean isProven() {
    int counted = counted();
    return counted > 0
        && answers.areEach(Math.ceil(threshold.of(counted) / counted / baseline.perLoss()));
  }

  /**
   * When the first unanswered probe of the present silence was sent; {@link
   * TargetEvidence#NOT_SILENT} if none.
   */
  long silentFrom() {
    long earliest = TargetEvidence.NOT_SILENT;
    for (TargetEvidence target : targets) {
      if (target.counts()) {
        earliest = Math.min(earliest, target.silentFrom);
      }
    }
    return earliest;
  }

  /**
   * When the first answer of the present silence was due. Until then the uplink may have been
   * alive, whatever is known of the others: what was on its way when all fell silent is lost on the
   * longest way first. A probe that another target answered later shows that those before it were
   * lost by chance. {@link TargetEvidence#NOT_SILENT} if it is not silent.
   */
  long dueFrom() {
    long from = silentFrom();
    return from == TargetEvidence.NOT_SILENT ? from : Math.max(from, answers.latest()) + latency;
  }

  /** The same of one target. */
  long dueFrom(int ordinal) {
    long from = targets[ordinal].silentFrom;
    return from == TargetEvidence.NOT_SILENT ? from : from + latency;
  }

  int unanswered() {
    int unanswered = 0;
    for (TargetEvidence target : targets) {
      unanswered += target.counts() ? target.unanswered : 0;
    }
    return unanswered;
  }

  /**
   * Has this target's own evidence reached what one target may contribute? Never of the only one:
   * there is nobody to tell its silence from the uplink's.
   */
  boolean isConvicted(int ordinal) {
    return targets.length > 1
        && targets[ordinal].isSilent()
        && targets[ordinal].score() >= threshold.cap(Math.max(2, counted()));
  }
}
