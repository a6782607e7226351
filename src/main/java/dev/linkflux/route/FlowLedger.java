package dev.linkflux.route;

import dev.linkflux.route.PendingExpiries.Kind;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which uplinks have flows, and from which addresses: those that carry, and those that have carried
 * and drain. What becomes of the flows that they lose is kept as {@link PendingExpiries}. One
 * owner; not thread safe.
 */
final class FlowLedger {
  private final Flows policy;
  private final PendingExpiries pending;
  private final Map<UplinkId, Account> accounts =
      new TreeMap<>(Comparator.comparingInt(UplinkId::ordinal));

  FlowLedger(Flows policy, PendingExpiries pending) {
    this.policy = policy;
    this.pending = pending;
  }

  /**
   * @param addresses that flows may have been translated to
   * @param draining it does not carry any more, and those that are not marked were told to be
   *     forgotten
   */
  private record Account(Set<InetAddress> addresses, boolean draining) {}

  /** What goes on when the configuration has changed: the flows of who is gone are left. */
  FlowLedger successor(Flows other, PendingExpiries heirs, Heirs lines) {
    FlowLedger heir = new FlowLedger(other, heirs);
    if (other != Flows.KEEP) {
      accounts.forEach(
          (uplink, account) -> {
            UplinkId now = PendingExpiries.heirOf(uplink, lines);
            if (now.ordinal() == Heirs.NOBODY) {
              heirs.add(now, Kind.LOST, account.addresses());
            } else {
              heir.accounts.put(now, account);
            }
          });
    }
    return heir;
  }

  /**
   * Takes who carries now. As long as nobody does, nothing has changed: a flow is left for a better
   * way, never for none, and may go on where it was.
   */
  void follow(Lineup lineup) {
    if (policy == Flows.KEEP || lineup.carrying().isEmpty()) {
      return;
    }
    lineup.held().forEach(this::dropLost);
    for (UplinkId uplink : List.copyOf(accounts.keySet())) {
      if (!lineup.carries(uplink)) {
        leave(uplink, policy == Flows.DRAIN && lineup.couldCarry(uplink));
      }
    }
    for (LinkFacts facts : lineup.carrying()) {
      Set<InetAddress> addresses = addresses(facts);
      accounts.put(facts.uplink(), new Account(addresses, false));
      pending.carriesAgain(facts.uplink(), addresses);
    }
  }

  private void dropLost(LinkFacts now) {
    Account account = accounts.get(now.uplink());
    if (account == null) {
      return;
    }
    Set<InetAddress> kept = new LinkedHashSet<>(account.addresses());
    kept.retainAll(addresses(now));
    Set<InetAddress> lost = new LinkedHashSet<>(account.addresses());
    lost.removeAll(kept);
    if (!lost.isEmpty()) {
      pending.add(now.uplink(), Kind.LOST, lost);
      accounts.put(now.uplink(), new Account(kept, account.draining()));
    }
  }

  private void leave(UplinkId uplink, boolean drains) {
    Account account = accounts.get(uplink);
    if (account == null || (drains && account.draining())) {
      return;
    }
    pending.add(uplink, drains ? Kind.UNMARKED : Kind.ALL, account.addresses());
    if (drains) {
      accounts.put(uplink, new Account(account.addresses(), true));
    } else {
      accounts.remove(uplink);
    }
  }

  private static Set<InetAddress> addresses(LinkFacts facts) {
    return facts.addresses().stream()
        .map(Prefix::address)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
