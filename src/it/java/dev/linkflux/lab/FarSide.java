package dev.linkflux.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * The modem at the far end of an uplink's cable: counts what comes out of it for the targets, and
 * refuses to pass it on. Needs the command {@code nft}.
 */
public final class FarSide {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String WATCH =
      """
      table netdev watch {
       counter packets4 {
       }
       counter packets6 {
       }
       counter asked4 {
       }
       counter asked6 {
       }
       chain incoming {
        type filter hook ingress device "port" priority 0; policy accept;
        tcp flags & (syn | rst) == rst return
        icmp type destination-unreachable return
        icmpv6 type destination-unreachable return
        ip daddr 198.51.100.0/24 counter name packets4
        ip6 daddr 2001:db8:ff::/64 counter name packets6
        arp operation request arp daddr ip 198.51.100.0/24 counter name asked4
        icmpv6 type nd-neighbor-solicit @th,64,48 0x20010db800ff counter name asked6
       }
      }
      """;

  private final Namespace modem;

  FarSide(Namespace modem) {
    this.modem = modem;
  }

  /** How a router refuses a packet. */
  public enum Refusal {
    HOST_UNREACHABLE("icmp type host-unreachable", "icmpv6 type addr-unreachable"),
    PROHIBITED("icmp type admin-prohibited", "icmpv6 type admin-prohibited"),
    /** What it would pass on has no hop left. */
    HOPS_EXCEEDED("", "");

    private final String v4;
    private final String v6;

    Refusal(String v4, String v6) {
      this.v4 = v4;
      this.v6 = v6;
    }
  }

  /**
   * What came out of the cable since it is watched, but for resets and unreachables: these the
   * router's kernel sends of itself, by its main table, to what comes for sockets that are gone.
   *
   * @param packets4 IPv4 packets to the targets
   * @param packets6 IPv6 packets to the targets
   * @param asked4 ARP requests for addresses of the targets, which are no neighbours
   * @param asked6 neighbour solicitations for them
   */
  public record Seen(long packets4, long packets6, long asked4, long asked6) {}

  /** Begins to count, from zero. */
  public void watch() {
    modem.run("add table netdev watch\ndelete table netdev watch\n" + WATCH, "nft", "-f", "-");
  }

  /** What was counted so far. */
  public Seen seen() {
    String text = modem.run("", "nft", "-j", "list", "counters");
    return new Seen(
        count(text, "packets4"),
        count(text, "packets6"),
        count(text, "asked4"),
        count(text, "asked6"));
  }

  /** Refuses all that goes to this address, from now on. */
  public void refuse(InetAddress destination, Refusal how) {
    String address = destination.getHostAddress();
    boolean v6 = destination instanceof Inet6Address;
    String to = (v6 ? "ip6 daddr " : "ip daddr ") + address;
    String rule =
        how == Refusal.HOPS_EXCEEDED
            ? "add rule inet refuse incoming " + to + (v6 ? " ip6 hoplimit set 1" : " ip ttl set 1")
            : "add rule inet refuse through " + to + " reject with " + (v6 ? how.v6 : how.v4);
    modem.run(
        """
        add table inet refuse
        add chain inet refuse incoming { type filter hook prerouting priority -300; }
        add chain inet refuse through { type filter hook forward priority 0; }
        %s
        """
            .formatted(rule),
        "nft",
        "-f",
        "-");
  }

  /** Refuses nothing any more. */
  public void pass() {
    modem.run("add table inet refuse\ndelete table inet refuse\n", "nft", "-f", "-");
  }

  private static long count(String text, String name) {
    try {
      for (JsonNode entry : JSON.readTree(text).get("nftables")) {
        JsonNode counter = entry.path("counter");
        if (counter.path("name").asText().equals(name)) {
          return counter.get("packets").asLong();
        }
      }
      throw new IllegalStateException("not watched: no counter " + name);
    } catch (JsonProcessingException wrong) {
      throw new UncheckedIOException(text, wrong);
    }
  }
}
