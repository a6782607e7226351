package dev.linkflux.probe.udp;

import dev.linkflux.kernel.UdpArrival;
import dev.linkflux.kernel.UdpSocket;
import dev.linkflux.probe.udp.ReflectorTally.Refusal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stateful Session-Reflector (RFC 8762 section 4.3): what it answers to a packet, if anything.
 * Owned by one loop; several sockets may share it there.
 *
 * <p>An answer is as long as its request, never longer: nobody can be flooded with more than the
 * flooder sends. So a packet of TWAMP Light that is shorter than a base packet is not answered,
 * which section 4.6 would do with a longer one. What follows the base packet comes back as it was
 * (section 4.3), extensions too: a sender sets the U flag of each (RFC 8972 section 4), which says
 * that it was not understood.
 *
 * <p>Section 4.3.1 counts the packets that are transmitted; this counts one that could not be
 * handed to the network, too. It was not lost on its way here.
 */
public final class Reflector {
  /**
   * Not synchronised as far as we know; stamps are good to 2^(12-32) seconds, about a microsecond.
   */
  private static final StampEstimate ESTIMATE = new StampEstimate(false, false, 12, 1);

  /** Longer than a packet lives. */
  private static final Duration ECHO = Duration.ofMinutes(1);

  private final StampCodec codec;
  private final ReflectorSessions sessions;
  private final LongSupplier wall;
  private final ReflectorTally tally = new ReflectorTally();
  private final ByteBuffer out = ByteBuffer.allocate(UdpSocket.MAX_PAYLOAD);

  /**
   * Answers nobody yet.
   *
   * @param key of the authenticated mode, null for the unauthenticated one
   */
  public Reflector(@Nullable StampKey key) {
    this(key, ReflectorSessions.MOST, StampTime::wallNow);
  }

  /**
   * @param most sessions that are kept
   * @param wall nanoseconds since 1970
   */
  Reflector(@Nullable StampKey key, int most, LongSupplier wall) {
    this.codec = new StampCodec(key);
    this.sessions = new ReflectorSessions(most);
    this.wall = wall;
  }

  public ReflectorTally tally() {
    return tally;
  }

  /**
   * The answer.
   *
   * @param port of ours that was asked
   * @return to be sent whence the request came; null if there is none. Valid until the next call
   */
  @Nullable ByteBuffer answer(ByteBuffer request, UdpArrival arrival, int port) {
    int length = request.remaining();
    StampRequest asked = codec.readRequest(request);
    Refusal refusal = refusal(request, arrival, asked);
    if (asked == null || refusal != null) {
      tally.refuse(refusal == null ? Refusal.WRONG_CODE : refusal);
      return null;
    }
    ReflectorSession session =
        new ReflectorSession(arrival.from(), arrival.to(), port, asked.ssid());
    int sequence = sessions.count(session, arrival.times().handled());
    out.clear().limit(length);
    codec.write(
        new StampReply(
            sequence,
            StampTime.ntp(wall.getAsLong()),
            ESTIMATE,
            StampTime.ntp(received(arrival)),
            asked,
            Math.max(0, arrival.hopLimit())),
        out);
    int base = out.position();
    out.put(request.slice(request.position() + base, length - base));
    tally.know(sessions.size());
    return out.flip();
  }

  private @Nullable Refusal refusal(
      ByteBuffer request, UdpArrival arrival, @Nullable StampRequest asked) {
    if (request.remaining() < codec.format().size()) {
      return Refusal.TOO_SHORT;
    }
    if (request.remaining() > out.capacity()) {
      return Refusal.TOO_LONG;
    }
    if (asked == null) {
      return Refusal.WRONG_CODE;
    }
    if (arrival.from().getPort() == 0) {
      return Refusal.NO_PORT;
    }
    return isEcho(request) ? Refusal.ECHOED : null;
  }

  /**
   * Whether it repeats, where a reply does, a time stamp of the last minute: then it is a reply to
   * what we sent. Two reflectors that a forged address set on one another would go on for ever.
   */
  private boolean isEcho(ByteBuffer request) {
    long echoed = request.slice().getLong(codec.format().senderTimestamp());
    long ago = StampTime.ntpBetween(echoed, StampTime.ntp(wall.getAsLong()));
    return echoed != 0 && ago >= 0 && ago < ECHO.toNanos();
  }

  /** By the kernel's stamp if there is one. */
  private static long received(UdpArrival arrival) {
    long stamp = arrival.times().received();
    return stamp == 0 ? arrival.times().handledWall() : stamp;
  }
}
