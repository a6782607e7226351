package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.RouteSink;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.route.dryrun.DryRunRouteSink;
import dev.linkflux.route.linux.LinuxLinkWatch;
import dev.linkflux.route.linux.LinuxTraffic;
import dev.linkflux.uplink.Server.Returning;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.KernelPassage;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The service. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Probes all uplinks, decides, and makes the routes follow, until it is ended.",
      "Needs CAP_NET_ADMIN for the routes (without it, it says so and observes), and CAP_NET_RAW"
          + " where net.ipv4.ping_group_range does not include its group."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CONFIG", description = "configuration file, YAML")
  private Path config = Path.of("");

  @Option(names = "--observe", description = "decide and stream, but change nothing in the kernel")
  private boolean observe;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Configuration configuration = Loading.load(Configurations.read(config), err);
    Privileges.require(configuration);
    boolean allowed = Privileges.mayChangeRoutes();
    boolean observes = observe || !allowed;
    Loops loops = new Loops();
    Daemon daemon =
        new Daemon(configuration, parts(configuration, observes, loops, out), loops, err);
    return new Serving(daemon, out, null)
        .serve(
            new InetSocketAddress[] {configuration.listen()},
            () -> {
              out.printf(
                  "linkflux %s watches %d uplinks%s%n",
                  Version.number(),
                  configuration.settings().uplinks().size(),
                  observes ? " and changes nothing (--observe)" : "");
              if (!observe && !allowed) {
                out.println(
                    "CAP_NET_ADMIN is missing: this user may not change routes, so it runs as"
                        + " with --observe. Run it as root or by the systemd unit.");
              }
              if (observes && !configuration.hooks().isEmpty()) {
                out.println("hooks are not called, since nothing is changed either");
              }
              if (observes && !configuration.notifications().channels().isEmpty()) {
                out.println("nobody is notified, since nothing is changed either");
              }
              HashPolicy.hint(configuration.settings(), Path.of("/proc/sys"))
                  .ifPresent(out::println);
              out.println(OpenTo.line(configuration.access(), configuration.listen()));
              out.println("dashboard: " + daemon.address());
            });
  }

  private static DaemonParts parts(
      Configuration configuration, boolean observe, Loops loops, PrintWriter out) {
    Instruments instruments = new Instruments();
    Rtnetlink rtnetlink = rtnetlink();
    RouteSink routes =
        observe
            ? new DryRunRouteSink(_ -> {})
            : RouteKeeping.sink(
                configuration, rtnetlink, loops, warning -> out.println("routes: " + warning));
    LinuxLinkWatch links =
        new LinuxLinkWatch(
            configuration.settings().uplinks(),
            configuration.settings().routing(),
            rtnetlink,
            loops.probeLoop(),
            loops.kernel());
    AtomicBoolean told = new AtomicBoolean();
    Probers probers =
        new Probers(
            loops,
            configuration.settings().probing(),
            new KernelPassage(),
            instruments,
            kind -> {
              if (told.compareAndSet(false, true)) {
                out.println("ICMP through " + said(kind));
              }
            },
            warning -> say(out, "names: " + warning),
            configuration.naming(),
            observe ? null : configuration.state());
    long seed = new SecureRandom().nextLong();
    return new DaemonParts(
        probers.of(configuration.settings().targets()),
        links,
        routes,
        traffic(configuration, rtnetlink, loops),
        instruments,
        seed,
        observe,
        ServerLookout.over(
            configuration,
            loops,
            probers,
            instruments,
            seed,
            words -> say(out, "servers: " + words)),
        observe
            ? _ -> Followers.NOBODY
            : clock ->
                Followers.of(
                    configuration,
                    clock,
                    loops,
                    probers::directory,
                    words -> say(out, words),
                    instruments::told),
        configuration.state());
  }

  private static void say(PrintWriter out, String words) {
    out.println(words);
    out.flush();
  }

  /** Who waits until it is quiet must know how much goes through, and not only for quotas. */
  private static LinuxTraffic traffic(
      Configuration configuration, Rtnetlink rtnetlink, Loops loops) {
    List<Uplink> uplinks = configuration.settings().uplinks();
    boolean waits =
        configuration.settings().servers().stream()
            .anyMatch(server -> server.hysteresis().returning() == Returning.WHEN_IDLE);
    return waits
        ? LinuxTraffic.ofEach(uplinks, rtnetlink, loops.probeScheduler(), loops.kernel())
        : new LinuxTraffic(uplinks, rtnetlink, loops.probeScheduler(), loops.kernel());
  }

  /**
   * The way to the kernel's routes.
   *
   * @throws Refusal if there is none
   */
  static Rtnetlink rtnetlink() {
    try {
      return Rtnetlink.open();
    } catch (SystemCallException failure) {
      throw new Refusal(
          Refusal.FAILED, "linkflux: cannot talk to the kernel: " + failure.getMessage());
    }
  }

  private static String said(IcmpSocket.Kind kind) {
    return switch (kind) {
      case DGRAM -> "ping sockets (net.ipv4.ping_group_range)";
      case RAW -> "raw sockets (CAP_NET_RAW)";
    };
  }
}
