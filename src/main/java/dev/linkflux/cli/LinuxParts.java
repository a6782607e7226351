package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.RouteSink;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.route.dryrun.DryRunRouteSink;
import dev.linkflux.route.linux.LinuxLinkWatch;
import dev.linkflux.route.linux.LinuxTraffic;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.wire.KernelPassage;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The parts of the service on a Linux router. */
final class LinuxParts {
  private LinuxParts() {}

  /**
   * Those of a configuration, that follow others.
   *
   * @param observe true if nothing is to be changed
   * @param out takes what is to be known
   * @param err takes what somebody may have to mend
   * @throws Refusal if there is no way to the kernel's routes, or a key file is not to be used
   */
  static DaemonParts of(
      Configuration configuration, boolean observe, Loops loops, PrintWriter out, PrintWriter err) {
    Instruments instruments = new Instruments();
    Rtnetlink rtnetlink = rtnetlink();
    KeptRoutes kept =
        observe
            ? null
            : new KeptRoutes(
                configuration, rtnetlink, loops, warning -> say(err, "routes: " + warning));
    RouteSink routes = kept == null ? new DryRunRouteSink(_ -> {}) : kept;
    Probers probers = probers(configuration, observe, loops, instruments, out, err);
    AtomicReference<Map<ProbeKind, Prober>> able =
        new AtomicReference<>(probers.of(configuration.settings().targets()));
    long seed = new SecureRandom().nextLong();
    return new DaemonParts(
        _ -> able.get(),
        new LinuxLinkWatch(
            configuration.settings().uplinks(),
            configuration.settings().routing(),
            rtnetlink,
            loops.probeLoop(),
            loops.kernel()),
        routes,
        new LinuxTraffic(
            configuration.settings().uplinks(),
            configuration.settings().servers(),
            rtnetlink,
            loops.probeScheduler(),
            loops.kernel()),
        instruments,
        seed,
        observe,
        ServerLookout.over(
            configuration,
            loops,
            probers,
            instruments,
            seed,
            words -> say(err, "servers: " + words)),
        observe
            ? (_, _) -> Followers.NOBODY
            : (now, clock) ->
                Followers.of(
                    now,
                    clock,
                    loops,
                    probers::directory,
                    words -> say(err, words),
                    instruments::told),
        configuration.state(),
        Remembering.of(configuration, observe, instruments, loops, words -> say(out, words)),
        now -> able.set(prepared(now, probers, kept)));
  }

  private static Map<ProbeKind, Prober> prepared(
      Configuration now, Probers probers, @Nullable KeptRoutes kept) {
    Privileges.require(now);
    Map<ProbeKind, Prober> able =
        probers.follow(now.settings().probing(), now.naming(), now.settings().targets());
    if (!now.settings().servers().isEmpty()) {
      var _ = probers.directory();
    }
    if (kept != null) {
      kept.prepare(now);
    }
    return able;
  }

  private static Probers probers(
      Configuration configuration,
      boolean observe,
      Loops loops,
      Instruments instruments,
      PrintWriter out,
      PrintWriter err) {
    AtomicBoolean told = new AtomicBoolean();
    return new Probers(
        loops,
        configuration.settings().probing(),
        new KernelPassage(),
        instruments,
        kind -> {
          if (told.compareAndSet(false, true)) {
            out.println("ICMP through " + said(kind));
          }
        },
        warning -> say(err, "names: " + warning),
        configuration.naming(),
        observe ? null : configuration.state());
  }

  private static void say(PrintWriter err, String words) {
    err.println(words);
    err.flush();
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
