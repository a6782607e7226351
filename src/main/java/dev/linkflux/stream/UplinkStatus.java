package dev.linkflux.stream;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
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
 * @param tempo how quickly it is probed
 * @param quality the latest one, or null before it
 * @param facts the latest ones, or null before them
 */
record UplinkStatus(
    Uplink uplink,
    StateName state,
    Cause cause,
    Moment since,
    String sentence,
    Tempo tempo,
    @Nullable Quality quality,
    @Nullable LinkFacts facts) {

  static UplinkStatus atStart(Uplink uplink) {
    return new UplinkStatus(
        uplink,
        uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN,
        uplink.disabled() ? Cause.OPERATOR : Cause.STARTED,
        Moment.ZERO,
        "",
        Tempo.STEADY,
        null,
        null);
  }

  UplinkStatus with(Transition it) {
    return new UplinkStatus(
        uplink, it.to(), it.cause(), it.at(), it.sentence(), tempo, quality, facts);
  }

  UplinkStatus with(Quality newer) {
    return new UplinkStatus(uplink, state, cause, since, sentence, tempo, newer, facts);
  }

  UplinkStatus with(LinkFacts newer) {
    return new UplinkStatus(uplink, state, cause, since, sentence, tempo, quality, newer);
  }

  UplinkStatus with(Tempo now) {
    return new UplinkStatus(uplink, state, cause, since, sentence, now, quality, facts);
  }
}
