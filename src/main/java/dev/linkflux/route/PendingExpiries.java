package dev.linkflux.route;

import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Expiries that come with every plan until one that had them was carried out. One owner; not thread
 * safe.
 */
final class PendingExpiries {
  /** Before any plan had it. */
  private static final long NEW = 0;

  private final Routing routing;
  private List<Pending> entries = new ArrayList<>();

  PendingExpiries(Routing routing) {
    this.routing = routing;
  }

  /** Which connections of an uplink are to be forgotten. */
  enum Kind {
    /** Those from addresses that it has lost, marked or not: they lead nowhere any more. */
    LOST,
    /** Those from its addresses that do not bear its mark: it drains. */
    UNMARKED,
    /** Those from its addresses, and those that bear its mark. */
    ALL
  }

  /**
   * @param since generation of the first plan that had it, or {@link #NEW}
   */
  private record Pending(UplinkId uplink, Kind kind, Set<InetAddress> addresses, long since) {
    boolean isOf(UplinkId other) {
      return uplink.equals(other);
    }
  }

  /** Of one uplink there is at most one of a kind, and beside {@link Kind#ALL} there is none. */
  void add(UplinkId uplink, Kind kind, Set<InetAddress> addresses) {
    Set<InetAddress> together = new LinkedHashSet<>();
    for (Iterator<Pending> known = entries.iterator(); known.hasNext(); ) {
      Pending entry = known.next();
      if (entry.isOf(uplink) && (kind == Kind.ALL || kind == entry.kind())) {
        together.addAll(entry.addresses());
        known.remove();
      }
    }
    together.addAll(addresses);
    entries.add(new Pending(uplink, kind, together, NEW));
  }

  /**
   * An uplink carries again before its connections were forgotten: they may live on, but for those
   * from addresses that it does not have any more.
   */
  void carriesAgain(UplinkId uplink, Set<InetAddress> addresses) {
    List<Pending> left = new ArrayList<>();
    for (Pending entry : entries) {
      if (!entry.isOf(uplink)) {
        left.add(entry);
        continue;
      }
      Set<InetAddress> lost = new LinkedHashSet<>(entry.addresses());
      lost.removeAll(addresses);
      if (!lost.isEmpty()) {
        left.add(new Pending(uplink, Kind.LOST, lost, entry.since()));
      }
    }
    entries = left;
  }

  /**
   * What a plan of now is to have.
   *
   * @param held the uplinks that may have flows; an address that another one of them has as well is
   *     left out
   */
  List<Expiry> expiries(List<LinkFacts> held) {
    return entries.stream().flatMap(entry -> expiry(entry, held).stream()).toList();
  }

  /** True if that is more than the last plan had. */
  boolean hasNews(List<LinkFacts> held) {
    return entries.stream()
        .anyMatch(entry -> entry.since() == NEW && expiry(entry, held).isPresent());
  }

  /** All that is pending is in this plan. */
  void planned(long generation) {
    entries.replaceAll(
        entry ->
            entry.since() == NEW
                ? new Pending(entry.uplink(), entry.kind(), entry.addresses(), generation)
                : entry);
  }

  /** A plan was carried out. */
  void applied(long generation) {
    entries.removeIf(entry -> entry.since() != NEW && entry.since() <= generation);
  }

  private Optional<Expiry> expiry(Pending entry, List<LinkFacts> held) {
    List<InetAddress> addresses =
        entry.addresses().stream().filter(one -> !isOfAnother(entry.uplink(), one, held)).toList();
    int mark = routing.mark(entry.uplink());
    return switch (entry.kind()) {
      case ALL -> Optional.of(new Expiry(entry.uplink(), addresses, mark, Routing.MASK, false));
      case UNMARKED ->
          Optional.of(new Expiry(entry.uplink(), addresses, mark, Routing.MASK, true))
              .filter(expiry -> !addresses.isEmpty());
      // Sparing those whose mark is the uplink's in no bit: that is none. Not sparing the marked
      // would forget those from its other addresses too.
      case LOST ->
          Optional.of(new Expiry(entry.uplink(), addresses, mark, 0, true))
              .filter(expiry -> !addresses.isEmpty());
    };
  }

  private static boolean isOfAnother(UplinkId uplink, InetAddress address, List<LinkFacts> held) {
    return held.stream()
        .filter(facts -> !facts.uplink().equals(uplink))
        .flatMap(facts -> facts.addresses().stream())
        .map(Prefix::address)
        .anyMatch(address::equals);
  }
}
