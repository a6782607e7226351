package dev.linkflux.control;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Routing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A world of uplinks and targets in which probes are sent and answered as told, second by second,
 * as a list of input events. Deterministic by its seed.
 */
public final class Scenario {
  /** How an uplink behaves. */
  public record Path(
      double loss, double rttMillis, double jitterMillis, boolean frozen, Manners manners) {
    public static final Path GOOD = new Path(0, 20, 2, false, Manners.GOOD);
    public static final Path FROZEN = new Path(0, 20, 2, true, Manners.GOOD);

    /** One that does nothing worse than to lose, or to keep silent. */
    public Path(double loss, double rttMillis, double jitterMillis, boolean frozen) {
      this(loss, rttMillis, jitterMillis, frozen, Manners.GOOD);
    }

    public Path withLoss(double ratio) {
      return new Path(ratio, rttMillis, jitterMillis, frozen, manners);
    }

    public Path withRtt(double millis) {
      return new Path(loss, millis, jitterMillis, frozen, manners);
    }

    /** Round-trip times are spread evenly over so many milliseconds. */
    public Path withJitter(double millis) {
      return new Path(loss, rttMillis, millis, frozen, manners);
    }

    public Path with(Manners other) {
      return new Path(loss, rttMillis, jitterMillis, frozen, other);
    }
  }

  private static final long SECOND = 1_000_000_000L;
  private static final long HEARTBEAT = 50_000_000L;

  private final Settings settings;
  private final SplittableRandom random;
  private final PriorityQueue<Observation> replies =
      new PriorityQueue<>(Comparator.comparing(Event::at));
  private final List<Event> inputs = new ArrayList<>();
  private final List<Event> outputs = new ArrayList<>();
  private final Control control;
  private final Path[][] paths;
  private final long[][] nextAt;
  private final long[][] sequence;
  private long now;
  private final Tempo[] tempo;
  private long grid = 1;

  public Scenario(int uplinks, int targets, long seed) {
    this(settings(uplinks, targets), seed);
  }

  public Scenario(Settings settings, long seed) {
    this.settings = settings;
    this.random = new SplittableRandom(seed);
    this.control = new Control(settings);
    int uplinks = settings.uplinks().size();
    int targets = settings.targets().size();
    this.paths = new Path[uplinks][targets];
    this.nextAt = new long[uplinks][targets];
    this.sequence = new long[uplinks][targets];
    this.tempo = new Tempo[uplinks];
    Arrays.fill(tempo, Tempo.STEADY);
    for (int u = 0; u < uplinks; u++) {
      for (int t = 0; t < targets; t++) {
        paths[u][t] = Path.GOOD;
        nextAt[u][t] = SECOND * t / targets + SECOND * u / (7L * targets);
      }
    }
  }

  /** Default settings for uplinks u0, u1, … (tiers 1, 2, …) and targets t0, t1, …. */
  public static Settings settings(int uplinks, int targets) {
    List<Uplink> up = new ArrayList<>();
    for (int u = 0; u < uplinks; u++) {
      up.add(new Uplink(new UplinkId("u" + u, u), "wan" + u, u + 1, List.of(), 1, false));
    }
    List<Target> asked = new ArrayList<>();
    for (int t = 0; t < targets; t++) {
      asked.add(Target.icmp(t, "t" + t, "192.0.2." + (t + 1)));
    }
    List<Demand> demands =
        List.of(
            new Demand(Metric.LOSS, 0.10, 0.03),
            new Demand(Metric.RTT, 300e6, 200e6),
            new Demand(Metric.JITTER, 80e6, 50e6));
    return new Settings(
        up, asked, demands, Probing.DEFAULT, Windowing.DEFAULT, Rules.DEFAULT, Routing.DEFAULT);
  }

  public Settings settings() {
    return settings;
  }

  public Scenario set(int uplink, Path path) {
    for (int t = 0; t < paths[uplink].length; t++) {
      paths[uplink][t] = path;
    }
    return this;
  }

  public Scenario set(int uplink, int target, Path path) {
    paths[uplink][target] = path;
    return this;
  }

  /** All uplinks freeze in one moment, and what is on its way is lost as well. */
  public Scenario silence() {
    for (int u = 0; u < paths.length; u++) {
      for (int t = 0; t < paths[u].length; t++) {
        Path path = paths[u][t];
        paths[u][t] = new Path(path.loss, path.rttMillis, path.jitterMillis, true, path.manners);
      }
    }
    replies.clear();
    return this;
  }

  /** From now on everything happens at multiples of so many nanoseconds: often at one moment. */
  public Scenario grid(long nanos) {
    grid = nanos;
    return this;
  }

  private long onGrid(long at) {
    return (at + grid - 1) / grid * grid;
  }

  /**
   * This process handles nothing for so many seconds: what comes meanwhile is handled afterwards.
   */
  public Scenario stall(double seconds) {
    Moment before = inputs.isEmpty() ? Moment.ZERO : inputs.getLast().at();
    now = onGrid(now + (long) (seconds * SECOND));
    give(new Stalled(before, new Moment(now)));
    while (!replies.isEmpty() && replies.peek().at().nanos() <= now) {
      give(handledNow(replies.remove()));
    }
    for (long[] turns : nextAt) {
      Arrays.setAll(turns, t -> Math.max(turns[t], now));
    }
    return this;
  }

  private Event handledNow(Observation seen) {
    return switch (seen) {
      case Observation.Returned reply ->
          new Observation.Returned(new Moment(now), reply.id(), reply.rtt());
      case Observation.Bounced refusal ->
          new Observation.Bounced(
              new Moment(now), refusal.id(), refusal.type(), refusal.code(), null);
      case Observation.Sent sent -> new Observation.Sent(new Moment(now), sent.id());
      case Observation.Withheld turn ->
          new Observation.Withheld(new Moment(now), turn.id(), turn.reason());
    };
  }

  /** Something else than a probe happens now. */
  public Scenario hear(Event event) {
    give(event);
    return this;
  }

  private void pace(Pace pace) {
    int uplink = pace.uplink().ordinal();
    tempo[uplink] = pace.tempo();
    if (pace.isFast()) {
      long step = settings.probing().fast().toNanos() / nextAt[uplink].length;
      for (int t = 0; t < nextAt[uplink].length; t++) {
        nextAt[uplink][t] = Math.min(nextAt[uplink][t], now + step * t);
      }
    }
  }

  public long now() {
    return now;
  }

  /** Lets time pass. */
  public Scenario run(double seconds) {
    long end = now + (long) (seconds * SECOND);
    while (true) {
      int u = 0;
      int t = 0;
      long at = Long.MAX_VALUE;
      for (int i = 0; i < nextAt.length; i++) {
        for (int j = 0; j < nextAt[i].length; j++) {
          if (nextAt[i][j] < at) {
            at = nextAt[i][j];
            u = i;
            t = j;
          }
        }
      }
      long heard = replies.isEmpty() ? Long.MAX_VALUE : replies.peek().at().nanos();
      long woken = (now / HEARTBEAT + 1) * HEARTBEAT;
      long next = Math.min(Math.min(at, heard), woken);
      if (next > end) {
        now = end;
        give(new Woken(new Moment(end)));
        return this;
      }
      now = next;
      if (next == heard) {
        give(replies.remove());
      } else if (next == at) {
        send(u, t);
      } else {
        give(new Woken(new Moment(now)));
      }
    }
  }

  private void send(int u, int t) {
    ProbeId id =
        new ProbeId(
            settings.uplinks().get(u).id(), settings.targets().get(t).id(), ++sequence[u][t]);
    long interval = interval(tempo[u]).toNanos();
    nextAt[u][t] = onGrid(now + (long) (interval * (0.75 + random.nextDouble() * 0.25)));
    Path path = paths[u][t];
    Manners manners = path.manners;
    if (!manners.equals(Manners.GOOD) && isTroubled(manners, id)) {
      return;
    }
    if (!path.frozen && random.nextDouble() >= path.loss) {
      long rtt = onGrid((long) ((path.rttMillis + random.nextDouble() * path.jitterMillis) * 1e6));
      if (manners.late() > 0 && random.nextDouble() < manners.late()) {
        rtt += (long) (manners.lateMillis() * 1e6);
      }
      replies.add(new Observation.Returned(new Moment(onGrid(now + rtt)), id, rtt));
      if (manners.twice() > 0 && random.nextDouble() < manners.twice()) {
        rtt += (long) (random.nextDouble() * path.rttMillis * 1e6);
        replies.add(new Observation.Returned(new Moment(onGrid(now + rtt)), id, rtt));
      }
    }
    give(new Observation.Sent(new Moment(now), id));
  }

  /** True if the probe ended before it was under way. */
  private boolean isTroubled(Manners manners, ProbeId id) {
    double dice = random.nextDouble();
    Moment at = new Moment(now);
    if (dice < manners.withheld()) {
      give(new Observation.Withheld(at, id, Observation.Withheld.NO_GATEWAY));
      return true;
    }
    if (dice < manners.withheld() + manners.failed()) {
      give(new Observation.Withheld(at, id, "ENOBUFS"));
      return true;
    }
    if (dice < manners.withheld() + manners.failed() + manners.refused()) {
      give(new Observation.Sent(at, id));
      long told = onGrid(now + (long) (random.nextDouble() * 1e7));
      replies.add(new Observation.Bounced(new Moment(told), id, 3, 1, null));
      return true;
    }
    return false;
  }

  private Duration interval(Tempo now) {
    return switch (now) {
      case REST -> settings.probing().rest();
      case STEADY -> settings.probing().interval();
      case FAST -> settings.probing().fast();
    };
  }

  private void give(Event event) {
    inputs.add(event);
    control.accept(
        event,
        output -> {
          outputs.add(output);
          if (output instanceof Pace pace) {
            pace(pace);
          }
        });
  }

  /** All that has happened so far, in time order. */
  public List<Event> inputs() {
    return List.copyOf(inputs);
  }

  /** All that the machine has made of it. */
  public List<Event> outputs() {
    return List.copyOf(outputs);
  }

  /** What it has made of it, of one kind. */
  public <T extends Event> List<T> outputs(Class<T> kind) {
    return outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** How often the carrying uplinks have changed. */
  public int switches() {
    int switches = 0;
    List<UplinkId> carrying = null;
    for (Election election : outputs(Election.class)) {
      switches += carrying != null && !carrying.equals(election.carrying()) ? 1 : 0;
      carrying = election.carrying();
    }
    return switches;
  }

  /**
   * Seconds from a moment to the first election after it that carries over this uplink; infinite if
   * none.
   */
  public double secondsUntilCarrying(int uplink, long from) {
    return outputs(Election.class).stream()
        .filter(election -> election.at().nanos() >= from)
        .filter(election -> election.carrying().getFirst().ordinal() == uplink)
        .mapToDouble(election -> (election.at().nanos() - from) / 1e9)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Random weather: each few seconds something changes. */
  public static List<Event> weather(long seed, int uplinks, int targets, int seconds) {
    return Weather.over(settings(uplinks, targets), seed, seconds).inputs();
  }
}
