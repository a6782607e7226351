package dev.linkflux.server;

import dev.linkflux.lab.FarSide.Refusal;
import dev.linkflux.server.Site.Manner;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Servers that are each broken in one way of their own, and some that only look so. */
final class BrokenServers {
  private static final int PORT = 7_443;
  private static final int SECONDS = 60;
  private static final String PING = "check: ping";
  private static final String API = "check: api";
  private static final Manner WELCOME = Site.saying(200, "\"Welcome\"");

  private final Far far;
  private final Identity right;
  private final Identity other;
  private final Zone zone = new Zone();
  private final List<Row> rows = new ArrayList<>();
  private final List<Runnable> changes = new ArrayList<>();
  private final List<Row> changed = new ArrayList<>();
  private int nextHost;
  private int nextGap;

  /** Which addresses are being used, as nft has them and as addresses are written. */
  private enum Family {
    V4("4", "198.51.100.1%02d", "198.51.100.9%d", "ip daddr ", " icmp", ".0.1"),
    V6("6", "2001:db8:ff::1:%02d", "2001:db8:ff::9%d", "ip6 daddr ", " icmpv6", "2001:db8:");

    /** Where the hosts are, and of which there are others that do not exist. */
    static final String[] NETWORKS = {
      "198.51.100.96/27", "198.51.100.128/25", "2001:db8:ff::1:0/112"
    };

    final String suffix;
    final String host;
    final String gap;
    final String to;
    final String icmp;

    /** In the addresses of the routers of both uplinks. */
    final String router;

    Family(String suffix, String host, String gap, String to, String icmp, String router) {
      this.suffix = suffix;
      this.host = host;
      this.gap = gap;
      this.to = to;
      this.icmp = icmp;
      this.router = router;
    }
  }

  BrokenServers(Far far) {
    this.far = far;
    this.right = Identity.make(far.directory(), "right");
    this.other = Identity.make(far.directory(), "other");
    NameServer _ = far.serve(zone);
    names();
    far.hostAll(Family.NETWORKS);
    for (Family family : Family.values()) {
      network(family);
      certificates(family);
      answers(family);
    }
  }

  List<Row> rows() {
    return rows;
  }

  /** Servers that were trusted when they were first seen have other keys from now on. */
  void changeKeys() {
    changes.forEach(Runnable::run);
  }

  /** What is expected after that. */
  List<Row> changed() {
    return changed;
  }

  String configuration() {
    return "servers:\n" + rows.stream().map(Row::configuration).collect(Collectors.joining());
  }

  private void names() {
    String[] both = {"198.51.100.1", "2001:db8:ff::1"};
    unknown("no-name", Reaction.NO_NAME, Rung.DNS_NO_NAME, "NXDOMAIN");
    unknown("no-data", Reaction.ANSWERS, Rung.DNS_NO_NAME);
    unknown("failing", Reaction.SERVER_FAILURE, Rung.DNS_REFUSED, "SERVFAIL");
    unknown("refusing", Reaction.REFUSED, Rung.DNS_REFUSED, "REFUSED");
    unknown("silent", Reaction.SILENT, Rung.DNS_SILENT);
    unknown("other-id", Reaction.WRONG_ID, Rung.DNS_SILENT);
    unknown("other-case", Reaction.WRONG_CASE, Rung.DNS_SILENT);
    unknown("forged", Reaction.FORGED, Rung.DNS_SILENT);
    known("true-after-other-id", Reaction.WRONG_ID, both);
    known("true-after-other-case", Reaction.WRONG_CASE, both);
    known("true-after-forged", Reaction.FORGED, both);
    known("truncated", Reaction.TRUNCATED, both);
    known("good", Reaction.ANSWERS, both);
    zone.alias("alias.example", "second.example").alias("second.example", "good.example");
    rows.add(Row.fine("alias", "address: alias.example", both));
  }

  private void unknown(String name, Reaction reaction, Rung rung, String... words) {
    zone.trouble(name + ".example", reaction, SECONDS);
    rows.add(Row.broken(name, "address: " + name + ".example", rung, words));
  }

  private void known(String name, Reaction reaction, String... addresses) {
    zone.trouble(name + ".example", reaction, SECONDS, addresses);
    rows.add(Row.fine(name, "address: " + name + ".example", addresses));
  }

  private void network(Family family) {
    broken(family, "gone", gap(family), API, Rung.HOST_UNREACHABLE, "SYN");
    broken(family, "gone-ping", gap(family), PING, Rung.HOST_UNREACHABLE);
    InetAddress refused = host(family);
    for (int uplink = 1; uplink <= 2; uplink++) {
      far.lab().uplink(uplink).farSide().refuse(refused, Refusal.HOST_UNREACHABLE);
    }
    broken(family, "no-way", refused, API, Rung.HOST_UNREACHABLE, family.router);
    InetAddress mute = site(family, right, WELCOME);
    InetAddress filtered = host(family);
    far.wall()
        .drop(
            family.to + mute.getHostAddress() + family.icmp + " type echo-request",
            family.to + filtered.getHostAddress() + " tcp dport " + PORT);
    Row noPing =
        Row.broken(
            "mute" + family.suffix,
            keys(mute, PING),
            Rung.HOST_UNREACHABLE,
            "ICMP is filtered",
            "TCP port " + PORT + " answers");
    rows.add(noPing.hinting(API));
    broken(family, "dropped", filtered, API, Rung.PORT_FILTERED, "SYN", "ping answers");
    broken(family, "closed", host(family), API, Rung.PORT_REFUSED);
  }

  private void certificates(Family family) {
    broken(family, "unknown-authority", site(family, right, WELCOME), API, Rung.TLS);
    broken(family, "no-tls", site(family, null, WELCOME), pinned(right), Rung.TLS);
    String pin = right.pin();
    broken(family, "other-key", site(family, right, WELCOME), pinned(other), Rung.TLS_PIN, pin);
    fine(family, "pinned", site(family, right, WELCOME), pinned(right));
    InetAddress address = host(family);
    Site site = Site.start(far.lab(), PORT, right, WELCOME, address);
    fine(family, "first-use", address, API + ", pin: first-use");
    changes.add(() -> site.become(other));
    changed.add(Row.broken("first-use" + family.suffix, "", Rung.TLS_PIN, other.pin()));
  }

  private void answers(Family family) {
    for (int status : new int[] {400, 403, 500}) {
      InetAddress address = site(family, right, Site.saying(status, "{\"detail\":\"no\"}"));
      broken(family, "s" + status + "-", address, pinned(right), Rung.API_ERROR, "" + status);
    }
    InetAddress failing = site(family, right, Site.saying(500, "no"));
    String either = "check: api+ping, pin: " + right.pin();
    String name = "failing-but-there" + family.suffix;
    rows.add(Row.broken(name, keys(failing, either), Rung.API_ERROR, "500").serving());
    InetAddress endless = site(family, right, Site.endless());
    broken(family, "endless", endless, pinned(right) + ", text: end", Rung.API_ERROR);
    InetAddress nonsense = site(family, right, Site.saying(200, "nonsense"));
    broken(family, "other-text", nonsense, pinned(right) + ", text: Welcome", Rung.API_ERROR);
  }

  private static String pinned(Identity identity) {
    return API + ", pin: " + identity.pin();
  }

  private InetAddress site(Family family, @Nullable Identity identity, Manner manner) {
    InetAddress address = host(family);
    Site _ = Site.start(far.lab(), PORT, identity, manner, address);
    return address;
  }

  /** A new address, where nobody is. */
  private InetAddress gap(Family family) {
    return InetAddress.ofLiteral(family.gap.formatted(nextGap++ % 5));
  }

  /** A new host. */
  private InetAddress host(Family family) {
    return InetAddress.ofLiteral(family.host.formatted(nextHost++));
  }

  private void fine(Family family, String name, InetAddress address, String more) {
    rows.add(Row.fine(name + family.suffix, keys(address, more), address.getHostAddress()));
  }

  private void broken(
      Family family, String name, InetAddress address, String more, Rung rung, String... words) {
    rows.add(Row.broken(name + family.suffix, keys(address, more), rung, words));
  }

  private static String keys(InetAddress address, String more) {
    return "address: \"%s\", port: %d, %s".formatted(address.getHostAddress(), PORT, more);
  }
}
