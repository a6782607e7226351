package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.uplink.ProbeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the service needs to be allowed, asked before it starts. */
final class Privileges {
  /** Bit of CAP_NET_ADMIN in a set of capabilities (capabilities(7)). */
  private static final int NET_ADMIN = 12;

  private Privileges() {}

  /**
   * Returns if probes are allowed. Whoever may not change routes can still watch.
   *
   * @throws Refusal that names what is missing
   */
  static void require(Configuration configuration) {
    boolean icmp =
        configuration.settings().targets().stream()
                .anyMatch(target -> target.kind() == ProbeKind.ICMP)
            || configuration.settings().servers().stream()
                .anyMatch(server -> server.check().kind().pings());
    if (icmp) {
      try (IcmpSocket _ = IcmpSocket.open(IpFamily.V4, null)) {
        return;
      } catch (SystemCallException refused) {
        throw new Refusal(Refusal.FAILED, "linkflux: cannot probe: " + refused.getMessage());
      }
    }
  }

  /**
   * Returns if routes may be changed.
   *
   * @param what is asked for
   * @throws Refusal if not
   */
  static void requireChange(String what) {
    if (!mayChangeRoutes()) {
      throw new Refusal(
          Refusal.FAILED,
          "linkflux: %s: this user may not change routes: CAP_NET_ADMIN is missing. Run it as root."
              .formatted(what));
    }
  }

  /** Whether this process has CAP_NET_ADMIN. */
  static boolean mayChangeRoutes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("CapEff:"))
          .map(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16))
          .anyMatch(capabilities -> (capabilities >> NET_ADMIN & 1) == 1);
    } catch (IOException _) {
      return true;
    }
  }
}
