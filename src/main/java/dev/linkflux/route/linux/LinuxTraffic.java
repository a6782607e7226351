package dev.linkflux.route.linux;

import dev.linkflux.engine.TrafficWatch;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Returning;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Scheduler;

/**
 * Counts what goes through the uplinks that have a quota, or through each, by asking the kernel for
 * the counters of their interfaces now and then. Begins with what they show when it is subscribed
 * to, or when an uplink is to be counted for the first time.
 */
public final class LinuxTraffic implements TrafficWatch {
  /** A quota is of a month: to know of it so late costs ten seconds' traffic of billions. */
  static final Duration PERIOD = Duration.ofSeconds(10);

  private final Sinks.Many<List<Uplink>> metered;
  private final Rtnetlink rtnetlink;
  private final Scheduler timer;
  private final Scheduler blocking;
  private final Duration period;

  /**
   * @param servers if one of them waits until it is quiet, everything is counted, not only what has
   *     a quota
   * @param rtnetlink reads; of the namespace of the interfaces
   * @param blocking runs the readings, of some microseconds each
   */
  public LinuxTraffic(
      List<Uplink> uplinks,
      List<Server> servers,
      Rtnetlink rtnetlink,
      Scheduler timer,
      Scheduler blocking) {
    this(uplinks, servers, rtnetlink, timer, blocking, PERIOD);
  }

  LinuxTraffic(
      List<Uplink> uplinks,
      List<Server> servers,
      Rtnetlink rtnetlink,
      Scheduler timer,
      Scheduler blocking,
      Duration period) {
    this.metered = Sinks.many().replay().latestOrDefault(counted(uplinks, servers));
    this.rtnetlink = rtnetlink;
    this.timer = timer;
    this.blocking = blocking;
    this.period = period;
  }

  /** Who waits until it is quiet must know how much goes through, and not only for quotas. */
  private static List<Uplink> counted(List<Uplink> uplinks, List<Server> servers) {
    boolean waits =
        servers.stream().anyMatch(it -> it.hysteresis().returning() == Returning.WHEN_IDLE);
    return uplinks.stream().filter(it -> waits || it.quota() != Uplink.UNMETERED).toList();
  }

  @Override
  public void follow(List<Uplink> uplinks, List<Server> servers) {
    metered.emitNext(counted(uplinks, servers), EmitFailureHandler.FAIL_FAST);
  }

  @Override
  public Flux<Unstamped> used() {
    return Flux.defer(
            () -> {
              Map<String, Odometer> odometers = new HashMap<>(); // by the names of the interfaces
              return metered
                  .asFlux()
                  .distinctUntilChanged()
                  .switchMap(now -> now.isEmpty() ? Flux.never() : counted(now, odometers));
            })
        .checkpoint("traffic");
  }

  private Flux<Unstamped> counted(List<Uplink> now, Map<String, Odometer> odometers) {
    return Flux.interval(Duration.ZERO, period, timer)
        .onBackpressureDrop() // a reading takes longer: the next one tells as much
        .concatMap(_ -> Mono.fromCallable(() -> read(now, odometers)).subscribeOn(blocking), 1)
        .concatMapIterable(used -> used);
  }

  private List<Unstamped> read(List<Uplink> now, Map<String, Odometer> odometers)
      throws IOException {
    List<Unstamped> used = new ArrayList<>();
    for (Uplink uplink : now) {
      Odometer odometer = odometers.computeIfAbsent(uplink.device(), _ -> new Odometer());
      long bytes = odometer.since(rtnetlink.traffic(uplink.device()));
      if (bytes > 0) {
        used.add(at -> new Used(at, uplink.id(), bytes));
      }
    }
    return used;
  }
}
