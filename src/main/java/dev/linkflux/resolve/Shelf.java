package dev.linkflux.resolve;

import dev.linkflux.engine.Resolution;
import dev.linkflux.wire.Passage;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is to serve with: what holds, else what was good last. One owner. */
final class Shelf {
  private final NameTable table;
  private final LastGood lastGood;
  private final Passage passage;

  /**
   * @param passage tells which families an uplink leads to
   */
  Shelf(NameTable table, LastGood lastGood, Passage passage) {
    this.table = table;
    this.lastGood = lastGood;
    this.passage = passage;
  }

  Known known(Wanted wanted) {
    return table.of(wanted.name(), wanted.uplink().id());
  }

  /** Takes in what name servers have just given. */
  void put(Wanted wanted, Known known, long now) {
    List<InetAddress> before = lastGood.own(wanted.host(), wanted.through(), now);
    List<InetAddress> found = known.addresses(before);
    known.setGood(lastGood.remember(wanted.host(), wanted.through(), found, now));
  }

  /** What is known now. */
  Resolution resolution(Wanted wanted, Known known, long now) {
    if (known.isGood()) {
      return new Resolution(preferred(wanted, known.good()), false, null);
    }
    List<InetAddress> stale = stale(wanted, now);
    return new Resolution(preferred(wanted, stale), !stale.isEmpty(), known.breach());
  }

  /**
   * What serves while the name servers of this uplink give nothing: what those of others give now,
   * for that is where the host is; and behind it the last good ones of this uplink, where the name
   * may mean something else. Without either, the last good ones of others.
   */
  List<InetAddress> stale(Wanted wanted, long now) {
    Set<InetAddress> all =
        new LinkedHashSet<>(table.elsewhere(wanted.name(), wanted.uplink().id(), now));
    all.addAll(lastGood.own(wanted.host(), wanted.through(), now));
    return all.isEmpty() ? lastGood.others(wanted.host(), wanted.through(), now) : List.copyOf(all);
  }

  /** Those of IPv6 first if the uplink has a route for them (RFC 8305 section 4). */
  private List<InetAddress> preferred(Wanted wanted, List<InetAddress> all) {
    Map<Boolean, List<InetAddress>> families =
        all.stream().collect(Collectors.partitioningBy(it -> it instanceof Inet6Address));
    List<InetAddress> six = families.getOrDefault(true, List.of());
    List<InetAddress> four = families.getOrDefault(false, List.of());
    boolean sixFirst = !six.isEmpty() && passage.isOpen(wanted.uplink(), six.getFirst());
    return Stream.concat((sixFirst ? six : four).stream(), (sixFirst ? four : six).stream())
        .toList();
  }
}
