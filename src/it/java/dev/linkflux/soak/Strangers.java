package dev.linkflux.soak;

import dev.linkflux.lab.Held;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.Namespace;
import java.util.List;
import java.util.TreeSet;

/**
 * What others have in the router's kernel: routes, rules and marks that lie beside ours and look
 * like them, and must stay as they are.
 */
final class Strangers {
  /** The route protocol that is ours. */
  static final int PROTOCOL = 76;

  private static final String DEVICE = "others0";
  private static final String TABLE = "7777";

  private final Namespace router;
  private final List<String> placed;

  /** Places them; every one has their device, their table or their mark. */
  Strangers(Lab lab) {
    router = lab.router();
    router.ip(
        "link add " + DEVICE + " type veth peer name others1",
        "link set others1 up",
        "address add 10.77.0.1/24 dev " + DEVICE,
        "address add 2001:db8:777::1/64 dev " + DEVICE + " nodad",
        "link set " + DEVICE + " up",
        "route add 10.78.0.0/16 via 10.77.0.2 dev " + DEVICE + " proto static",
        "route add default via 10.77.0.2 dev " + DEVICE + " table " + TABLE,
        "route add default via 10.77.0.3 dev " + DEVICE + " metric 4000000 proto dhcp",
        "route add 2001:db8:778::/48 via 2001:db8:777::2 dev " + DEVICE + " proto static",
        "rule add fwmark 0x2000000/0x2000000 lookup " + TABLE + " priority 19000",
        "rule add from 10.77.0.1 lookup " + TABLE + " priority 20001");
    String _ =
        router.run(
            "",
            "ip",
            "-6",
            "rule",
            "add",
            "from",
            "2001:db8:777::1",
            "lookup",
            TABLE,
            "priority",
            "20002");
    String _ =
        router.run(
            """
            table inet others {
              chain out {
                type filter hook output priority 0;
                ip daddr 10.78.0.0/16 meta mark set 0x2000000
              }
            }
            """,
            "nft",
            "-f",
            "-");
    placed = now();
  }

  private List<String> now() {
    TreeSet<String> all = new TreeSet<>();
    for (String line : Held.of(router, PROTOCOL).foreign()) {
      if (line.contains(DEVICE) || line.contains(TABLE)) {
        all.add(line);
      }
    }
    all.add(router.run("", "nft", "list", "table", "inet", "others"));
    return List.copyOf(all);
  }

  /** What is not as it was placed; empty if everything is. */
  String disturbed() {
    TreeSet<String> gone = new TreeSet<>(placed);
    TreeSet<String> fresh = new TreeSet<>(now());
    TreeSet<String> still = new TreeSet<>(fresh);
    fresh.removeAll(placed);
    gone.removeAll(still);
    return gone.isEmpty() && fresh.isEmpty() ? "" : "gone " + gone + ", instead " + fresh;
  }

  /** Whatever has our mark in the kernel. */
  List<String> ours() {
    return Held.of(router, PROTOCOL).ours();
  }
}
