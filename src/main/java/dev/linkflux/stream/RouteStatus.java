package dev.linkflux.stream;

import dev.linkflux.route.Drifted;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import org.jspecify.annotations.Nullable;

/**
 * How the latest plan stands with the kernel, and how often others have changed what is ours.
 *
 * @param plan the latest one, or null before the first
 * @param result what became of it
 * @param since when that was so; of a refusal, since the first one of those in a row
 * @param reason of a refusal, or null
 * @param repairs how often the kernel was made again what somebody else had changed, since the
 *     start
 * @param expired how many tracked connections were forgotten, since the start
 * @param drift what was found last, or null
 * @param unanswered drift that no plan was made for yet
 */
record RouteStatus(
    @Nullable RoutePlan plan,
    Result result,
    Moment since,
    @Nullable String reason,
    long repairs,
    long expired,
    @Nullable Repair drift,
    @Nullable Repair unanswered) {
  static final RouteStatus NONE =
      new RouteStatus(null, Result.PLANNED, Moment.ZERO, null, 0, 0, null, null);

  /** What became of a plan. */
  enum Result {
    PLANNED,
    APPLIED,
    REFUSED
  }

  /**
   * What others did before a plan put it back.
   *
   * @param at the moment of the latest
   * @param what the latest that was found, for a person
   * @param times how much was found since the plan before
   */
  record Repair(Moment at, String what, int times) {}

  RouteStatus after(Event event) {
    return switch (event) {
      case Drifted drifted ->
          with(
              new Repair(
                  drifted.at(),
                  drifted.what(),
                  unanswered == null ? 1 : Math.addExact(unanswered.times(), 1)));
      case RoutePlan newer -> planned(newer);
      case RouteAnswer answer when plan != null && plan.generation() == answer.generation() ->
          answered(plan, answer);
      default -> this;
    };
  }

  private RouteStatus with(Repair found) {
    return new RouteStatus(plan, result, since, reason, repairs, expired, drift, found);
  }

  private RouteStatus planned(RoutePlan newer) {
    boolean again = newer.cause() == Cause.RETRY && result == Result.REFUSED;
    return new RouteStatus(
        newer,
        again ? Result.REFUSED : Result.PLANNED,
        again ? since : newer.at(),
        again ? reason : null,
        repairs,
        expired,
        newer.cause() == Cause.DRIFT && unanswered != null ? unanswered : drift,
        newer.cause() == Cause.DRIFT ? null : unanswered);
  }

  private RouteStatus answered(RoutePlan asked, RouteAnswer answer) {
    return switch (answer) {
      case RouteAnswer.Applied(var at, _, int changes, int flows) -> {
        boolean repaired = asked.cause() == Cause.DRIFT && changes > 0;
        yield new RouteStatus(
            plan,
            Result.APPLIED,
            at,
            null,
            repaired ? repairs + 1 : repairs,
            expired + flows,
            drift,
            unanswered);
      }
      case RouteAnswer.Refused(var at, _, String why) ->
          new RouteStatus(
              plan,
              Result.REFUSED,
              result == Result.REFUSED ? since : at,
              why,
              repairs,
              expired,
              drift,
              unanswered);
    };
  }
}
