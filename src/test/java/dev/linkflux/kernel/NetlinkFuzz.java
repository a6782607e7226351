package dev.linkflux.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads bytes as what the kernel announces and answers by netlink. It is to be trusted, and still
 * must not break us: what is not understood is a {@link MalformedNetlinkException}, nothing else.
 */
public final class NetlinkFuzz {
  private NetlinkFuzz() {}

  /** That of the first request; the input named batch answers it and the next. */
  private static final int SEQUENCE = 1;

  /** As a datagram of announcements, each of them then as an answer too. */
  public static void read(byte[] datagram) {
    readAnswer(datagram, new NetlinkAnswer("request", "something", SEQUENCE, NetlinkFuzz::visit));
    List<NetlinkWriter> requests = List.of(new NetlinkWriter(1, 0), new NetlinkWriter(2, 0));
    readAnswer(
        datagram,
        new NetlinkBatch(NetlinkSocket.ROUTE, requests, List.of("this", "that"), SEQUENCE));
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

  private static void readAnswer(byte[] datagram, NetlinkConnection.Answer answer) {
    try {
      answer.take(NetlinkReader.messages(ByteBuffer.wrap(datagram)));
    } catch (MalformedNetlinkException _) {
      // This is what it is for.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void visit(NetlinkMessage message) throws MalformedNetlinkException {
    NetlinkEvent _ = NetlinkEvent.read(message);
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
