package dev.linkflux.config.imported;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the hosts that another program probed as our targets. */
final class Targets {
  /** More of them cost bytes on every uplink and tell no more. */
  private static final int MOST = 4;

  private static final int ENOUGH = 3;

  private final Draft draft;
  private final Inventory inventory;
  private final Set<String> written = new LinkedHashSet<>();

  Targets(Draft draft, Inventory inventory) {
    this.draft = draft;
    this.inventory = inventory;
  }

  /**
   * Writes the section.
   *
   * @param hosts in their order; of those that stand twice the first counts
   * @param method how they were probed, in the words of OpenWrt: {@code ping, httping, dns, ...}
   * @param more a line for a target besides, or an empty one
   * @param from what said how they are probed
   */
  void write(List<Found> hosts, String method, String more, Found... from) {
    if (hosts.isEmpty() && more.isEmpty()) {
      draft.remark(0, "no hosts to probe are named: the targets are those of linkflux's defaults");
      return;
    }
    draft.line("targets:", from);
    if (!more.isEmpty()) {
      draft.line("  - " + more, "what the users depend on");
    }
    for (Found host : hosts) {
      if (written.contains(host.value())) {
        inventory.leave(host, "is among the targets already");
      } else if (written.size() >= MOST) {
        inventory.leave(
            host, "a few targets are enough: each is probed through each uplink all the time");
      } else if (!isHost(host.value())) {
        inventory.leave(host, "is neither an address nor a name");
      } else {
        written.add(host.value());
        draft.line("  - " + line(host.value(), method), host);
      }
    }
    if (written.size() + (more.isEmpty() ? 0 : 1) < ENOUGH) {
      draft.remark(
          2,
          "three targets of different operators are a good choice: one that is silent alone is then"
              + " known to be a bad target, not a bad uplink");
    }
    draft.left(2);
  }

  private static boolean isHost(String text) {
    return Numbers.isAddress(text)
        || text.matches("(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)+");
  }

  private static String line(String host, String method) {
    String address = Draft.scalar(host);
    return switch (method) {
      case "dns", "nslookup" ->
          Numbers.isAddress(host)
              ? Draft.flow("address", address, "kind", "dns", "query", "one.one.one.one")
              : Draft.flow("address", address);
      case "httping" ->
          Draft.flow(
              "name",
              address,
              "address",
              '"' + "http://" + (host.contains(":") ? "[" + host + "]" : host) + "/\"",
              "kind",
              "http");
      default -> Draft.flow("address", address);
    };
  }
}
