package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of question has found.
 *
 * @param address that was asked
 * @param breach or null if all is well
 * @param serves true if the server is of use all the same
 */
record Side(@Nullable InetAddress address, @Nullable Breach breach, boolean serves) {
  /** Who does not let us in, or has another time, may well work. */
  Side(@Nullable InetAddress address, @Nullable Breach breach) {
    this(
        address,
        breach,
        breach == null || breach.rung() == Rung.CREDENTIALS || breach.rung() == Rung.CLOCK);
  }

  /** True if somebody at that address has answered by TCP. */
  boolean isHeard() {
    return breach == null || breach.rung().compareTo(Rung.PORT_FILTERED) > 0;
  }

  static Side of(Race.Result<?> result) {
    Broken failure = result.failure();
    return new Side(result.spot().address(), failure == null ? null : failure.breach());
  }
}
