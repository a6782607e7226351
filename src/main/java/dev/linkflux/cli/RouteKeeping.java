package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.kernel.Conntrack;
import dev.linkflux.kernel.MptcpPm;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.route.Flows;
import dev.linkflux.route.linux.EndpointNotes;
import dev.linkflux.route.linux.Endpoints;
import dev.linkflux.route.linux.LinuxRouteSink;
import dev.linkflux.uplink.Mptcp;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Assembles what keeps the kernel's routes, endpoints and flows as a configuration wants them. */
final class RouteKeeping {
  private RouteKeeping() {}

  /**
   * The sink of the service. Of what this kernel does not have it says so once, and does without.
   *
   * @param told takes sentences for a person
   */
  static LinuxRouteSink sink(
      Configuration configuration, Rtnetlink rtnetlink, Loops loops, Consumer<String> told) {
    return new LinuxRouteSink(
        configuration.settings().routing(),
        new LinuxRouteSink.Kernel(
            rtnetlink, endpoints(configuration, told), conntrack(configuration, told)),
        loops.kernel(),
        new LinuxRouteSink.Hearing(loops.probeLoop(), loops.probeScheduler()),
        told);
  }

  /** Also for what an earlier run has made and this one does not want any more. */
  private static @Nullable Endpoints endpoints(Configuration configuration, Consumer<String> told) {
    EndpointNotes notes = EndpointNotes.in(configuration.state(), told);
    boolean wanted =
        configuration.settings().uplinks().stream().anyMatch(uplink -> uplink.mptcp() != Mptcp.OFF);
    if (!wanted && notes.isEmpty()) {
      return null;
    }
    try {
      return new Endpoints(MptcpPm.open(), notes);
    } catch (IOException failure) {
      told.accept(
          "MPTCP endpoints are left out (`linkflux doctor` says what helps): "
              + failure.getMessage());
      return null;
    }
  }

  private static @Nullable Conntrack conntrack(Configuration configuration, Consumer<String> told) {
    if (configuration.settings().routing().flows() == Flows.KEEP) {
      return null;
    }
    try {
      return Conntrack.open();
    } catch (SystemCallException failure) {
      told.accept(
          "tracked connections of uplinks that are left stay (routes.flows: keep asks for that): "
              + failure.getMessage());
      return null;
    }
  }
}
