package dev.linkflux.uplink;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A far end that the users depend on, such as a VPS.
 *
 * @param id name and position
 * @param hosts where it is, by name or address, in order of preference; at least one
 * @param role when it is in use
 * @param through which uplinks lead there
 * @param check how it is found out whether it works
 * @param hysteresis how slowly its state follows
 */
public record Server(
    ServerId id, List<Host> hosts, Role role, Through through, Check check, Hysteresis hysteresis) {
  public Server {
    hosts = List.copyOf(hosts);
  }

  /** A main server that is known by address and not checked. */
  public Server(ServerId id, List<InetAddress> addresses, Through through) {
    this(
        id,
        addresses.stream().map(Host::of).toList(),
        Role.MAIN,
        through,
        Check.NONE,
        Hysteresis.DEFAULT);
  }

  public String name() {
    return id.name();
  }

  /** The addresses that it is known by without asking anybody. */
  public List<InetAddress> literals() {
    return hosts.stream().flatMap(host -> Stream.ofNullable(host.address())).toList();
  }

  /** True if name servers have to be asked where it is. */
  public boolean isNamed() {
    return hosts.stream().anyMatch(host -> host.address() == null);
  }

  /** When a server is in use. */
  public enum Role {
    /** Whenever it works; the first of several. */
    MAIN,
    /** While no main one works. */
    BACKUP
  }

  /** What the host routes of a server follow. */
  public enum Through {
    /** The main default route, so that a tunnel's own default route does not swallow it. */
    CARRYING,
    /** Every uplink that can be used, all at once. */
    EACH,
    /** There are none. */
    NONE
  }

  /** When a server that was left and works again is returned to. */
  public enum Returning {
    /** At once. */
    AUTO,
    /** When little goes through the uplinks. */
    WHEN_IDLE,
    /** When the operator says so. */
    MANUAL
  }

  /**
   * How slowly the state of a server follows what its checks find.
   *
   * @param confirm how long all checks must fail until it is down
   * @param fails how many of them in a row must, through each uplink that works; from 1
   * @param holdDown how long it must prove itself until it is up again; after a longer absence as
   *     long as it was away, but not more than three times this
   * @param returning when it is returned to
   */
  public record Hysteresis(Duration confirm, int fails, Duration holdDown, Returning returning) {
    public static final Hysteresis DEFAULT =
        new Hysteresis(Duration.ofSeconds(2), 3, Duration.ofSeconds(20), Returning.AUTO);
  }
}
