package dev.linkflux.route.linux;

import dev.linkflux.kernel.NetlinkMessage;
import dev.linkflux.kernel.NetlinkSocket;
import dev.linkflux.kernel.NetlinkWriter;
import dev.linkflux.lab.Namespace;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks the kernel, all the time or once, through which interface a UDP flow would leave. */
final class Lookups implements AutoCloseable {
  private static final int RTM_GETROUTE = 26;
  private static final int RTM_NEWROUTE = 24;
  private static final int RTA_DST = 1;
  private static final int RTA_OIF = 4;
  private static final int RTA_IP_PROTO = 27;
  private static final int RTA_SPORT = 28;
  private static final int RTA_DPORT = 29;
  private static final int UDP = 17;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  /** Of struct rtmsg, behind the family and the length of the destination. */
  private static final int RTMSG_REST = 10;

  private final NetlinkSocket socket;
  private final InetAddress destination;
  private final AtomicReference<@Nullable IOException> gap = new AtomicReference<>();
  private final AtomicInteger misses = new AtomicInteger();
  private @Nullable Thread thread;
  private volatile boolean stopped;
  private final AtomicInteger count = new AtomicInteger();

  Lookups(Namespace namespace, boolean ipv6) throws IOException {
    this.socket = namespace.call(() -> NetlinkSocket.open(NetlinkSocket.ROUTE));
    this.destination = RouteLab.ip(ipv6 ? "2001:db8::7" : "203.0.113.7");
  }

  /**
   * Index of the interface.
   *
   * @param port source and destination of the flow follow from it
   * @throws IOException if there is no way out
   */
  int interfaceOf(int port) throws IOException {
    NetlinkWriter request =
        new NetlinkWriter(RTM_GETROUTE, 0)
            .u8(destination instanceof Inet6Address ? AF_INET6 : AF_INET)
            .u8(8 * destination.getAddress().length)
            .bytes(new byte[RTMSG_REST])
            .attribute(RTA_DST, destination)
            .attribute8(RTA_IP_PROTO, UDP)
            .attribute(RTA_SPORT, port(10_000 + port))
            .attribute(RTA_DPORT, port(20_000 + port * 7));
    int[] index = new int[1];
    for (NetlinkMessage message : socket.request(request, "a way out")) {
      if (message.type() == RTM_NEWROUTE) {
        message.body().skip(2 + RTMSG_REST);
        message
            .body()
            .attributes(
                (type, value) -> {
                  if (type == RTA_OIF) {
                    index[0] = value.s32();
                  }
                });
      }
    }
    return index[0];
  }

  private static byte[] port(int number) {
    return new byte[] {(byte) (number >> 8), (byte) number};
  }

  /** Asks all the time from here on, until it is closed. */
  void watch() {
    thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  boolean missed = false;
                  while (!stopped && gap.get() == null) {
                    try {
                      int _ = interfaceOf(count.incrementAndGet() % 5_000);
                      missed = false;
                    } catch (IOException e) {
                      if (missed) {
                        gap.set(e);
                      }
                      missed = true;
                      misses.incrementAndGet();
                    }
                  }
                });
  }

  /** How many found a way out. */
  int count() {
    return count.get();
  }

  /** How many did not. */
  int misses() {
    return misses.get();
  }

  /** The first after which the next did not either, or null. */
  @Nullable IOException gap() {
    return gap.get();
  }

  @Override
  public void close() {
    stopped = true;
    Thread watching = thread;
    if (watching != null) {
      try {
        watching.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    socket.close();
  }
}
