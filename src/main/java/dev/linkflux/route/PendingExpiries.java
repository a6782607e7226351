package dev.linkflux.route;

import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
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

    Pending plannedBy(long generation) {
      return new Pending(uplink, kind, addresses, since == NEW ? generation : since);
    }
  }

  /**
   * What goes on when the configuration has changed. Of an uplink that is gone, or has another mark
   * now, connections are known by their addresses alone: its mark may be another's.
   */
  PendingExpiries successor(Routing other, Heirs lines) {
    PendingExpiries heir = new PendingExpiries(other);
    for (Pending entry : entries) {
      UplinkId uplink = heirOf(entry.uplink(), lines);
      boolean sameMark =
          uplink.ordinal() != Heirs.NOBODY && other.mark(uplink) == routing.mark(entry.uplink());
      Kind kind = sameMark ? entry.kind() : Kind.LOST;
      heir.entries.add(new Pending(uplink, kind, entry.addresses(), entry.since()));
    }
    return heir;
  }

  /** Under its present place; one that is gone has none. */
  static UplinkId heirOf(UplinkId uplink, Heirs lines) {
    UplinkId heir = uplink.ordinal() == Heirs.NOBODY ? null : lines.of(uplink);
    return heir == null ? new UplinkId(uplink.name(), Heirs.NOBODY) : heir;
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
    Set<InetAddress> lost = new LinkedHashSet<>();
    int place = 0;
    long since = Long.MAX_VALUE;
    for (Pending entry : entries) {
      if (!entry.isOf(uplink)) {
        left.add(entry);
        continue;
      }
      place = lost.isEmpty() ? left.size() : place;
      lost.addAll(entry.addresses());
      // A plan that spared the marked ones was not yet enough.
      since = entry.kind() == Kind.UNMARKED ? NEW : Math.min(since, entry.since());
    }
    lost.removeAll(addresses);
    if (!lost.isEmpty()) {
      left.add(place, new Pending(uplink, Kind.LOST, lost, since));
    }
    entries = left;
  }

  /**
   * True if there is any that the last plan did not have.
   *
   * @param held the uplinks that may have flows
   */
  boolean hasNews(List<LinkFacts> held) {
    return entries.stream().anyMatch(entry -> entry.since() == NEW && !isVoid(left(entry, held)));
  }

  /**
   * All that is pending, for a plan of that generation. An address that another of the uplinks has
   * as well is left out, for good: whatever comes from there is the other's now.
   */
  List<Expiry> named(long generation, List<LinkFacts> held) {
    entries.replaceAll(entry -> left(entry, held).plannedBy(generation));
    entries.removeIf(PendingExpiries::isVoid);
    return entries.stream().map(this::expiry).toList();
  }

  /** A plan was carried out. */
  void applied(long generation) {
    entries.removeIf(entry -> entry.since() != NEW && entry.since() <= generation);
  }

  private Expiry expiry(Pending entry) {
    List<InetAddress> addresses = List.copyOf(entry.addresses());
    int mark = routing.mark(entry.uplink());
    return switch (entry.kind()) {
      case ALL -> new Expiry(entry.uplink(), addresses, mark, Routing.MASK, false);
      case UNMARKED -> new Expiry(entry.uplink(), addresses, mark, Routing.MASK, true);
      // Sparing those whose mark is the uplink's in no bit: that is none. Not to spare the marked
      // would take those of its other addresses too.
      case LOST -> new Expiry(entry.uplink(), addresses, mark, 0, true);
    };
  }

  private static Pending left(Pending entry, List<LinkFacts> held) {
    Set<InetAddress> left = new LinkedHashSet<>(entry.addresses());
    for (LinkFacts facts : held) {
      if (!entry.isOf(facts.uplink())) {
        facts.addresses().stream().map(Prefix::address).forEach(left::remove);
      }
    }
    return new Pending(entry.uplink(), entry.kind(), left, entry.since());
  }

  /** True if it would hit nothing. */
  private static boolean isVoid(Pending entry) {
    return entry.kind() != Kind.ALL && entry.addresses().isEmpty();
  }
}
