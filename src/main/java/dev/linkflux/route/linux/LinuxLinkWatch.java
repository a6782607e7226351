package dev.linkflux.route.linux;

import dev.linkflux.engine.LinkWatch;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.NetlinkEvent.AddressChanged;
import dev.linkflux.kernel.NetlinkEvent.LinkChanged;
import dev.linkflux.kernel.NetlinkEvent.Overrun;
import dev.linkflux.kernel.NetlinkEvent.RouteChanged;
import dev.linkflux.kernel.NetlinkEvent.RuleChanged;
import dev.linkflux.kernel.NetlinkEvents;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.route.Routing;
import dev.linkflux.route.linux.News.Heard;
import dev.linkflux.route.linux.News.Reading;
import dev.linkflux.route.linux.News.Wanted;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.IoEventLoop;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Watches the uplinks' interfaces by rtnetlink. Announcements arrive on the event loop, where a
 * lost carrier is told at once; each is followed by a reading of everything (the kernel drops
 * routes without a word), of which only what differs is told.
 */
public final class LinuxLinkWatch implements LinkWatch {
  private volatile List<Uplink> uplinks;
  private final Sinks.Many<News> wanted = Sinks.many().multicast().directBestEffort();
  private final Routing routing;
  private final Rtnetlink rtnetlink;
  private final IoEventLoop loop;
  private final Scheduler blocking;
  private final int receiveBuffer;

  /**
   * @param rtnetlink reads; of the namespace whose changes are announced to who subscribes
   * @param loop hears the announcements; an epoll loop
   * @param blocking runs the readings, of some hundred microseconds each
   */
  public LinuxLinkWatch(
      List<Uplink> uplinks,
      Routing routing,
      Rtnetlink rtnetlink,
      IoEventLoop loop,
      Scheduler blocking) {
    this(uplinks, routing, rtnetlink, loop, blocking, NetlinkEvents.RECEIVE_BUFFER_BYTES);
  }

  /**
   * @param receiveBuffer room for announcements that wait, in bytes
   */
  LinuxLinkWatch(
      List<Uplink> uplinks,
      Routing routing,
      Rtnetlink rtnetlink,
      IoEventLoop loop,
      Scheduler blocking,
      int receiveBuffer) {
    this.uplinks = List.copyOf(uplinks);
    this.routing = routing;
    this.rtnetlink = rtnetlink;
    this.loop = loop;
    this.blocking = blocking;
    this.receiveBuffer = receiveBuffer;
  }

  /** Who hears and reads now goes on; an announcement that is on its way is not missed. */
  @Override
  public void follow(List<Uplink> now) {
    uplinks = List.copyOf(now);
    Sinks.EmitResult _ = wanted.tryEmitNext(new Wanted(now)); // who begins later begins with these
  }

  /** An error if netlink fails; subscribed anew it begins anew. */
  @Override
  public Flux<Unstamped> facts() {
    return Flux.defer(
            () -> {
              LinkTable table = new LinkTable(uplinks, routing);
              return Announcements.on(loop, receiveBuffer)
                  .filter(this::matters)
                  .index(Heard::new)
                  .publish(heard -> Flux.<News>merge(heard, readings(heard)))
                  .mergeWith(wanted.asFlux().onBackpressureBuffer()) // one for each reload
                  .concatMapIterable(table::accept);
            })
        .checkpoint("links");
  }

  /** However many announcements came during a reading, one more reading follows them. */
  private Flux<Reading> readings(Flux<Heard> heard) {
    return heard
        .onBackpressureLatest()
        .concatMap(
            last ->
                Mono.fromCallable(() -> Reading.of(rtnetlink, last.number())).subscribeOn(blocking),
            0);
  }

  /** Of routes only what others do with default routes: from those the gateways are learnt. */
  private boolean matters(NetlinkEvent event) {
    return switch (event) {
      case LinkChanged _, AddressChanged _, Overrun _ -> true;
      case RouteChanged(var route, _, _) ->
          route.protocol() != routing.protocol() && route.destination().length() == 0;
      case RuleChanged _ -> false;
    };
  }
}
