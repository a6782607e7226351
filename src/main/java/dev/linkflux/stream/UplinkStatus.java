package dev.linkflux.stream;

import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an uplink stands now.
 *
 * @param since when it got into that state
 * @param sentence of the transition that led there; empty before the first one
 * @param tempo how quickly it is probed
 * @param quality the latest one, or null before it
 * @param facts the latest ones, or null before them
 * @param steered the operator's latest word, or null before it; it may have ended
 * @param bad targets that are no evidence of it
 */
record UplinkStatus(
    Uplink uplink,
    StateName state,
    Cause cause,
    Moment since,
    String sentence,
    Tempo tempo,
    @Nullable Quality quality,
    @Nullable LinkFacts facts,
    @Nullable Steered steered,
    Map<TargetId, Blamed> bad) {
  UplinkStatus {
    bad = Map.copyOf(bad);
  }

  /**
   * One of which nothing is known yet.
   *
   * @param since when it is there
   */
  static UplinkStatus atStart(Uplink uplink, Moment since) {
    return new UplinkStatus(
        uplink,
        uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN,
        uplink.disabled() ? Cause.OPERATOR : Cause.STARTED,
        since,
        "",
        Tempo.STEADY,
        null,
        null,
        null,
        Map.of());
  }

  UplinkStatus with(Transition it) {
    return new UplinkStatus(
        uplink, it.to(), it.cause(), it.at(), it.sentence(), tempo, quality, facts, steered, bad);
  }

  UplinkStatus with(Quality newer) {
    return new UplinkStatus(
        uplink, state, cause, since, sentence, tempo, newer, facts, steered, bad);
  }

  UplinkStatus with(LinkFacts newer) {
    return new UplinkStatus(
        uplink, state, cause, since, sentence, tempo, quality, newer, steered, bad);
  }

  UplinkStatus with(Tempo now) {
    return new UplinkStatus(
        uplink, state, cause, since, sentence, now, quality, facts, steered, bad);
  }

  UplinkStatus with(Steered word) {
    return new UplinkStatus(
        uplink, state, cause, since, sentence, tempo, quality, facts, word, bad);
  }

  UplinkStatus with(Blamed it) {
    Map<TargetId, Blamed> now = new HashMap<>(bad);
    now.remove(it.target());
    if (it.bad()) {
      now.put(it.target(), it);
    }
    return new UplinkStatus(
        uplink, state, cause, since, sentence, tempo, quality, facts, steered, now);
  }

  /**
   * The same under other settings. What was found of another way out is not of this one.
   *
   * @param now of the same name
   */
  UplinkStatus under(Uplink now, Successors names) {
    boolean same = now.device().equals(uplink.device());
    Map<TargetId, Blamed> left = new HashMap<>();
    if (same) {
      bad.forEach(
          (before, blamed) -> {
            TargetId target = names.of(before);
            if (target != null) {
              left.put(target, blamed);
            }
          });
    }
    return new UplinkStatus(
        now,
        state,
        cause,
        since,
        sentence,
        tempo,
        same ? quality : null,
        same ? facts : null,
        steered,
        left);
  }

  /** What the operator wants at that moment. */
  Steering steering(Moment now) {
    return steered == null || !steered.until().isAfter(now) ? Steering.AUTO : steered.steering();
  }

  boolean hasQuota() {
    return uplink.quota() != Uplink.UNMETERED;
  }
}
