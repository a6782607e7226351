package dev.linkflux.bench;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.NetlinkEvents;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.route.PlanStage;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Routing;
import dev.linkflux.route.linux.LinuxRouteSink;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Plans that the sink makes the kernel hold, in a namespace with interfaces w1, w2 and so on. */
public final class Applying {
  private static final int WARMING = 100;
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<Uplink> uplinks;
  private final List<LinkFacts> facts;
  private final LinuxRouteSink sink;
  private final BlockingQueue<Long> announced = new LinkedBlockingQueue<>();
  private long generation;

  /**
   * What was measured, in microseconds.
   *
   * @param heard from the call to the announcement of the new main default route
   * @param ended from the call to the end: done, read back and compared
   * @param changes of each plan
   * @param ours for each change of a table that is built and taken down
   * @param theirs the same by {@code ip -batch}, its start included
   * @param start of {@code ip -batch} alone, in all
   * @param all changes of that table
   */
  record Result(
      List<Double> heard,
      List<Double> ended,
      int changes,
      List<Double> ours,
      List<Double> theirs,
      List<Double> start,
      int all) {}

  private Applying(int count) throws IOException {
    uplinks = IntStream.rangeClosed(1, count).mapToObj(Applying::uplink).toList();
    facts = new ArrayList<>();
    for (Uplink uplink : uplinks) {
      facts.add(facts(uplink));
    }
    IoEventLoop loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()).next();
    Scheduler timer = Schedulers.newSingle("timer", true);
    Rtnetlink rtnetlink = Rtnetlink.open();
    sink =
        new LinuxRouteSink(
            Routing.DEFAULT,
            new LinuxRouteSink.Kernel(rtnetlink, null, null),
            Schedulers.newSingle("kernel", true),
            new LinuxRouteSink.Hearing(loop, timer),
            _ -> {});
    var _ = sink.drift().subscribe();
    try {
      var _ =
          NetlinkEvents.open(loop, NetlinkEvents.RECEIVE_BUFFER_BYTES, this::hear, Applying::fail)
              .get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Takes how many interfaces there are, how many switches, and how many tables are built. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Applying applying = new Applying(Integer.parseInt(arguments[0]));
    int switches = Integer.parseInt(arguments[1]);
    int tables = Integer.parseInt(arguments[2]);
    List<Double> heard = new ArrayList<>();
    List<Double> ended = new ArrayList<>();
    int changes = 0;
    for (int i = -WARMING; i < switches; i++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      applying.announced.clear();
      RoutePlan plan = applying.carriedBy(Math.floorMod(i, 2));
      long begin = System.nanoTime();
      changes = applying.apply(plan);
      long end = System.nanoTime();
      Long told = applying.announced.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (i >= 0 && told != null) {
        heard.add((told - begin) / 1e3);
        ended.add((end - begin) / 1e3);
      }
    }
    applying.tables(heard, ended, changes, tables);
  }

  private void tables(List<Double> heard, List<Double> ended, int changes, int tables) {
    RoutePlan full = carriedBy(0);
    int all = full.routes().size() + full.rules().size();
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> start = new ArrayList<>();
    apply(nothing());
    for (int i = -2; i < tables; i++) {
      double our =
          timed(() -> require(apply(full) == all)) + timed(() -> require(apply(nothing()) == all));
      String add = Batch.adding(full);
      String remove = Batch.removing(full);
      double their = timed(() -> Batch.run(add));
      require(sink.changes(full).blockOptional(LIMIT).orElseThrow().isEmpty());
      their += timed(() -> Batch.run(remove));
      double empty = timed(() -> Batch.run("\n"));
      if (i >= 0) {
        ours.add(our / (2 * all));
        theirs.add(their / (2 * all));
        start.add(empty);
      }
    }
    Engines.end(new Result(heard, ended, changes, ours, theirs, start, all));
  }

  /** Microseconds. */
  private static double timed(Runnable what) {
    LockSupport.parkNanos(PAUSE.toNanos());
    long begin = System.nanoTime();
    what.run();
    return (System.nanoTime() - begin) / 1e3;
  }

  private void hear(NetlinkEvent event) {
    long now = System.nanoTime();
    if (event instanceof NetlinkEvent.RouteChanged(var route, var gone, var _)
        && !gone
        && isMainDefault(route)) {
      announced.add(now);
    }
  }

  private static boolean isMainDefault(RouteEntry route) {
    return route.table() == Route.MAIN
        && route.destination().length() == 0
        && route.metric() == Routing.DEFAULT.metric();
  }

  private int apply(RoutePlan plan) {
    Object answer = sink.apply(plan).blockOptional(LIMIT).orElseThrow().at(Moment.ZERO);
    if (answer instanceof RouteAnswer.Applied applied) {
      return applied.changes();
    }
    throw new IllegalStateException(String.valueOf(answer));
  }

  private static RoutePlan nothing() {
    return RoutePlan.nothing();
  }

  private RoutePlan carriedBy(int ordinal) {
    PlanStage stage = new PlanStage(uplinks, Routing.DEFAULT);
    List<RoutePlan> plans = new ArrayList<>();
    List<Event> events = new ArrayList<>(facts);
    events.add(
        new Election(
            Moment.ZERO,
            List.of(uplinks.get(ordinal).id()),
            uplinks.stream().map(Uplink::id).filter(id -> id.ordinal() != ordinal).toList(),
            List.of(),
            Cause.STARTED,
            ""));
    for (Event event : events) {
      stage.accept(
          event,
          out -> {
            if (out instanceof RoutePlan plan) {
              plans.add(plan);
            }
          });
    }
    RoutePlan plan = plans.getLast();
    return new RoutePlan(Moment.ZERO, ++generation, plan.routes(), plan.rules());
  }

  private static Uplink uplink(int number) {
    return new Uplink(new UplinkId("u" + number, number - 1), "w" + number, 1, List.of(), 1, false);
  }

  private static LinkFacts facts(Uplink uplink) throws IOException {
    String net = "10.77." + (uplink.id().ordinal() + 1) + ".";
    return new LinkFacts(
        Moment.ZERO,
        uplink.id(),
        NetworkInterface.getByName(uplink.device()).getIndex(),
        true,
        true,
        List.of(new Prefix(InetAddress.ofLiteral(net + "2"), 24)),
        List.of(InetAddress.ofLiteral(net + "1")),
        false);
  }

  private static void require(boolean fine) {
    if (!fine) {
      throw new IllegalStateException("the kernel did not take what was planned");
    }
  }

  private static void fail(Throwable failure) {
    failure.printStackTrace();
    System.exit(1);
  }
}
