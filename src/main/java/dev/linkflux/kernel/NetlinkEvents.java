package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Announces, on an event loop of Netty, every change of links, addresses, routes and rules. */
public final class NetlinkEvents implements AutoCloseable {
  /** Room for announcements that wait to be read, in bytes: 1 MiB. */
  public static final int RECEIVE_BUFFER_BYTES = 1 << 20;

  private static final int GROUPS =
      Netlink.RTMGRP_LINK
          | Netlink.RTMGRP_IPV4_IFADDR
          | Netlink.RTMGRP_IPV6_IFADDR
          | Netlink.RTMGRP_IPV4_ROUTE
          | Netlink.RTMGRP_IPV6_ROUTE
          | Netlink.RTMGRP_IPV4_RULE
          | Netlink.RTMGRP_IPV6_RULE;

  private static final int MESSAGE_BYTES = 1 << 16;

  /** Announcements taken in one go, so that a storm does not starve the probes on the loop. */
  private static final int MAX_BATCH = 1024;

  private final LoopReader reader;

  private NetlinkEvents(LoopReader reader) {
    this.reader = reader;
  }

  /**
   * Begins to announce the changes of the calling thread's network namespace.
   *
   * @param receiveBuffer room for what waits, in bytes, see {@link #RECEIVE_BUFFER_BYTES}
   * @param events is told on the loop
   * @param failed is told on the loop if the socket breaks; it is closed then
   * @throws IllegalArgumentException if the loop is not an epoll loop
   */
  public static Future<NetlinkEvents> open(
      IoEventLoop loop,
      int receiveBuffer,
      Consumer<NetlinkEvent> events,
      Consumer<IOException> failed)
      throws SystemCallException {
    int fd = NetlinkOpening.forGroups(GROUPS);
    try {
      NetlinkOpening.receiveRoom(fd, receiveBuffer);
    } catch (SystemCallException e) {
      int _ = Libc.close(fd);
      throw e;
    }
    Source source = new Source(fd, events, failed);
    return Futures.map(loop, LoopReader.open(loop, source), NetlinkEvents::new);
  }

  /** The socket of the announcements, as the loop reads it. */
  private static final class Source implements LoopReader.Source {
    private final int fd;
    private final Consumer<NetlinkEvent> events;
    private final Consumer<IOException> failed;
    private final Arena arena = Arena.ofShared();
    private final MessageBuffer in = new MessageBuffer(arena, MESSAGE_BYTES, 64);
    private @Nullable String lost;
    private boolean closed;

    Source(int fd, Consumer<NetlinkEvent> events, Consumer<IOException> failed) {
      this.fd = fd;
      this.events = events;
      this.failed = failed;
    }

    @Override
    public int fd() {
      return fd;
    }

    @Override
    public void drain() throws SystemCallException {
      for (int i = 0; i < MAX_BATCH && !closed; i++) {
        long length = in.receive(fd, 0);
        int errno = (int) -length;
        if (length >= 0) {
          announce((int) length);
        } else if (Errno.ENOBUFS.is(errno)) {
          lost = "the kernel had no room for announcements";
        } else if (Errno.EAGAIN.is(errno)) {
          announceLoss();
          return;
        } else if (!Errno.EINTR.is(errno)) {
          throw new SystemCallException("recvmsg", errno, "netlink announcements");
        }
      }
    }

    private void announce(int length) {
      if (in.name().get(JAVA_INT_UNALIGNED, 4) != 0) {
        // Not from the kernel.
        return;
      }
      byte[] copy = in.bytes().asSlice(0, length).toArray(JAVA_BYTE);
      try {
        if (in.truncated()) {
          throw new MalformedNetlinkException("longer than " + MESSAGE_BYTES + " bytes");
        }
        for (NetlinkMessage message : NetlinkReader.messages(ByteBuffer.wrap(copy))) {
          NetlinkEvent event = NetlinkEvent.read(message);
          if (event != null) {
            events.accept(event);
          }
        }
      } catch (MalformedNetlinkException e) {
        lost = "an announcement was not understood: " + e.getMessage();
      }
    }

    /**
     * Only now that nothing waits any more: until then the kernel goes on to lose announcements
     * without saying so again, and who reads the tables at once would miss those.
     */
    private void announceLoss() {
      String cause = lost;
      if (cause != null) {
        lost = null;
        events.accept(new NetlinkEvent.Overrun(cause));
      }
    }

    @Override
    public void failed(IOException cause) {
      failed.accept(cause);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        int _ = Libc.close(fd);
        arena.close();
      }
    }
  }

  /** Ends the announcements soon, on the loop. May be called from anywhere, and more than once. */
  @Override
  public void close() {
    reader.close();
  }

  /** Done when the socket is closed. */
  public Future<Void> closed() {
    return reader.closed();
  }
}
