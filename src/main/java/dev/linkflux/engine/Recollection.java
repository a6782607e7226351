package dev.linkflux.engine;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.RecalledConsumption;
import dev.linkflux.decision.RecalledExperience;
import dev.linkflux.probe.Budget;
import dev.linkflux.quality.RecalledFloor;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.RecalledConduct;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a memory concerns the uplinks, targets and servers of some settings, found by name; of
 * others it is kept and not told. What was to end while nobody was there has ended. A wall clock
 * that went back is taken for one that stood still.
 */
final class Recollection implements Memories {
  /** Longer than anything matters; and so that no difference of times is too long to count. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private final List<Unstamped> recalled = new ArrayList<>();
  private final List<Unstamped> appointed = new ArrayList<>();
  private final Map<String, Budget.Past> budgets = new HashMap<>();
  private final List<Memory> strange = new ArrayList<>();
  private final Map<String, UplinkId> uplinks = new HashMap<>();
  private final Map<String, TargetId> targets = new HashMap<>();
  private final Map<String, ServerId> servers = new HashMap<>();
  private final InstantSource wall;
  private final long nanos;

  /**
   * @param wall the wall clock: what is told counts from the moment at which it is told
   * @param nanos what the clock of the probes shows
   */
  Recollection(List<Memory> all, Settings settings, InstantSource wall, long nanos) {
    this.wall = wall;
    this.nanos = nanos;
    for (Uplink uplink : settings.uplinks()) {
      uplinks.put(uplink.name(), uplink.id());
    }
    for (Target target : settings.targets()) {
      targets.put(target.name(), target.id());
    }
    for (Server server : settings.servers()) {
      servers.put(server.name(), server.id());
    }
    for (Memory one : all) {
      if (!isOver(one) && !recall(one)) {
        strange.add(one);
      }
    }
  }

  @Override
  public List<Unstamped> recalled() {
    return List.copyOf(recalled);
  }

  @Override
  public List<Unstamped> appointed() {
    return List.copyOf(appointed);
  }

  /** What the budgets have come to, by the names of the uplinks. */
  Map<String, Budget.Past> budgets() {
    return Map.copyOf(budgets);
  }

  /** What concerns nobody now. */
  List<Memory> strange() {
    return List.copyOf(strange);
  }

  private boolean isOver(Memory one) {
    return one instanceof Memory.Ordered it
        && it.until() != null
        && !it.until().isAfter(it.at().plus(age(it)));
  }

  private Duration age(Memory one) {
    Duration age = Duration.between(one.at(), wall.instant());
    if (age.isNegative()) {
      return Duration.ZERO;
    }
    return age.compareTo(LONGEST) > 0 ? LONGEST : age;
  }

  /** False if it concerns nobody. */
  private boolean recall(Memory one) {
    UplinkId uplink = uplinks.get(one.name());
    ServerId server = servers.get(one.name());
    return switch (one) {
      case Memory.Conducted it -> server != null && recall(it, server);
      case Memory.Wanted _ -> server != null && appointed.add(at -> new Appointed(at, server));
      case Memory.Taught it -> uplink != null && recall(it, uplink);
      case Memory.Lowest it -> uplink != null && recall(it, uplink, targets.get(it.target()));
      case Memory.Ordered it -> uplink != null && recall(it, uplink);
      case Memory.Counted it -> uplink != null && recall(it, uplink);
      case Memory.Spent it -> {
        if (uplink != null) {
          budgets.put(it.name(), it.past(nanos - age(it).toNanos()));
        }
        yield uplink != null;
      }
    };
  }

  private boolean recall(Memory.Taught it, UplinkId uplink) {
    return recalled.add(at -> new RecalledExperience(at, uplink, age(it), it.experience()));
  }

  private boolean recall(Memory.Lowest it, UplinkId uplink, @Nullable TargetId target) {
    return target != null
        && recalled.add(at -> new RecalledFloor(at, uplink, target, age(it), it.newest()));
  }

  private boolean recall(Memory.Ordered it, UplinkId uplink) {
    return recalled.add(at -> new Steered(at, uplink, it.steering(), end(it, at)));
  }

  private Moment end(Memory.Ordered it, Moment at) {
    Instant until = it.until();
    if (until == null) {
      return Moment.NEVER;
    }
    Duration left = Duration.between(it.at(), until).minus(age(it));
    return left.isNegative() ? at : at.plus(left);
  }

  private boolean recall(Memory.Counted it, UplinkId uplink) {
    return recalled.add(at -> new RecalledConsumption(at, uplink, it.bytes(), it.at()));
  }

  private boolean recall(Memory.Conducted it, ServerId server) {
    return recalled.add(at -> new RecalledConduct(at, server, age(it), it.penalty()));
  }
}
