package dev.linkflux.kernel;

import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The receiving half of a {@link UdpSocket}. */
final class UdpReceiver extends SocketReceiver<UdpVisitor> {
  /** Of a socket that many ask. */
  private static final int TOGETHER = 16;

  private final @Nullable InetSocketAddress peer;

  /**
   * @param peer the only one, of a connected socket; null for many
   */
  UdpReceiver(int fd, @Nullable InetSocketAddress peer, Arena arena, SendStamps stamps) {
    super(fd, UdpSocket.ABOUT, arena, peer == null ? TOGETHER : 1, stamps);
    this.peer = peer;
  }

  @Override
  void transmitted(int key, long stamp, UdpVisitor visitor) {
    visitor.transmitted(key, stamp);
  }

  @Override
  void refusal(MessageBuffer errors, int length, UdpVisitor visitor) {
    InetAddress reporter = control.reporter();
    if (reporter != null) {
      visitor.unreachable(
          errors.view(0, length), control.errorType(), control.errorCode(), reporter);
    }
  }

  @Override
  void packet(MessageBuffer in, int length, ClockReading handled, UdpVisitor visitor) {
    InetSocketAddress from = peer == null ? sender(in) : peer;
    if (from != null) {
      EchoTimes times = new EchoTimes(0, control.stamp(), handled.monotonic(), handled.wall());
      UdpArrival arrival = new UdpArrival(from, control.local(), control.hopLimit(), times);
      visitor.received(in.view(0, length), arrival);
    }
  }

  private @Nullable InetSocketAddress sender(MessageBuffer in) {
    InetAddress address = in.sender();
    return address == null ? null : new InetSocketAddress(address, in.senderPort());
  }
}
