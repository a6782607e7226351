package dev.linkflux.probe.udp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.EchoTimes;
import dev.linkflux.kernel.Rtt;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.kernel.UdpArrival;
import dev.linkflux.kernel.UdpSocket;
import dev.linkflux.kernel.UdpVisitor;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connected socket, and what is under way through it. On the event loop only. */
final class Line implements UdpVisitor {
  private static final int UDP_HEADER_BYTES = 8;
  private static final int ICMP_HEADER_BYTES = 8;

  /** So many probes without an answer, and it is worth looking what has become of the address. */
  private static final int SUSPICIOUS = 2;

  private final UplinkId uplink;
  private final TargetId target;
  private final UdpSocket socket;
  private final Wording wording;
  private final Instruments instruments;
  private final Consumer<Unstamped> received;
  private final Flight flight = new Flight();
  private final ByteBuffer out = ByteBuffer.allocate(UdpSocket.MAX_PAYLOAD);
  private final int headerBytes;
  private int unanswered;

  /**
   * @param socket connected to the target
   * @param received takes what comes back
   */
  Line(
      UplinkId uplink,
      TargetId target,
      UdpSocket socket,
      Wording wording,
      Instruments instruments,
      Consumer<Unstamped> received) {
    this.uplink = uplink;
    this.target = target;
    this.socket = socket;
    this.wording = wording;
    this.instruments = instruments;
    this.received = received;
    this.headerBytes =
        UDP_HEADER_BYTES
            + switch (socket.family()) {
              case V4 -> 20;
              case V6 -> 40;
            };
  }

  /**
   * Sends a probe.
   *
   * @throws SystemCallException if the kernel did not take it
   */
  void send(long sequence) throws SystemCallException {
    wording.write(sequence, out.clear());
    out.flip();
    flight.add(sequence, System.nanoTime());
    try {
      socket.send(out, key(sequence));
    } catch (SystemCallException e) {
      flight.remove(sequence);
      throw e;
    }
    instruments.spent(uplink, headerBytes + out.remaining());
    unanswered++;
  }

  /**
   * Whether nothing has come back for a while, and may never: a new line would ask from another
   * address. The kernel does not say so by itself (IPv6).
   */
  boolean isStranded() throws SystemCallException {
    return unanswered >= SUSPICIOUS && !socket.hasItsAddress();
  }

  @Override
  public void received(ByteBuffer payload, UdpArrival arrival) {
    instruments.spent(uplink, headerBytes + payload.remaining());
    Wording.@Nullable Reading reading = wording.read(payload);
    long sent = reading == null ? Flight.NONE : flight.sent(reading.sequence());
    if (reading == null || sent == Flight.NONE) {
      instruments.foreign(uplink);
      return;
    }
    unanswered = 0;
    EchoTimes times = arrival.times().withTransmitted(transmitted(reading.sequence()));
    Rtt rtt = times.rtt(sent);
    instruments.timed(rtt.stamping());
    instruments.receivedLate(times.waited(sent));
    ProbeId id = id(reading.sequence());
    // The far end's clock is its own: a dwell longer than it can have been is not believed.
    long nanos =
        reading.dwellNanos() > rtt.nanos() ? rtt.nanos() : rtt.nanos() - reading.dwellNanos();
    received.accept(at -> new Observation.Returned(at, id, nanos, reading.reflected()));
  }

  /** When the kernel sent it, or 0. */
  private long transmitted(long sequence) {
    try {
      return socket.transmitted(key(sequence), this);
    } catch (SystemCallException _) {
      return 0; // the loop finds that out by itself, and says so
    }
  }

  @Override
  public void unreachable(ByteBuffer quoted, int type, int code, InetAddress reporter) {
    instruments.spent(uplink, icmpBytes(quoted.remaining()));
    // A router may quote no more than the UDP header (RFC 792). The ports are ours then, and the
    // one probe that it can be, unless the fast pace is faster than that router, is the latest.
    long sequence = quoted.hasRemaining() ? wording.quoted(quoted) : flight.latest();
    if (flight.sent(sequence) == Flight.NONE) {
      instruments.foreign(uplink);
      return;
    }
    ProbeId id = id(sequence);
    received.accept(at -> new Observation.Bounced(at, id, type, code, reporter));
  }

  /** Length of an ICMP error that quotes a probe (RFC 1812 section 4.3.2.3, RFC 4443 section 3). */
  private int icmpBytes(int quoted) {
    return headerBytes - UDP_HEADER_BYTES + ICMP_HEADER_BYTES + headerBytes + quoted;
  }

  private ProbeId id(long sequence) {
    return new ProbeId(uplink, target, sequence);
  }

  private static int key(long sequence) {
    return (int) sequence;
  }
}
