package dev.linkflux.kernel;

import java.nio.ByteBuffer;

/**
 * Reads bytes as what the kernel announces and answers by netlink. It is to be trusted, and still
 * must not break us: what is not understood is a {@link MalformedNetlinkException}, nothing else.
 */
public final class NetlinkFuzz {
  private NetlinkFuzz() {}

  /** As a datagram of announcements, each of them then as an answer too. */
  public static void read(byte[] datagram) {
    try {
      for (NetlinkMessage message : NetlinkReader.messages(ByteBuffer.wrap(datagram))) {
        readEvent(message);
      }
      for (NetlinkMessage message : NetlinkReader.messages(ByteBuffer.wrap(datagram))) {
        readTraffic(message);
      }
      for (NetlinkMessage message : NetlinkReader.messages(ByteBuffer.wrap(datagram))) {
        NetlinkAck.check(message, "request", "something");
      }
    } catch (MalformedNetlinkException | NetlinkException _) {
      // This is what they are for.
    }
  }

  private static void readEvent(NetlinkMessage message) {
    try {
      NetlinkEvent _ = NetlinkEvent.read(message);
    } catch (MalformedNetlinkException _) {
      // This is what it is for.
    }
  }

  private static void readTraffic(NetlinkMessage message) {
    try {
      LinkTraffic _ = LinkCodec.readTraffic(message.body());
    } catch (MalformedNetlinkException _) {
      // This is what it is for.
    }
  }
}
