package dev.linkflux.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The namespaces of a lab and what lies in and between them, but for the air of its uplinks. */
final class Topology {
  private static final Pattern NAME =
      Pattern.compile("lfx(\\d+)n\\d+-(router|client|world|modem\\d)");

  final Namespace router;
  final Namespace client;
  final Namespace world;
  final List<Namespace> modems;

  Topology(String prefix) {
    this.router = new Namespace(prefix + "router");
    this.client = new Namespace(prefix + "client");
    this.world = new Namespace(prefix + "world");
    this.modems =
        IntStream.rangeClosed(1, Lab.UPLINKS)
            .mapToObj(number -> new Namespace(prefix + "modem" + number))
            .toList();
  }

  List<Namespace> namespaces() {
    List<Namespace> all = new ArrayList<>(List.of(router, client, world));
    all.addAll(modems);
    return all;
  }

  void build(LabOptions options) {
    Namespace.add(namespaces());
    settings(options);
    client();
    for (int number = 1; number <= Lab.UPLINKS; number++) {
      cable(number);
    }
    options.defaultVia().ifPresent(n -> router.ip("route add default via 10." + n + ".0.1"));
    for (int number = 1; number <= Lab.TARGETS; number++) {
      world.ip(
          "address add " + Lab.target(number).getHostAddress() + "/32 dev lo",
          "address add " + Lab.target6(number).getHostAddress() + "/128 dev lo nodad");
    }
    // Of a target that is taken away nobody says anything, as with IPv4.
    world.ip("route add blackhole " + Lab.TARGETS6);
    world.ip(
        "address add " + Lab.SINK.getHostAddress() + "/32 dev lo",
        "address add " + Lab.SINK6.getHostAddress() + "/128 dev lo nodad");
  }

  /** Routes through the air of an uplink, whose devices stand now. */
  void connect(int number) {
    modems
        .get(number - 1)
        .ip(
            "link set " + air(number) + " up txqueuelen 1000 addrgenmode none",
            "route add default dev " + air(number),
            "route add ::/0 dev " + air(number));
    world.ip(
        "link set " + air(number) + " up txqueuelen 1000 addrgenmode none",
        "route add 10." + number + ".0.0/24 dev " + air(number),
        "route add " + network6(number) + " dev " + air(number),
        "route add 192.168.77.0/24 metric " + number + " dev " + air(number),
        "route add " + Lab.LAN6 + " metric " + number + " dev " + air(number));
  }

  /** Deletes what exists of it. */
  void remove() {
    List<Namespace> named = Namespace.named();
    List<Namespace> left = namespaces().stream().filter(named::contains).toList();
    if (!left.isEmpty()) {
      Namespace.delete(left);
    }
  }

  /** Namespaces of labs whose process is gone. */
  static List<Namespace> leftBehind() {
    return Namespace.named().stream()
        .filter(
            namespace -> {
              Matcher matcher = NAME.matcher(namespace.name());
              return matcher.matches()
                  && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
            })
        .toList();
  }

  static String prefix(int instance) {
    return "lfx" + ProcessHandle.current().pid() + "n" + instance + "-";
  }

  static String network6(int number) {
    return "2001:db8:" + number + "::/64";
  }

  static String air(int number) {
    return "air" + number;
  }

  private void settings(LabOptions options) {
    for (Namespace namespace : namespaces()) {
      // Of the setting for all and that of the interface the stricter one holds.
      String strict = namespace.equals(router) && options.strictReversePath() ? "1" : "0";
      namespace.sysctl(
          "net/ipv4/ping_group_range=0 " + LabRights.highestGroup(),
          "net/ipv4/conf/all/rp_filter=" + strict,
          "net/ipv4/conf/default/rp_filter=" + strict);
      // Addresses are used at once, and stay when a cable is pulled; errors a moment apart are all
      // told. (For IPv4 not by a rate of 0, which empties the bucket that all share.)
      namespace.sysctl(
          "net/ipv6/conf/default/accept_dad=0",
          "net/ipv6/conf/default/dad_transmits=0",
          "net/ipv4/icmp_ratemask=0",
          "net/ipv6/icmp/ratelimit=0");
      namespace.ip("link set lo up");
    }
    forwarding(router);
    for (Namespace modem : modems) {
      forwarding(modem);
      modem.sysctl("net/ipv6/conf/all/keep_addr_on_down=1");
    }
  }

  private static void forwarding(Namespace namespace) {
    namespace.sysctl("net/ipv4/ip_forward=1", "net/ipv6/conf/all/forwarding=1");
  }

  private void client() {
    router.ip(
        "link add lan type veth peer name lan netns " + client.name(),
        "address add 192.168.77.1/24 dev lan",
        "address add " + Lab.ROUTER6 + "/64 dev lan nodad",
        "link set lan up");
    client.ip(
        "address add 192.168.77.2/24 dev lan",
        "address add " + Lab.CLIENT6 + "/64 dev lan nodad",
        "link set lan up",
        "route add default via 192.168.77.1",
        "route add ::/0 via " + Lab.ROUTER6);
  }

  /** A cable to a modem, with the addresses at both ends. */
  void cable(int number) {
    Namespace modem = modems.get(number - 1);
    String wan = "wan" + number;
    router.ip(
        "link add " + wan + " type veth peer name " + Uplink.MODEM_PORT + " netns " + modem.name(),
        "address add 10." + number + ".0.2/24 dev " + wan,
        "address add " + Uplink.router6(number).getHostAddress() + "/64 dev " + wan + " nodad",
        "link set " + wan + " up");
    modem.ip(
        "address add 10." + number + ".0.1/24 dev " + Uplink.MODEM_PORT,
        "address add "
            + Uplink.gateway6(number).getHostAddress()
            + "/64 dev "
            + Uplink.MODEM_PORT
            + " nodad",
        "link set " + Uplink.MODEM_PORT + " up",
        "route add 192.168.77.0/24 via 10." + number + ".0.2",
        "route add " + Lab.LAN6 + " via " + Uplink.router6(number).getHostAddress());
  }
}
