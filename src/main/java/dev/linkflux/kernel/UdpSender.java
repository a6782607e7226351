package dev.linkflux.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The sending half of a {@link UdpSocket}: the memory of what is sent, and where to. */
final class UdpSender {
  private final int fd;
  private final MemorySegment bytes;
  private final MemorySegment address;
  private final OutgoingMessage message;
  private final StampedSender stamped;

  /**
   * @param stamped of the same socket
   */
  UdpSender(int fd, Arena arena, StampedSender stamped) {
    this.fd = fd;
    this.stamped = stamped;
    bytes = arena.allocate(UdpSocket.MAX_PAYLOAD, 8);
    address = arena.allocate(SocketAddressCodec.MAX_BYTES, 8);
    message = new OutgoingMessage(arena, bytes, address);
  }

  /**
   * Sends to the peer of a connected socket.
   *
   * @param payload is not consumed
   * @param key by which the stamp will be known
   * @return 0 or the errno, positive: nothing is on the wire then
   * @throws IllegalArgumentException if the payload is longer than {@link UdpSocket#MAX_PAYLOAD}
   */
  int send(ByteBuffer payload, int key) throws SystemCallException {
    return stamped.send(key, bytes, write(payload), MemorySegment.NULL);
  }

  /**
   * Sends from a bound socket; otherwise as {@link #send}.
   *
   * @param to of the family of the socket
   * @param from the address of ours that it comes from; null for whatever the routes say
   */
  int sendTo(InetSocketAddress to, @Nullable InetAddress from, ByteBuffer payload) {
    int length = write(payload);
    int addressLength = SocketAddressCodec.write(to.getAddress(), to.getPort(), address);
    long sent = message.send(fd, length, addressLength, from);
    return sent < 0 ? (int) -sent : 0;
  }

  private int write(ByteBuffer payload) {
    int length = payload.remaining();
    if (length > UdpSocket.MAX_PAYLOAD) {
      throw new IllegalArgumentException("payload of " + length + " bytes");
    }
    MemorySegment.copy(MemorySegment.ofBuffer(payload), 0, bytes, 0, length);
    return length;
  }
}
