package dev.linkflux.probe.icmp;

import dev.linkflux.probe.ProbeId;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one socket that may still be answered, by the 16 bit sequence number on the wire,
 * and the token that proves a reply to be one. One thread only.
 */
final class Flight {
  /** Minutes of the fastest probing: as long as a late reply is of interest. */
  private static final int SLOTS = 1 << 12;

  static final int TOKEN_BYTES = Long.BYTES;

  private final @Nullable Request[] requests = new @Nullable Request[SLOTS];
  private int last = (int) System.nanoTime() & 0xffff;

  /**
   * A request on its way.
   *
   * @param wire sequence number in the packet, 0 to 65535
   * @param sent {@link System#nanoTime} just before it was sent
   */
  record Request(int wire, ProbeId id, InetAddress destination, long sent) {}

  /** Notes a request that is about to be sent. */
  Request add(ProbeId id, InetAddress destination) {
    last = (last + 1) & 0xffff;
    Request request = new Request(last, id, destination, System.nanoTime());
    requests[last & (SLOTS - 1)] = request;
    return request;
  }

  void writeToken(Request request, ByteBuffer payload) {
    payload.putLong(0, token(request));
  }

  /** The request that a packet answers; null if it is none of ours. */
  @Nullable Request answered(int wire, InetAddress from, ByteBuffer payload) {
    Request request = find(wire);
    boolean ours =
        request != null
            && request.destination().equals(from)
            && payload.remaining() >= TOKEN_BYTES
            && payload.getLong(payload.position()) == token(request);
    return ours ? request : null;
  }

  /** The request that could not be delivered; null if it is none of ours. */
  @Nullable Request undelivered(int wire, InetAddress destination) {
    Request request = find(wire);
    return request != null && request.destination().equals(destination) ? request : null;
  }

  private @Nullable Request find(int wire) {
    Request request = requests[wire & (SLOTS - 1)];
    return request != null && request.wire() == wire ? request : null;
  }

  /**
   * Differs for each probe and cannot be foreseen without the secret (mixing function of
   * SplitMix64).
   */
  private long token(Request request) {
    long mixed = IcmpProber.SECRET + request.wire() * 0x9e3779b97f4a7c15L + request.id().sequence();
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
