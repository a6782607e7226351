package dev.linkflux.route.linux;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.NetlinkEvent.AddressChanged;
import dev.linkflux.kernel.NetlinkEvent.LinkChanged;
import dev.linkflux.kernel.NetlinkEvent.Overrun;
import dev.linkflux.kernel.NetlinkEvent.RouteChanged;
import dev.linkflux.kernel.NetlinkEvent.RuleChanged;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.linux.LinuxRouteSink.Hearing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Hears what others do to what is ours, and voids the image of the kernel by it. MPTCP endpoints,
 * which are not announced, are looked at once a second.
 */
final class DriftWatch {
  /** Of MPTCP endpoints. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  /** Between two that are told: of a storm, the first and the last. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Rtnetlink rtnetlink;
  private final int protocol;
  private final Image image;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile Wanted wanted = Wanted.NOTHING;

  /**
   * @param rtnetlink whose changes are our own
   * @param protocol that our routes and rules carry
   * @param image is voided by what others do
   */
  DriftWatch(Rtnetlink rtnetlink, int protocol, Image image) {
    this.rtnetlink = rtnetlink;
    this.protocol = protocol;
    this.image = image;
  }

  /** From now on this is what the kernel should hold. */
  void expect(RoutePlan plan) {
    wanted = new Wanted(plan, protocol);
  }

  /**
   * Tells as long as it is subscribed to; an error if netlink fails.
   *
   * @param glance says how the MPTCP endpoints differ from what they should be, if they do; null if
   *     there are none to look at
   * @param blocking runs it
   */
  Flux<Unstamped> drift(
      Hearing hearing, @Nullable Callable<Optional<String>> glance, Scheduler blocking) {
    Flux<String> announced =
        Announcements.on(hearing.loop())
            .index(this::heard)
            .concatMapIterable(harm -> harm.stream().toList())
            .doFinally(_ -> image.hears(false));
    Flux<String> seen = glance == null ? Flux.never() : glances(glance, hearing, blocking);
    return Flux.merge(announced, seen)
        .onBackpressureLatest()
        .concatMap(what -> followedByPause(what, hearing.timer()), 0)
        .map(what -> at -> new Drifted(at, what));
  }

  private static Flux<String> glances(
      Callable<Optional<String>> glance, Hearing hearing, Scheduler blocking) {
    return Flux.interval(GLANCE, hearing.timer())
        .onBackpressureDrop() // the next one sees as much
        .concatMap(_ -> Mono.fromCallable(glance).subscribeOn(blocking), 0)
        .concatMapIterable(harm -> harm.stream().toList());
  }

  private static Flux<String> followedByPause(String what, Scheduler timer) {
    return Flux.concat(Mono.just(what), Mono.delay(PAUSE, timer).then(Mono.empty()));
  }

  /** What was changed between two subscriptions is not known. */
  private Optional<String> heard(long number, NetlinkEvent event) {
    if (number == 0) {
      image.hears(true);
      return begun.getAndSet(true) ? harm(event) : Optional.empty();
    }
    return harm(event);
  }

  private Optional<String> harm(NetlinkEvent event) {
    return switch (event) {
      case RouteChanged(var route, var gone, var port) when !rtnetlink.isOwn(port) ->
          spoiling(wanted.harm(route, gone), route.protocol() == protocol)
              .map(what -> what + by(port));
      case RuleChanged(var rule, var gone, var port) when !rtnetlink.isOwn(port) ->
          spoiling(wanted.harm(rule, gone), rule.protocol() == protocol)
              .map(what -> what + by(port));
      case RouteChanged _, RuleChanged _ -> Optional.empty();
      case Overrun(var cause) -> {
        image.spoil();
        yield Optional.of("announcements were lost: " + cause);
      }
      // Routes go without a word with a link that goes down and with an address, but not with a
      // carrier: then the image shall serve. What follows of all that, the facts say.
      case LinkChanged(var link, var gone) ->
          spoiling(Optional.empty(), gone || !link.up() || wanted.isRenamed(link));
      case AddressChanged _ -> spoiling(Optional.empty(), true);
    };
  }

  private Optional<String> spoiling(Optional<String> harm, boolean ofOurs) {
    if (ofOurs || harm.isPresent()) {
      image.spoil();
    }
    return harm;
  }

  /** For a person. The port of a program that has one socket is its process id. */
  private static String by(int port) {
    return port == 0 ? ", by the kernel itself" : ", by somebody else (netlink port " + port + ")";
  }
}
