package dev.linkflux.route.linux;

import dev.linkflux.engine.TrafficWatch;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Counts what goes through the uplinks that have a quota, or through each, by asking the kernel for
 * the counters of their interfaces now and then. Begins with what they show when it is subscribed
 * to.
 */
public final class LinuxTraffic implements TrafficWatch {
  /** A quota is of a month: to know of it so late costs ten seconds' traffic of billions. */
  static final Duration PERIOD = Duration.ofSeconds(10);

  private final List<Uplink> metered;
  private final Rtnetlink rtnetlink;
  private final Scheduler timer;
  private final Scheduler blocking;
  private final Duration period;

  /**
   * @param rtnetlink reads; of the namespace of the interfaces
   * @param blocking runs the readings, of some microseconds each
   */
  public LinuxTraffic(
      List<Uplink> uplinks, Rtnetlink rtnetlink, Scheduler timer, Scheduler blocking) {
    this(uplinks, rtnetlink, timer, blocking, PERIOD);
  }

  LinuxTraffic(
      List<Uplink> uplinks,
      Rtnetlink rtnetlink,
      Scheduler timer,
      Scheduler blocking,
      Duration period) {
    this(
        rtnetlink,
        timer,
        blocking,
        period,
        uplinks.stream().filter(uplink -> uplink.quota() != Uplink.UNMETERED).toList());
  }

  private LinuxTraffic(
      Rtnetlink rtnetlink,
      Scheduler timer,
      Scheduler blocking,
      Duration period,
      List<Uplink> metered) {
    this.metered = List.copyOf(metered);
    this.rtnetlink = rtnetlink;
    this.timer = timer;
    this.blocking = blocking;
    this.period = period;
  }

  /** One that counts what goes through every uplink, with a quota or without. */
  public static LinuxTraffic ofEach(
      List<Uplink> uplinks, Rtnetlink rtnetlink, Scheduler timer, Scheduler blocking) {
    return new LinuxTraffic(rtnetlink, timer, blocking, PERIOD, uplinks);
  }

  @Override
  public Flux<Unstamped> used() {
    return metered.isEmpty() ? Flux.never() : Flux.defer(this::counted).checkpoint("traffic");
  }

  private Flux<Unstamped> counted() {
    List<Odometer> odometers = metered.stream().map(_ -> new Odometer()).toList();
    return Flux.interval(Duration.ZERO, period, timer)
        .onBackpressureDrop() // a reading takes longer: the next one tells as much
        .concatMap(_ -> Mono.fromCallable(() -> read(odometers)).subscribeOn(blocking), 1)
        .concatMapIterable(used -> used);
  }

  private List<Unstamped> read(List<Odometer> odometers) throws IOException {
    List<Unstamped> used = new ArrayList<>();
    for (int i = 0; i < metered.size(); i++) {
      Uplink uplink = metered.get(i);
      long bytes = odometers.get(i).since(rtnetlink.traffic(uplink.device()));
      if (bytes > 0) {
        used.add(at -> new Used(at, uplink.id(), bytes));
      }
    }
    return used;
  }
}
