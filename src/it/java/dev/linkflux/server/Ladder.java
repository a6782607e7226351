package dev.linkflux.server;

import dev.linkflux.lab.FarSide.Refusal;
import dev.linkflux.server.Site.Manner;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Servers that are each broken in one way of their own, and some that only look so. */
final class Ladder {
  private static final int CLOSED_PORT = 7_000;
  private static final int FILTERED_PORT = 7_001;
  private static final int FIRST_PORT = 7_002;
  private static final int SLOWLY = 60;
  private static final String WELCOME = "\"Welcome to OpenMPTCProuter Server part\"";

  private final Far far;
  private final Identity right;
  private final Identity other;
  private final Zone zone = new Zone();
  private final List<Row> rows = new ArrayList<>();
  private final List<Runnable> changes = new ArrayList<>();
  private final List<Row> changed = new ArrayList<>();
  private int nextPort = FIRST_PORT;

  /**
   * The hosts of one family.
   *
   * @param there where all is well
   * @param gone where nobody is
   * @param mute that does not answer an echo request
   * @param refused to which a router knows no way
   */
  private record Hosts(
      int family, InetAddress there, InetAddress gone, InetAddress mute, InetAddress refused) {
    static Hosts of(int family, String prefix) {
      return new Hosts(
          family,
          InetAddress.ofLiteral(prefix + "20"),
          InetAddress.ofLiteral(prefix + "21"),
          InetAddress.ofLiteral(prefix + "22"),
          InetAddress.ofLiteral(prefix + "23"));
    }

    String to(InetAddress address) {
      return (family == 4 ? "ip daddr " : "ip6 daddr ") + address.getHostAddress();
    }
  }

  Ladder(Far far) {
    this.far = far;
    this.right = Identity.make(far.directory(), "right");
    this.other = Identity.make(far.directory(), "other");
    NameServer _ = far.serve(zone);
    names();
    for (Hosts hosts : List.of(Hosts.of(4, "198.51.100."), Hosts.of(6, "2001:db8:ff::"))) {
      far.host(hosts.there, hosts.mute);
      network(hosts);
      certificates(hosts);
      answers(hosts);
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
    unknown("no-name", Conduct.NO_NAME, Rung.DNS_NO_NAME, "NXDOMAIN");
    unknown("no-data", Conduct.ANSWERS, Rung.DNS_NO_NAME);
    unknown("failing", Conduct.SERVER_FAILURE, Rung.DNS_REFUSED, "SERVFAIL");
    unknown("refusing", Conduct.REFUSED, Rung.DNS_REFUSED, "REFUSED");
    unknown("silent", Conduct.SILENT, Rung.DNS_SILENT);
    unknown("other-id", Conduct.WRONG_ID, Rung.DNS_SILENT);
    unknown("other-case", Conduct.WRONG_CASE, Rung.DNS_SILENT);
    unknown("forged", Conduct.FORGED, Rung.DNS_SILENT);
    known("true-after-other-id", Conduct.WRONG_ID, both);
    known("true-after-other-case", Conduct.WRONG_CASE, both);
    known("true-after-forged", Conduct.FORGED, both);
    known("truncated", Conduct.TRUNCATED, both);
    known("good", Conduct.ANSWERS, both);
    zone.alias("alias.example", "second.example").alias("second.example", "good.example");
    rows.add(Row.fine("alias", "address: alias.example", both));
  }

  private void unknown(String name, Conduct conduct, Rung rung, String... words) {
    zone.trouble(name + ".example", conduct, SLOWLY);
    rows.add(Row.broken(name, "address: " + name + ".example", rung, words));
  }

  private void known(String name, Conduct conduct, String... addresses) {
    zone.trouble(name + ".example", conduct, SLOWLY, addresses);
    rows.add(Row.fine(name, "address: " + name + ".example", addresses));
  }

  private void network(Hosts hosts) {
    for (int uplink = 1; uplink <= 2; uplink++) {
      far.lab().uplink(uplink).farSide().refuse(hosts.refused, Refusal.HOST_UNREACHABLE);
    }
    int open = site(right, Site.saying(200, WELCOME), hosts.mute);
    far.wall()
        .drop(
            hosts.to(hosts.mute) + (hosts.family == 4 ? " icmp" : " icmpv6") + " type echo-request",
            hosts.to(hosts.there) + " tcp dport " + FILTERED_PORT);
    broken(hosts, "gone", hosts.gone, CLOSED_PORT, "check: api", Rung.HOST_UNREACHABLE, "SYN");
    broken(hosts, "gone-ping", hosts.gone, CLOSED_PORT, "check: ping", Rung.HOST_UNREACHABLE);
    String router = hosts.family == 4 ? ".0.1" : "2001:db8:";
    broken(hosts, "no-way", hosts.refused, open, "check: api", Rung.HOST_UNREACHABLE, router);
    rows.add(
        Row.broken(
                "mute" + hosts.family,
                keys(hosts.mute, open, "check: ping"),
                Rung.HOST_UNREACHABLE,
                "ICMP is filtered",
                "TCP port " + open + " answers")
            .hinting("check: api"));
    broken(hosts, "dropped", hosts.there, FILTERED_PORT, "check: api", Rung.PORT_FILTERED, "ping");
    broken(hosts, "closed", hosts.there, CLOSED_PORT, "check: api", Rung.PORT_REFUSED);
  }

  private void certificates(Hosts hosts) {
    Manner welcome = Site.saying(200, WELCOME);
    int mine = site(right, welcome, hosts.there);
    int first = nextPort++;
    Site before = Site.start(far.lab(), first, right, welcome, hosts.there);
    changes.add(
        () -> {
          before.close();
          Site _ = Site.start(far.lab(), first, other, welcome, hosts.there);
        });
    broken(hosts, "unknown-authority", hosts.there, mine, "check: api", Rung.TLS);
    rows.add(
        Row.broken(
            "no-tls" + hosts.family,
            keys(hosts.there, site(welcome, hosts.there), "check: api"),
            Rung.TLS));
    broken(hosts, "other-key", hosts.there, mine, pinned(other), Rung.TLS_PIN, right.pin());
    fine(hosts, "pinned", mine, pinned(right));
    fine(hosts, "first-use", first, "check: api, pin: first-use");
    changed.add(Row.broken("first-use" + hosts.family, "", Rung.TLS_PIN, other.pin()));
  }

  private void answers(Hosts hosts) {
    for (int status : new int[] {400, 403, 500}) {
      int port = site(right, Site.saying(status, "{\"detail\":\"no\"}"), hosts.there);
      String name = "status-" + status + "-";
      broken(hosts, name, hosts.there, port, pinned(right), Rung.API_ERROR, "" + status);
    }
    int failing = site(right, Site.saying(500, "no"), hosts.there);
    rows.add(
        Row.broken(
                "failing-but-there" + hosts.family,
                keys(hosts.there, failing, pinned(right).replace("api", "api+ping")),
                Rung.API_ERROR,
                "500")
            .serving());
    int endless = site(right, Site.endless(), hosts.there);
    broken(hosts, "endless", hosts.there, endless, pinned(right) + ", text: end", Rung.API_ERROR);
    int wrong = site(right, Site.saying(200, "nonsense"), hosts.there);
    String text = pinned(right) + ", text: Welcome";
    broken(hosts, "other-text", hosts.there, wrong, text, Rung.API_ERROR);
  }

  private static String pinned(Identity identity) {
    return "check: api, pin: " + identity.pin();
  }

  private int site(Identity identity, Manner manner, InetAddress address) {
    Site _ = Site.start(far.lab(), nextPort, identity, manner, address);
    return nextPort++;
  }

  /** One that knows nothing of TLS. */
  private int site(Manner manner, InetAddress address) {
    Site _ = Site.start(far.lab(), nextPort, null, manner, address);
    return nextPort++;
  }

  private void fine(Hosts hosts, String name, int port, String keys) {
    String address = hosts.there.getHostAddress();
    rows.add(Row.fine(name + hosts.family, keys(hosts.there, port, keys), address));
  }

  private void broken(
      Hosts hosts,
      String name,
      InetAddress address,
      int port,
      String keys,
      Rung rung,
      String... words) {
    rows.add(Row.broken(name + hosts.family, keys(address, port, keys), rung, words));
  }

  private static String keys(InetAddress address, int port, String more) {
    return "address: \"%s\", port: %d, %s".formatted(address.getHostAddress(), port, more);
  }
}
