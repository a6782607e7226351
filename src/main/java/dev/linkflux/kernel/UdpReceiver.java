package dev.linkflux.kernel;

import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The receiving half of a {@link UdpSocket}. */
final class UdpReceiver extends SocketReceiver<UdpVisitor> {
  private final @Nullable InetSocketAddress peer;
  private final ByteBuffer payload;
  private final ByteBuffer quoted;

  /**
   * @param peer the only one, of a connected socket; null for many
   */
  UdpReceiver(int fd, @Nullable InetSocketAddress peer, Arena arena, SendStamps stamps) {
    super(fd, UdpSocket.ABOUT, arena, stamps);
    this.peer = peer;
    this.payload = in.bytes().asByteBuffer().asReadOnlyBuffer();
    this.quoted = errors.bytes().asByteBuffer().asReadOnlyBuffer();
  }

  @Override
  void transmitted(int key, long stamp, UdpVisitor visitor) {
    visitor.transmitted(key, stamp);
  }

  @Override
  void refusal(int length, UdpVisitor visitor) {
    InetAddress reporter = control.reporter();
    if (reporter != null) {
      visitor.unreachable(
          quoted.clear().limit(length), control.errorType(), control.errorCode(), reporter);
    }
  }

  @Override
  void packet(int length, UdpVisitor visitor) {
    InetSocketAddress from = peer == null ? sender() : peer;
    if (from != null) {
      EchoTimes times = EchoTimes.now(0, control.stamp());
      UdpArrival arrival = new UdpArrival(from, control.local(), control.hopLimit(), times);
      visitor.received(payload.clear().limit(length), arrival);
    }
  }

  private @Nullable InetSocketAddress sender() {
    InetAddress address = in.sender();
    return address == null ? null : new InetSocketAddress(address, in.senderPort());
  }
}
