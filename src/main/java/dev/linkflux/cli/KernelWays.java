package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.kernel.Conntrack;
import dev.linkflux.kernel.MptcpPm;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.route.Routing;
import dev.linkflux.route.linux.EndpointNotes;
import dev.linkflux.route.linux.Endpoints;
import dev.linkflux.route.linux.LinuxRouteSink;
import dev.linkflux.uplink.Mptcp;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/** The ways to the kernel that a command opens for once. */
record KernelWays(
    Rtnetlink rtnetlink, @Nullable MptcpPm mptcp, @Nullable Endpoints endpoints, PrintWriter err)
    implements AutoCloseable {
  /**
   * Opens them.
   *
   * @throws Refusal if there is no rtnetlink
   */
  static KernelWays open(Configuration configuration, PrintWriter err) {
    Rtnetlink rtnetlink;
    try {
      rtnetlink = Rtnetlink.open();
    } catch (SystemCallException failure) {
      throw new Refusal(
          Refusal.FAILED, "linkflux: cannot talk to the kernel: " + failure.getMessage());
    }
    try {
      MptcpPm mptcp = MptcpPm.open();
      return new KernelWays(
          rtnetlink,
          mptcp,
          new Endpoints(mptcp, EndpointNotes.in(configuration.state(), err::println)),
          err);
    } catch (IOException failure) {
      boolean wanted =
          configuration.settings().uplinks().stream()
              .anyMatch(uplink -> uplink.mptcp() != Mptcp.OFF);
      if (wanted) {
        err.println("linkflux: MPTCP is left alone: " + failure.getMessage());
      }
      return new KernelWays(rtnetlink, null, null, err);
    }
  }

  /** Without the flows: a plan of its own knows of none that have lost their uplink. */
  LinuxRouteSink sink(Routing routing, Scheduler blocking) {
    @Nullable Conntrack none = null;
    return new LinuxRouteSink(
        routing,
        new LinuxRouteSink.Kernel(rtnetlink, endpoints, none),
        blocking,
        null,
        err::println);
  }

  @Override
  public void close() {
    if (mptcp != null) {
      mptcp.close();
    }
    rtnetlink.close();
  }
}
