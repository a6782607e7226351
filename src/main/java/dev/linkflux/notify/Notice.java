package dev.linkflux.notify;

import dev.linkflux.control.Hook;
import java.time.Instant;

/**
 * One thing that hooks are told.
 *
 * @param id another for each, ever
 * @param at when it happened, by the wall clock
 */
record Notice(String id, Instant at, Subject subject) {
  /** What somebody must want to be told of to be told this. */
  Hook.On on() {
    return switch (subject) {
      case Subject.OfUplink _ -> Hook.On.TRANSITION;
      case Subject.OfTraffic _ -> Hook.On.ELECTION;
      case Subject.OfServer _, Subject.InUse _, Subject.Moved _ -> Hook.On.SERVER;
    };
  }
}
