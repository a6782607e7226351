package dev.linkflux.server;

import dev.linkflux.server.Choice.Why;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Server.Role;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which server is in use. The present one is left when it is down, or for a main one that works
 * again, or for the one that the operator wants; among main servers the present one stays. Where
 * none works, the present one stays, unless another serves again and has yet to prove itself: that
 * is better than nothing. One owner; not thread safe.
 */
final class Elector {
  private final Candidates servers;
  private final Footing footing;
  private final Traffic traffic;
  private final Idleness idleness;
  private @Nullable Watch active;
  private @Nullable Watch appointed;

  /** The first choice stands: it may still be corrected by what is remembered. */
  private boolean fresh = true;

  /** A backup is in use since before the restart: nobody knows how the main ones have done. */
  private boolean recalled;

  private Moment due = Moment.NEVER;

  /**
   * @param servers at least one
   */
  Elector(List<Watch> servers, Footing footing, Idleness idleness) {
    this(servers, footing, idleness, new Traffic(idleness));
  }

  private Elector(List<Watch> servers, Footing footing, Idleness idleness, Traffic traffic) {
    this.servers = Candidates.of(servers);
    this.footing = footing;
    this.idleness = idleness;
    this.traffic = traffic;
  }

  /**
   * The one that goes on with other servers, each by its name. If the one in use is not among them,
   * another one is chosen at once.
   */
  Elector successor(
      List<Watch> watches, Footing ground, Heirs lines, Moment at, Consumer<? super Event> next) {
    Elector heir = new Elector(watches, ground, idleness, traffic.successor(lines));
    heir.active = active == null ? null : heir.servers.named(active.server.name());
    heir.appointed = appointed == null ? null : heir.servers.named(appointed.server.name());
    heir.fresh = fresh;
    heir.recalled = recalled;
    heir.due = due;
    if (active != null && heir.active == null) {
      heir.succeed(at, next);
    }
    return heir;
  }

  private void succeed(Moment at, Consumer<? super Event> next) {
    Watch wanted = appointed;
    Watch chosen = wanted != null && works(wanted, true) ? wanted : servers.refuge();
    Choice choice = new Choice(chosen == null ? servers.first() : chosen, Why.SUCCESSION);
    active = choice.server();
    fresh = false;
    recalled = false;
    servers.use(choice.server(), at);
    next.accept(choice.told(at, null, false, appointed));
    due = returning(choice.server(), at);
  }

  Traffic traffic() {
    return traffic;
  }

  /** The one in use; null before the first election. */
  @Nullable Watch active() {
    return active;
  }

  /** When it has something to do by itself. */
  Moment due() {
    return due;
  }

  /** Looks at all of them again. */
  void elect(Moment at, Consumer<? super Event> next) {
    decide(active, at, false, next);
  }

  /** The operator has spoken: that is answered even if nothing comes of it. */
  void order(Appointed word, Consumer<? super Event> next) {
    Watch wanted = servers.of(word.server());
    if (word.server() == null || wanted != null) {
      appointed = wanted;
      decide(active, word.at(), true, next);
    }
  }

  /** The first election, or a correction of it: as it was before the restart. */
  void remember(Remembered it, Consumer<? super Event> next) {
    Watch last = servers.of(it.server());
    if (fresh && appointed == null && last != null && !last.isDown()) {
      boolean stays = choose(last, it.at(), false).server() == last;
      if (stays || active == null) {
        recalled = last.server.role() != Role.MAIN;
        decide(last, it.at(), false, next);
      }
    }
  }

  /**
   * @param present the one that stays unless there is reason to leave it; null if there is none yet
   */
  private void decide(
      @Nullable Watch present, Moment at, boolean ordered, Consumer<? super Event> next) {
    Watch before = active;
    Choice choice = choose(present, at, ordered);
    Watch chosen = choice.server();
    if (before == null || chosen != before || ordered) {
      fresh = before == null;
      active = chosen;
      recalled &= chosen == present;
      if (before != chosen) {
        servers.use(chosen, at);
      }
      next.accept(choice.told(at, before, present != before, appointed));
    }
    due = returning(chosen, at);
  }

  private Choice choose(@Nullable Watch present, Moment at, boolean ordered) {
    Watch wanted = appointed;
    if (wanted != null && works(wanted, ordered)) {
      return new Choice(wanted, Why.OPERATOR);
    }
    if (present == null) {
      Watch first = servers.first(it -> it.isUsable() || it.isUnknown());
      return new Choice(first == null ? servers.first() : first, Why.STARTED);
    }
    if (!present.isDown()) {
      Watch main = backTo(present, at, ordered);
      return main == null ? new Choice(present, Why.STAYS) : main(main, ordered);
    }
    Watch refuge = servers.refuge();
    return refuge == null ? new Choice(present, Why.STAYS) : new Choice(refuge, Why.REFUGE);
  }

  private static Choice main(Watch main, boolean ordered) {
    return new Choice(main, ordered ? Why.OPERATOR : Why.RETURN);
  }

  /**
   * An order holds for one that serves now, or goes on serving; one that has failed since is taken
   * again when it has proved itself.
   */
  private boolean works(Watch wanted, boolean ordered) {
    return wanted.isUsable()
        || wanted.isUnknown()
        || (wanted.isRecovering() && (ordered || wanted == active));
  }

  /** The main one for which a backup is left now; null if none is. */
  private @Nullable Watch backTo(Watch present, Moment at, boolean ordered) {
    return present.server.role() == Role.MAIN
        ? null
        : servers.first(it -> isMain(it) && (ordered || !returns(it, at).isAfter(at)));
  }

  private static boolean isMain(Watch watch) {
    return watch.server.role() == Role.MAIN && watch.isUsable();
  }

  /** When a backup will be left for a main one, if nothing else happens. */
  private Moment returning(Watch present, Moment at) {
    Moment first = Moment.NEVER;
    if (present.server.role() != Role.MAIN && !present.isDown() && !isWanted(present)) {
      for (Watch watch : servers.all()) {
        Moment returns = isMain(watch) ? returns(watch, at) : Moment.NEVER;
        first = returns.isBefore(first) ? returns : first;
      }
    }
    return first;
  }

  private boolean isWanted(Watch present) {
    return present == appointed;
  }

  private Moment returns(Watch main, Moment at) {
    return switch (main.server.hysteresis().returning()) {
      case AUTO -> recalled ? main.usableSince().plus(main.server.hysteresis().holdDown()) : at;
      case WHEN_IDLE -> {
        Moment quiet = traffic.quietFrom(at, footing.carrying());
        yield quiet == null ? main.usableSince().plus(idleness.blindly()) : quiet;
      }
      case MANUAL -> Moment.NEVER;
    };
  }
}
