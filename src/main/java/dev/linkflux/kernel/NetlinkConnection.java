package dev.linkflux.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The present wire of a socket, opened anew after a failure, and the port ids that it had. */
final class NetlinkConnection {
  /** Announcements wait for us no longer than it takes to fail and begin anew that often. */
  private static final int PORTS_REMEMBERED = 8;

  private final NetlinkOptions options;

  /** The present one first. Read by those who hear announcements, on other threads. */
  private volatile List<Integer> ports = List.of();

  private @Nullable NetlinkWire wire;
  private boolean closed;

  NetlinkConnection(NetlinkOptions options) {
    this.options = options;
  }

  /** Takes datagrams of the kernel until it has all that it waits for. */
  interface Answer {
    boolean isWhole();

    void take(List<NetlinkMessage> messages) throws IOException;
  }

  /** Sends a datagram and reads until the answer is whole. On a failure the wire is given up. */
  void exchange(ByteBuffer datagram, Answer answer) throws IOException {
    NetlinkWire present = wire();
    try {
      present.send(datagram);
      while (!answer.isWhole()) {
        answer.take(NetlinkReader.messages(present.receive()));
      }
    } finally {
      if (!answer.isWhole()) {
        // A dump that was not read to its end would make the kernel refuse the next one.
        drop();
      }
    }
  }

  /** The present wire, or a new one. */
  NetlinkWire wire() throws SystemCallException {
    if (closed) {
      throw new SystemCallException("send", Errno.EBADF.number(), "netlink socket is closed");
    }
    NetlinkWire present = wire;
    if (present == null) {
      present = NetlinkWire.open(options);
      wire = present;
      ports =
          Stream.concat(Stream.of(present.port()), ports.stream())
              .distinct()
              .limit(PORTS_REMEMBERED)
              .toList();
    }
    return present;
  }

  int port() {
    return ports.getFirst();
  }

  boolean isOwn(int port) {
    return ports.contains(port);
  }

  private void drop() {
    if (wire != null) {
      wire.close();
      wire = null;
    }
  }

  void close() {
    closed = true;
    drop();
  }
}
