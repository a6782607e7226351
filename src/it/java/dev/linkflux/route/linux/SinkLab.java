package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Conntrack;
import dev.linkflux.kernel.MptcpPm;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.lab.Namespace;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Expiry;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RouteAnswer.Applied;
import dev.linkflux.route.RouteAnswer.Refused;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.route.Rule;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Prefix;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/** A router of the lab with one sink at work in it, and what that one hears and tells. */
final class SinkLab implements AutoCloseable {
  final RouteLab lab;
  final Namespace namespace;
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<Drifted> drifted = new CopyOnWriteArrayList<>();
  final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Path state;
  private final Rtnetlink rtnetlink;
  private final MptcpPm mptcp;
  private final Conntrack conntrack;
  private @Nullable Disposable hearing;
  private LinuxRouteSink sink;
  private long generation;

  /**
   * @param state directory of the notes
   */
  SinkLab(Path state) throws IOException {
    this.state = state;
    lab = new RouteLab();
    namespace = new Namespace(lab.router);
    rtnetlink = namespace.call(Rtnetlink::open);
    mptcp = namespace.call(MptcpPm::open);
    conntrack = namespace.call(Conntrack::open);
    sink = sink();
  }

  /** As after a {@code kill -9}: the kernel and the notes are all that is left. */
  void restart() {
    sink = sink();
  }

  private LinuxRouteSink sink() {
    return new LinuxRouteSink(
        RouteLab.ROUTING,
        new LinuxRouteSink.Kernel(
            rtnetlink, new Endpoints(mptcp, EndpointNotes.in(state, told::add)), conntrack),
        Schedulers.boundedElastic(),
        new LinuxRouteSink.Hearing(loop.next(), Schedulers.parallel()),
        told::add);
  }

  /** Hears what others do from here on. */
  void hear() {
    hearing =
        namespace.call(
            () ->
                sink.drift()
                    .subscribe(
                        event -> drifted.add((Drifted) event.at(Moment.ZERO)), failures::add));
  }

  RouteAnswer apply(RoutePlan plan) {
    Unstamped answer = Objects.requireNonNull(sink.apply(plan).block(Duration.ofSeconds(20)));
    return (RouteAnswer) answer.at(Moment.ZERO);
  }

  Applied applied(RoutePlan plan) {
    RouteAnswer answer = apply(plan);
    assertThat(answer).isInstanceOf(Applied.class);
    return (Applied) answer;
  }

  String refused(RoutePlan plan) {
    RouteAnswer answer = apply(plan);
    assertThat(answer).isInstanceOf(Refused.class);
    return ((Refused) answer).reason();
  }

  RoutePlan plan(List<Route> routes, List<Rule> rules) {
    return plan(routes, rules, List.of(), Limits.NONE, List.of());
  }

  RoutePlan plan(
      List<Route> routes,
      List<Rule> rules,
      List<Endpoint> endpoints,
      Limits limits,
      List<Expiry> expiries) {
    return new RoutePlan(
        Moment.ZERO, ++generation, Cause.ELECTION, routes, rules, endpoints, limits, expiries);
  }

  /** The way out through wan1, wan2 or wan3. */
  Hop hop(boolean ipv6, int number, int weight) throws IOException {
    return new Hop(gateway(ipv6, number), "wan" + number, lab.index("wan" + number), weight);
  }

  /** The main default. */
  static Route main(boolean ipv6, int metric, List<Hop> hops) {
    return new Route(Route.MAIN, Prefix.everything(ipv6), hops, metric, null);
  }

  static InetAddress gateway(boolean ipv6, int number) throws IOException {
    return RouteLab.ip(ipv6 ? "fd01:" + number + "::1" : "10.1." + number + ".1");
  }

  /** The router's own. */
  static InetAddress address(boolean ipv6, int number) throws IOException {
    return RouteLab.ip(ipv6 ? "fd01:" + number + "::2" : "10.1." + number + ".2");
  }

  @Override
  public void close() throws IOException {
    if (hearing != null) {
      hearing.dispose();
    }
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    rtnetlink.close();
    mptcp.close();
    conntrack.close();
    lab.close();
    assertThat(failures).isEmpty();
  }
}
