package dev.linkflux.stream;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Uplink;
import org.jspecify.annotations.Nullable;

/**
 * How an uplink stands now.
 *
 * @param since when it got into that state
 * @param sentence of the transition that led there; empty before the first one
 * @param fast true while it is suspect and probed fast
 * @param quality the latest one, or null before it
 * @param facts the latest ones, or null before them
 */
record UplinkStatus(
    Uplink uplink,
    StateName state,
    Cause cause,
    Moment since,
    String sentence,
    boolean fast,
    @Nullable Quality quality,
    @Nullable LinkFacts facts) {

  static UplinkStatus atStart(Uplink uplink) {
    return new UplinkStatus(
        uplink,
        uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN,
        uplink.disabled() ? Cause.OPERATOR : Cause.STARTED,
        Moment.ZERO,
        "",
        false,
        null,
        null);
  }

  UplinkStatus with(Transition it) {
    return new UplinkStatus(
        uplink, it.to(), it.cause(), it.at(), it.sentence(), fast, quality, facts);
  }

  UplinkStatus with(Quality newer) {
    return new UplinkStatus(uplink, state, cause, since, sentence, fast, newer, facts);
  }

  UplinkStatus with(LinkFacts newer) {
    return new UplinkStatus(uplink, state, cause, since, sentence, fast, quality, newer);
  }

  UplinkStatus with(boolean nowFast) {
    return new UplinkStatus(uplink, state, cause, since, sentence, nowFast, quality, facts);
  }
}
