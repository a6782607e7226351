package dev.linkflux.stream;

import dev.linkflux.control.Control;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Rules;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Routing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;

/** Uplinks with a weather of their own, watched by the real control: what comes out of it. */
final class ScriptedNetwork {
  static final long SECOND = 1_000_000_000L;

  /** What an uplink is like at a time. */
  interface Weather {
    /**
     * The round-trip time.
     *
     * @param second since the beginning
     * @return in milliseconds, or negative if the probe is lost
     */
    double rtt(double second, TargetId target, Random random);
  }

  private final Settings settings;
  private final List<Weather> weather;
  private final Control control;
  private final Random random = new Random(7);
  private final PriorityQueue<Event> coming = new PriorityQueue<>(Comparator.comparing(Event::at));
  private final boolean[] fast;
  private long sequence;

  ScriptedNetwork(List<String> names, List<Weather> weather) {
    this.weather = weather;
    settings = settings(names);
    control = new Control(settings);
    fast = new boolean[names.size()];
    for (Uplink uplink : settings.uplinks()) {
      coming.add(facts(uplink));
      for (Target target : settings.targets()) {
        send(new Moment((long) (random.nextDouble() * SECOND)), uplink.id(), target.id());
      }
    }
  }

  Settings settings() {
    return settings;
  }

  static Settings settings(List<String> names) {
    List<Uplink> uplinks =
        IntStream.range(0, names.size())
            .mapToObj(
                i ->
                    new Uplink(
                        new UplinkId(names.get(i), i),
                        "wan" + (i + 1),
                        i == 0 ? 1 : 2,
                        List.of(),
                        1,
                        false))
            .toList();
    List<Target> targets =
        List.of(target("cloudflare", 0), target("quad9", 1), target("google", 2));
    List<Demand> demands =
        List.of(
            new Demand(Metric.LOSS, 0.10, 0.03),
            new Demand(Metric.RTT, 300e6, 200e6),
            new Demand(Metric.JITTER, 80e6, 50e6));
    return new Settings(
        uplinks,
        targets,
        demands,
        Probing.DEFAULT,
        Windowing.DEFAULT,
        Rules.DEFAULT,
        Routing.DEFAULT);
  }

  private static Target target(String name, int ordinal) {
    return Target.icmp(ordinal, name, "192.0.2." + (ordinal + 1));
  }

  private static LinkFacts facts(Uplink uplink) {
    int number = uplink.id().ordinal();
    return new LinkFacts(
        Moment.ZERO,
        uplink.id(),
        number + 2,
        true,
        true,
        List.of(new Prefix(address(number, 2), 24)),
        List.of(address(number, 1)),
        false);
  }

  private static InetAddress address(int net, int host) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, (byte) net, (byte) host});
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private void send(Moment at, UplinkId uplink, TargetId target) {
    coming.add(new Observation.Sent(at, new ProbeId(uplink, target, sequence++)));
  }

  /** Everything that comes out until that moment, in one turn. */
  List<Event> until(Moment end) {
    List<Event> out = new ArrayList<>();
    while (!coming.isEmpty() && !coming.peek().at().isAfter(end)) {
      Event event = coming.remove();
      control.accept(event, out::add);
      if (event instanceof Observation.Sent sent) {
        answer(sent);
      }
    }
    control.accept(new Woken(end), out::add);
    for (Event event : out) {
      if (event instanceof Pace pace) {
        fast[pace.uplink().ordinal()] = pace.isFast();
      }
    }
    return out;
  }

  private void answer(Observation.Sent sent) {
    ProbeId id = sent.id();
    double rtt =
        weather.get(id.uplink().ordinal()).rtt(sent.at().nanos() / 1e9, id.target(), random);
    if (rtt >= 0) {
      long nanos = (long) (rtt * 1e6);
      coming.add(new Observation.Returned(sent.at().plusNanos(nanos), id, nanos));
    }
    double pause = (fast[id.uplink().ordinal()] ? 0.1 : 1) * (0.75 + 0.25 * random.nextDouble());
    send(sent.at().plusNanos((long) (pause * SECOND)), id.uplink(), id.target());
  }
}
