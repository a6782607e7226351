package dev.linkflux.control;

import dev.linkflux.decision.Strategy;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Changes of the settings in the midst of a history, by a seed. */
public final class Reloads {
  private final Random random;
  private int strangers;

  public Reloads(long seed) {
    random = new Random(seed);
  }

  /** Inputs as they would have come in if the settings had been changed on the way. */
  public static List<Event> among(List<Event> inputs, Map<Integer, Settings> changes) {
    List<Event> all = new ArrayList<>(inputs.size() + changes.size());
    Fitting fitting = null;
    for (int i = 0; i < inputs.size(); i++) {
      Settings now = changes.get(i);
      if (now != null) {
        all.add(new Reconfigured(inputs.get(i).at(), now, null, "{\"number\":" + i + "}"));
        fitting = new Fitting(now);
      }
      all.addAll(fitting == null ? List.of(inputs.get(i)) : fitting.fit(List.of(inputs.get(i))));
    }
    return all;
  }

  /** Up to so many changes, each of what the one before has left, and where they are. */
  public Map<Integer, Settings> several(Settings first, int most, int inputs) {
    Map<Integer, Settings> changes = new TreeMap<>();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      changes.put(random.nextInt(inputs), first);
    }
    Settings last = first;
    for (Map.Entry<Integer, Settings> change : changes.entrySet()) {
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        last = changed(last, first);
      }
      change.setValue(last);
    }
    return changes;
  }

  /** The same, all in another order. */
  public Settings shuffled(Settings it) {
    return Rearranged.of(it, mixed(it.uplinks()), mixed(it.targets()), mixed(it.servers()));
  }

  private <T> List<T> mixed(List<T> all) {
    List<T> mixed = new ArrayList<>(all);
    Collections.shuffle(mixed, random);
    return mixed;
  }

  /** The same with one more uplink, somewhere. */
  public Settings joined(Settings it) {
    List<Uplink> uplinks = new ArrayList<>(it.uplinks());
    String name = "stranger" + strangers++;
    uplinks.add(
        random.nextInt(uplinks.size() + 1),
        new Uplink(new UplinkId(name, 0), name, 1 + random.nextInt(3), List.of(), 1, false));
    return Rearranged.of(it, uplinks, it.targets(), it.servers());
  }

  /** One thing is changed; who was there at first may come back. */
  private Settings changed(Settings it, Settings first) {
    return switch (random.nextInt(13)) {
      case 0 -> shuffled(it);
      case 1 -> joined(it);
      case 2 -> Rearranged.of(it, without(it.uplinks(), 1), it.targets(), it.servers());
      case 3 -> Rearranged.of(it, back(it.uplinks(), first.uplinks()), it.targets(), it.servers());
      case 4, 5 -> Rearranged.of(it, otherUplinks(it.uplinks()), it.targets(), it.servers());
      case 6 -> Rearranged.of(it, it.uplinks(), without(it.targets(), 1), it.servers());
      case 7 -> Rearranged.of(it, it.uplinks(), back(it.targets(), first.targets()), it.servers());
      case 8 -> Rearranged.of(it, it.uplinks(), otherTargets(it.targets()), it.servers());
      case 9 -> Rearranged.of(it, it.uplinks(), it.targets(), without(it.servers(), 0));
      case 10 -> Rearranged.of(it, it.uplinks(), it.targets(), back(it.servers(), first.servers()));
      case 11 -> otherLimits(it);
      default -> first;
    };
  }

  private <T> List<T> without(List<T> all, int least) {
    List<T> left = new ArrayList<>(all);
    if (left.size() > least) {
      left.remove(random.nextInt(left.size()));
    }
    return left;
  }

  private <T> List<T> back(List<T> present, List<T> first) {
    List<T> all = new ArrayList<>(present);
    for (T one : first) {
      if (all.stream().noneMatch(other -> name(other).equals(name(one)))) {
        all.add(random.nextInt(all.size() + 1), one);
      }
    }
    return all;
  }

  private static String name(Object one) {
    return switch (one) {
      case Uplink it -> it.name();
      case Target it -> it.name();
      case Server it -> it.name();
      default -> throw new IllegalArgumentException(one.toString());
    };
  }

  private List<Uplink> otherUplinks(List<Uplink> uplinks) {
    return uplinks.stream().map(it -> random.nextBoolean() ? it : other(it)).toList();
  }

  private Uplink other(Uplink it) {
    return new Uplink(
        it.id(),
        random.nextInt(6) == 0 ? it.device() + "x" : it.device(),
        1 + random.nextInt(3),
        it.gateways(),
        1 + random.nextInt(3),
        random.nextInt(5) == 0,
        random.nextInt(5) == 0 ? 100_000_000 : Uplink.UNMETERED,
        it.mark(),
        random.nextInt(5) == 0 ? 500_000 : Uplink.UNMETERED,
        it.maintenance());
  }

  private List<Target> otherTargets(List<Target> targets) {
    return targets.stream()
        .map(
            it ->
                switch (random.nextInt(4)) {
                  case 0 -> new Target(it.id(), question(), it.required());
                  case 1 -> new Target(it.id(), it.question(), !it.required());
                  default -> it;
                })
        .toList();
  }

  private Question question() {
    return new Question.Icmp(InetAddress.ofLiteral("192.0.2." + (1 + random.nextInt(200))));
  }

  private Settings otherLimits(Settings it) {
    double factor = 0.5 + random.nextDouble();
    List<Demand> demands =
        random.nextInt(4) == 0
            ? it.demands().subList(0, random.nextInt(it.demands().size() + 1))
            : it.demands().stream()
                .map(one -> new Demand(one.metric(), one.fail() * factor, one.recover() * factor))
                .toList();
    Probing probing =
        new Probing(
            scaled(it.probing().interval()),
            it.probing().fast(),
            scaled(it.probing().timeout()),
            it.probing().payload());
    Windowing windowing =
        new Windowing(
            scaled(it.windowing().window()),
            scaled(it.windowing().recent()),
            it.windowing().every());
    Strategy strategy = random.nextBoolean() ? new Strategy.Failover() : new Strategy.Balance(true);
    return new Settings(
        it.uplinks(),
        it.targets(),
        random.nextBoolean() ? it.demands() : demands,
        random.nextBoolean() ? it.probing() : probing,
        random.nextBoolean() ? it.windowing() : windowing,
        random.nextBoolean() ? it.rules() : it.rules().with(strategy),
        it.routing(),
        it.servers());
  }

  private Duration scaled(Duration duration) {
    return Duration.ofNanos((long) (duration.toNanos() * (0.6 + random.nextDouble())));
  }
}
