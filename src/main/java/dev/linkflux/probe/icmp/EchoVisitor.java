package dev.linkflux.probe.icmp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.EchoTimes;
import dev.linkflux.kernel.IcmpVisitor;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.Rtt;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells replies from what only looks like them.
 *
 * @param payload bytes after the header of each request
 * @param heard is told what comes back
 * @param flight what was asked
 */
record EchoVisitor(
    UplinkId uplink,
    IpFamily family,
    int payload,
    Instruments instruments,
    Consumer<Unstamped> heard,
    Flight flight)
    implements IcmpVisitor {
  /** Of ICMP, in both families (RFC 792, RFC 4443 section 4.1). */
  private static final int HEADER_BYTES = 8;

  /** One that has asked nothing yet. */
  EchoVisitor(
      UplinkId uplink,
      IpFamily family,
      int payload,
      Instruments instruments,
      Consumer<Unstamped> heard) {
    this(uplink, family, payload, instruments, heard, new Flight());
  }

  @Override
  public void replied(int wire, InetAddress from, ByteBuffer data, EchoTimes times) {
    Flight.@Nullable Request request = flight.answered(wire, from, data);
    if (request != null) {
      instruments.spent(uplink, bytes(family, data.remaining()));
      Rtt rtt = times.rtt(request.sent());
      instruments.timed(rtt.stamping());
      instruments.receivedLate(times.waited(request.sent()));
      heard.accept(new Returned(request.id(), rtt.nanos()));
    } else {
      instruments.foreign(uplink);
    }
  }

  @Override
  public void unreachable(
      int wire, InetAddress destination, int type, int code, InetAddress reporter) {
    Flight.@Nullable Request request = flight.undelivered(wire, destination);
    if (request != null) {
      // It quotes the request (RFC 1812 section 4.3.2.3, RFC 4443 section 3).
      instruments.spent(uplink, bytes(family, bytes(family, payload)));
      heard.accept(at -> new Observation.Bounced(at, request.id(), type, code, reporter));
    }
  }

  /** Length of an echo, its IP header included. */
  static int bytes(IpFamily family, int payload) {
    int ip =
        switch (family) {
          case V4 -> 20;
          case V6 -> 40;
        };
    return ip + HEADER_BYTES + payload;
  }

  /**
   * Not a lambda: under the compiler that the service runs with, those that capture something are
   * slow to make.
   */
  private record Returned(ProbeId id, long rtt) implements Unstamped {
    @Override
    public Event at(Moment moment) {
      return new Observation.Returned(moment, id, rtt);
    }
  }
}
