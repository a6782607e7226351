package dev.linkflux.engine;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Consumed;
import dev.linkflux.decision.Learnt;
import dev.linkflux.decision.RecalledConsumption;
import dev.linkflux.decision.RecalledExperience;
import dev.linkflux.probe.Budget;
import dev.linkflux.quality.FloorLearnt;
import dev.linkflux.quality.RecalledFloor;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.ConductLearnt;
import dev.linkflux.server.RecalledConduct;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Folds what is told into the memory. Moments become wall times when they are asked for, by the
 * newest date: a clock that is set moves no deadline. One owner; not thread safe.
 */
final class MemoryLedger {
  private static final Dated UNKNOWN = new Dated(Moment.ZERO, Instant.EPOCH);

  /** How long it is kept of those who are in no configuration any more. */
  private static final Duration STRANGE = Duration.ofDays(31);

  /** How soon what was told should be written. */
  enum Haste {
    NONE,
    /** When there is something else to write, or now and then. */
    SOME,
    /** Before the power may fail. */
    MUCH
  }

  /** A clock that is before this program was never set. */
  private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

  private static final String WANTED = Memory.Wanted.class.getSimpleName();

  private static final Comparator<Memory> ORDER =
      Comparator.comparing(
          Memory::subject,
          Comparator.comparing(Memory.Subject::name)
              .thenComparing(Memory.Subject::kind)
              .thenComparing(Memory.Subject::target));

  /** By what it is about: what it is at a date. */
  private final Map<Memory.Subject, Function<Dated, Memory>> known = new HashMap<>();

  /** Until when what was used before the restart had been counted, by uplinks. */
  private final Map<String, Instant> counted = new HashMap<>();

  private final Set<String> names = new HashSet<>();
  private Dated clock = UNKNOWN;

  /**
   * @param strange what concerns nobody in the settings
   */
  MemoryLedger(Settings settings, List<Memory> strange) {
    strange.forEach(one -> known.put(one.subject(), _ -> one));
    follow(settings);
  }

  private void follow(Settings settings) {
    names.clear();
    settings.uplinks().forEach(uplink -> names.add(uplink.name()));
    settings.servers().forEach(server -> names.add(server.name()));
  }

  /** Takes what is told; most of it is not about it. */
  Haste take(Event event) {
    return switch (event) {
      case Dated now -> {
        Haste set = clock.equals(UNKNOWN) ? Haste.NONE : Haste.MUCH; // all dates are others
        clock = now;
        yield set;
      }
      case Reconfigured now -> {
        follow(now.settings());
        yield Haste.NONE;
      }
      case Learnt it -> {
        Haste _ =
            put(at -> new Memory.Taught(wall(at, it.at()), it.uplink().name(), it.experience()));
        yield it.punished() ? Haste.MUCH : Haste.SOME;
      }
      case RecalledExperience it -> {
        Haste _ = take(new Learnt(before(it.at(), it.age()), it.uplink(), it.experience(), false));
        yield Haste.NONE;
      }
      case FloorLearnt it -> {
        String target = it.target().name();
        String uplink = it.uplink().name();
        yield put(at -> new Memory.Lowest(wall(at, it.at()), uplink, target, it.newest()));
      }
      case RecalledFloor it -> {
        Moment then = before(it.at(), it.age());
        Haste _ = take(new FloorLearnt(then, it.uplink(), it.target(), it.newest()));
        yield Haste.NONE;
      }
      case Consumed it -> put(at -> counted(at, it));
      case RecalledConsumption it -> {
        counted.put(it.uplink().name(), it.last());
        Haste _ = put(_ -> new Memory.Counted(it.last(), it.uplink().name(), it.bytes()));
        yield Haste.NONE;
      }
      case ConductLearnt it -> {
        Haste _ = put(at -> conduct(at, it.at(), it));
        yield Haste.MUCH;
      }
      case RecalledConduct it -> {
        Haste _ = take(new ConductLearnt(before(it.at(), it.age()), it.server(), it.penalty()));
        yield Haste.NONE;
      }
      case Steered it -> {
        Haste _ = put(at -> ordered(at, it));
        yield Haste.MUCH;
      }
      case Appointed it -> {
        known.keySet().removeIf(subject -> subject.kind().equals(WANTED));
        ServerId server = it.server();
        if (server != null) {
          Haste _ = put(at -> new Memory.Wanted(wall(at, it.at()), server.name()));
        }
        yield Haste.MUCH;
      }
      default -> Haste.NONE;
    };
  }

  private Haste put(Function<Dated, Memory> what) {
    known.put(what.apply(clock).subject(), what);
    return Haste.SOME;
  }

  /** By a clock that was never set it belongs to the month in which it was counted before. */
  private Memory counted(Dated clock, Consumed it) {
    String uplink = it.uplink().name();
    Instant at = wall(clock, it.at());
    return new Memory.Counted(
        at.isBefore(WRITTEN) ? counted.getOrDefault(uplink, at) : at, uplink, it.bytes());
  }

  private static Memory conduct(Dated clock, Moment at, ConductLearnt it) {
    return new Memory.Conducted(wall(clock, at), it.server().name(), it.penalty());
  }

  private static Memory ordered(Dated clock, Steered it) {
    boolean endless = it.until().equals(Moment.NEVER);
    return new Memory.Ordered(
        wall(clock, it.at()),
        it.uplink().name(),
        it.steering(),
        endless ? null : wall(clock, it.until()));
  }

  private static Moment before(Moment at, Duration age) {
    return at.plusNanos(-age.toNanos());
  }

  private static Instant wall(Dated clock, Moment moment) {
    return clock.wall().plus(moment.since(clock.at()));
  }

  /**
   * All of it, in an order of its own.
   *
   * @param at now
   * @param budgets what they have come to
   * @param nanos now, at the clock of the budgets
   */
  List<Memory> all(Moment at, Map<String, Budget.Past> budgets, long nanos) {
    Instant now = wall(clock, at);
    List<Memory> all = new ArrayList<>();
    known.values().forEach(one -> add(one.apply(clock), now, all));
    budgets.forEach((uplink, past) -> add(spent(uplink, past, now, nanos), now, all));
    all.sort(ORDER);
    return all;
  }

  private void add(Memory one, Instant now, List<Memory> all) {
    boolean fresh = names.contains(one.name()) || !one.at().isBefore(now.minus(STRANGE));
    boolean over =
        one instanceof Memory.Ordered it
            && (it.steering() == Steering.AUTO || isPast(it.until(), now));
    if (fresh && !over) {
      all.add(one);
    }
  }

  private static boolean isPast(@Nullable Instant until, Instant now) {
    return until != null && !until.isAfter(now);
  }

  private static Memory spent(String uplink, Budget.Past past, Instant now, long nanos) {
    return new Memory.Spent(
        now.minusNanos(nanos - past.at()),
        uplink,
        past.level(),
        past.cost(),
        now.minusNanos(nanos - past.dayBegan()),
        past.days());
  }
}
