package dev.linkflux.route.linux;

import dev.linkflux.lab.Held;
import dev.linkflux.lab.Namespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A third party that does random things to the network of a router, by the command {@code ip}. */
final class Damage {
  private static final Pattern ROUTE =
      Pattern.compile("(?<to>\\S+) .*table (?<table>\\S+) metric (?<metric>\\d+)");
  private static final Pattern RULE = Pattern.compile("(?<v6>-6 )?(?<priority>\\d+):.*");
  private static final int MOST_FOREIGN = 12;
  private static final int MOST_FOREIGN_ENDPOINTS = 2;

  private final RouteLab lab;
  private final Namespace router;
  private final int uplinks;
  private final SplittableRandom random;
  private final List<String> foreign = new ArrayList<>();
  private final List<String> foreignEndpoints = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private int next;

  Damage(RouteLab lab, int uplinks, SplittableRandom random) {
    this.lab = lab;
    this.router = new Namespace(lab.router);
    this.uplinks = uplinks;
    this.random = random;
  }

  /** The endpoints of others that there are now, in the words of a plan. */
  List<String> foreignEndpoints() {
    return foreignEndpoints;
  }

  /** Does some of it; tells what. */
  List<String> strike() {
    done.clear();
    for (int more = 1 + random.nextInt(5); more > 0; more--) {
      switch (random.nextInt(12)) {
        case 0, 1 -> takeRoutes(1 + random.nextInt(3));
        case 2 -> takeRules(1 + random.nextInt(3));
        case 3 -> flush();
        case 4 -> spoil();
        case 5 -> pretend();
        case 6, 7 -> addForeign();
        case 8 -> takeForeign();
        case 9 -> address();
        case 10 -> link();
        default -> endpoint();
      }
    }
    return List.copyOf(done);
  }

  /** Brings every uplink back. */
  void mend() {
    for (int number = 1; number <= uplinks; number++) {
      bringUp(number);
      ip("address replace " + v4(number) + " dev wan" + number);
      ip("address replace " + v6(number) + " dev wan" + number + " nodad");
    }
  }

  private List<String> ours() {
    return Held.of(router, RouteLab.ROUTING.protocol()).ours();
  }

  private void takeRoutes(int count) {
    List<String> routes =
        new ArrayList<>(ours().stream().filter(it -> !RULE.matcher(it).matches()).toList());
    for (int i = 0; i < count && !routes.isEmpty(); i++) {
      ip("route del " + key(routes.remove(random.nextInt(routes.size()))) + " proto 76");
    }
  }

  private void takeRules(int count) {
    List<String> rules =
        new ArrayList<>(ours().stream().filter(it -> RULE.matcher(it).matches()).toList());
    for (int i = 0; i < count && !rules.isEmpty(); i++) {
      Matcher rule = RULE.matcher(rules.remove(random.nextInt(rules.size())));
      if (rule.matches()) {
        ip((rule.group("v6") == null ? "-4" : "-6") + " rule del pref " + rule.group("priority"));
      }
    }
  }

  private void flush() {
    ip(
        (random.nextBoolean() ? "-4" : "-6")
            + " route flush table "
            + (random.nextBoolean() ? "main" : RouteLab.ROUTING.tables() + random.nextInt(uplinks))
            + " proto 76");
  }

  /** Leads one of our routes elsewhere. */
  private void spoil() {
    List<String> routes =
        ours().stream().filter(it -> it.startsWith("default") || it.contains("::/0")).toList();
    if (!routes.isEmpty()) {
      String route = routes.get(random.nextInt(routes.size()));
      int number = number();
      boolean ipv6 = route.contains("fd01");
      ip(
          "route replace "
              + key(route)
              + " proto 76 via "
              + (ipv6 ? "fd01:" + number + "::99" : "10.1." + number + ".99")
              + " dev wan"
              + number);
    }
  }

  /** Something with our number that no plan has. */
  private void pretend() {
    int number = number();
    switch (random.nextInt(3)) {
      case 0 ->
          ip(
              "route add 203.0.113."
                  + ++next
                  + "/32 via 10.1."
                  + number
                  + ".1 dev wan"
                  + number
                  + " proto 76");
      case 1 ->
          ip("route add 2001:db8:1::" + ++next + "/128 dev wan" + number + " metric 77 proto 76");
      default ->
          ip(
              "-4 rule add pref "
                  + (20_100 + ++next % 900)
                  + " from 203.0.113.0/24 lookup main proto 76");
    }
  }

  private void addForeign() {
    if (foreign.size() >= MOST_FOREIGN) {
      return;
    }
    int number = number();
    String metric = " metric " + (500 + ++next);
    String added =
        switch (random.nextInt(6)) {
          case 0 ->
              "-4 route %s default via 10.1."
                  + number
                  + ".1 dev wan"
                  + number
                  + metric
                  + " proto dhcp";
          case 1 ->
              "-6 route %s default via fd01:"
                  + number
                  + "::1 dev wan"
                  + number
                  + metric
                  + " proto ra";
          case 2 ->
              "-4 route %s 198.18."
                  + next % 250
                  + ".0/24 via 10.1."
                  + number
                  + ".1 dev wan"
                  + number
                  + " proto static";
          case 3 ->
              "-4 route %s 198.19."
                  + next % 250
                  + ".0/24 dev wan"
                  + number
                  + " table "
                  + (RouteLab.ROUTING.tables() + number - 1)
                  + " proto static";
          case 4 ->
              "-4 rule %s pref "
                  + (100 + next)
                  + " from 198.18."
                  + next % 250
                  + ".0/24 lookup main proto static";
          default ->
              "-6 rule %s pref "
                  + (20_000 + next % 64)
                  + " from 2001:db8:2::/64 lookup "
                  + (RouteLab.ROUTING.tables() + number - 1)
                  + " proto static";
        };
    if (ip(added.formatted("add"))) {
      foreign.add(added);
    }
  }

  private void takeForeign() {
    if (!foreign.isEmpty()) {
      ip(foreign.remove(random.nextInt(foreign.size())).formatted("del"));
    }
  }

  private void address() {
    int number = number();
    switch (random.nextInt(5)) {
      case 0 -> ip("address del " + v4(number) + " dev wan" + number);
      case 1 -> ip("address del " + v6(number) + " dev wan" + number);
      case 2 -> ip("address replace 10.1." + number + ".7/24 dev wan" + number);
      case 3 -> ip("address del 10.1." + number + ".7/24 dev wan" + number);
      default -> {
        ip("address replace " + v4(number) + " dev wan" + number);
        ip("address replace " + v6(number) + " dev wan" + number + " nodad");
      }
    }
  }

  private void link() {
    int number = number();
    switch (random.nextInt(4)) {
      case 0 -> ip("link set wan" + number + " down");
      case 1 -> {
        ip("link set wan" + number + " down");
        bringUp(number);
      }
      case 2 -> far(number, "down");
      default -> bringUp(number);
    }
  }

  private void bringUp(int number) {
    ip("link set wan" + number + " up");
    far(number, "up");
  }

  private void far(int number, String state) {
    try {
      String _ = lab.inFar("link", "set", "p" + number, state);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    done.add("link set p" + number + " " + state);
  }

  private void endpoint() {
    if (random.nextBoolean()) {
      List<String> there = new ArrayList<>(Held.endpoints(router));
      there.removeAll(foreignEndpoints);
      if (!there.isEmpty()) {
        ip("mptcp endpoint del " + idOf(there.get(random.nextInt(there.size()))));
      }
    } else if (foreignEndpoints.size() < MOST_FOREIGN_ENDPOINTS) {
      String address = "192.0.2." + ++next % 250;
      if (ip("mptcp endpoint add " + address + " dev lo signal")) {
        foreignEndpoints.add(address + " dev lo signal");
      }
    } else {
      ip("mptcp endpoint del " + idOf(foreignEndpoints.removeFirst()));
    }
  }

  /** As {@code ip mptcp endpoint del} wants it. */
  private String idOf(String endpoint) {
    String address = java.net.InetAddress.ofLiteral(endpoint.split(" ", 2)[0]).getHostAddress();
    return "id " + Held.endpointId(router, address);
  }

  private static String key(String route) {
    Matcher key = ROUTE.matcher(route);
    if (!key.matches()) {
      throw new IllegalArgumentException(route);
    }
    String to =
        key.group("to").equals("default") && route.contains("fd01") ? "::/0" : key.group("to");
    return to.replaceFirst("^default$", "0.0.0.0/0")
        + " table "
        + key.group("table")
        + " metric "
        + key.group("metric");
  }

  private int number() {
    return 1 + random.nextInt(uplinks);
  }

  private static String v4(int number) {
    return "10.1." + number + ".2/24";
  }

  private static String v6(int number) {
    return "fd01:" + number + "::2/64";
  }

  /** Some of it may come too late, or twice: then the kernel refuses it. */
  private boolean ip(String command) {
    done.add(command);
    try {
      List<String> words = new ArrayList<>(List.of("ip"));
      words.addAll(List.of(command.split(" ", -1)));
      String _ = router.run("", words.toArray(String[]::new));
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }
}
