package dev.linkflux.kernel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes links, addresses, routes and rules of one network namespace. Calls block for
 * microseconds; they are not for event loops. Refusals are {@link NetlinkException}s, with the
 * kernel's own words.
 */
public final class Rtnetlink implements AutoCloseable {
  /** struct ifinfomsg. */
  private static final int LINK_HEADER_BYTES = 16;

  private final NetlinkSocket socket;
  private final TableReader tables;

  private Rtnetlink(NetlinkSocket socket) {
    this.socket = socket;
    this.tables = new TableReader(socket);
  }

  /** Opens it in the present network namespace, to which it stays tied. */
  public static Rtnetlink open() throws SystemCallException {
    return new Rtnetlink(
        NetlinkSocket.open(NetlinkOptions.of(NetlinkSocket.ROUTE).withStrictChecks()));
  }

  /**
   * The netlink port id of the present request socket. After a failure it is another: to tell whose
   * change was announced, ask {@link #isOwn}.
   */
  public int port() {
    return socket.port();
  }

  /** Whether what was announced with this port id was asked for here, now or a while ago. */
  public boolean isOwn(int port) {
    return socket.isOwn(port);
  }

  /** All interfaces. */
  public List<LinkEntry> links() throws IOException {
    return tables.links();
  }

  /** What an interface has counted; null if there is none of that name. */
  public @Nullable LinkTraffic traffic(String device) throws IOException {
    NetlinkWriter request =
        new NetlinkWriter(Netlink.RTM_GETLINK, 0)
            .bytes(new byte[LINK_HEADER_BYTES])
            .attribute(Netlink.IFLA_IFNAME, device);
    try {
      for (NetlinkMessage message : socket.request(request, device)) {
        if (message.type() == Netlink.RTM_NEWLINK) {
          return LinkCodec.readTraffic(message.body());
        }
      }
      return null;
    } catch (NetlinkException e) {
      if (e.is(Errno.ENODEV)) {
        return null;
      }
      throw e;
    }
  }

  /** All addresses, IPv4 first. */
  public List<AddressEntry> addresses() throws IOException {
    return tables.addresses();
  }

  /** All routes of all tables, IPv4 first. */
  public List<RouteEntry> routes() throws IOException {
    return tables.routes(TableReader.ANY_PROTOCOL);
  }

  /**
   * The routes of all tables that carry this protocol number, IPv4 first. The kernel leaves out the
   * others, so that this is quick beside whole tables of somebody else.
   *
   * @param protocol RTPROT_...: 1 to 255
   */
  public List<RouteEntry> routes(int protocol) throws IOException {
    if (protocol < 1 || protocol > 255) {
      throw new IllegalArgumentException("route protocol " + protocol);
    }
    return tables.routes(protocol);
  }

  /**
   * The default routes of all tables, IPv4 first. Of the others the kernel tells too, but nothing
   * is made of them: where a routing daemon has thousands, that is most of the work, and all
   * garbage.
   */
  public List<RouteEntry> defaultRoutes() throws IOException {
    return tables.defaultRoutes();
  }

  /** All rules, IPv4 first. EINTR if they never stood still. */
  public List<RuleEntry> rules() throws IOException {
    return tables.rules();
  }

  /**
   * Carries out these changes one after the other, and goes on after one that is refused.
   *
   * @return for each what the kernel said against it; empty if it was carried out
   * @throws SystemCallException if the socket failed: then any of them may have been carried out
   */
  public List<Optional<NetlinkException>> carryOut(List<RouteRequest> requests) throws IOException {
    return socket.batch(
        requests.stream().map(RouteRequestCodec::write).toList(),
        requests.stream().map(RouteRequestCodec::about).toList());
  }

  @Override
  public void close() {
    socket.close();
  }
}
