package dev.linkflux.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes as what the kernel announces and answers by netlink. It is to be trusted, and still
 * must not break us: what is not understood is a {@link MalformedNetlinkException}, nothing else.
 */
public final class NetlinkFuzz {
  /** A number that the kernel may give to the family mptcp_pm. */
  static final int MPTCP_PM = 0x1c;

  /** Of the first request; the input named batch answers it and the next. */
  private static final int SEQUENCE = 1;

  private NetlinkFuzz() {}

  @FunctionalInterface
  private interface Reading {
    @Nullable Object read(NetlinkMessage message) throws IOException;
  }

  /** As a datagram of announcements, and its messages as answers of every kind. */
  public static void read(byte[] datagram) {
    answer(datagram, new NetlinkAnswer("request", "something", SEQUENCE, NetlinkEvent::read));
    List<NetlinkWriter> requests = List.of(new NetlinkWriter(1, 0), new NetlinkWriter(2, 0));
    answer(
        datagram,
        new NetlinkBatch(NetlinkSocket.ROUTE, requests, List.of("this", "that"), SEQUENCE));
    each(datagram, NetlinkEvent::read);
    each(datagram, message -> LinkCodec.readTraffic(message.body()));
    each(datagram, message -> FlowCodec.read(message.body()));
    each(datagram, message -> EndpointCodec.read(generic(message)));
    each(datagram, message -> EndpointCodec.readLimits(generic(message)));
    each(
        datagram,
        message -> {
          NetlinkAck.check(message, "request", "something");
          return null;
        });
  }

  private static void answer(byte[] datagram, NetlinkConnection.Answer answer) {
    try {
      answer.take(NetlinkReader.messages(ByteBuffer.wrap(datagram)));
    } catch (MalformedNetlinkException _) {
      // This is what it is for.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NetlinkReader generic(NetlinkMessage message) throws MalformedNetlinkException {
    message.body().skip(Genetlink.HEADER_BYTES);
    return message.body();
  }

  private static void each(byte[] datagram, Reading reading) {
    try {
      for (NetlinkMessage message : NetlinkReader.messages(ByteBuffer.wrap(datagram))) {
        one(message, reading);
      }
    } catch (MalformedNetlinkException _) {
      // This is what it is for.
    }
  }

  private static void one(NetlinkMessage message, Reading reading) {
    try {
      Object _ = reading.read(message);
    } catch (MalformedNetlinkException | NetlinkException _) {
      // This is what they are for.
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }
}
