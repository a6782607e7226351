package dev.linkflux.route;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Election.Considered;
import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who leads out of this machine: what was elected, as far as the facts allow it.
 *
 * <p>Facts come here before the election that they call for. In between, and if nothing that was
 * elected leads anywhere, any way out is better than none. And if no link has a carrier, what has
 * all else leads on: whoever kills us then must not leave a router that stays without a way out
 * when the carrier is back.
 *
 * @param carrying at least one, if any leads anywhere; in order of preference
 * @param behind in the order in which they would take over
 * @param held uplinks that have a table of their own, in the order of the configuration
 * @param excluded by the election
 * @param weights of those that were elected with one
 */
record Lineup(
    List<LinkFacts> carrying,
    List<LinkFacts> behind,
    List<LinkFacts> held,
    Set<UplinkId> excluded,
    Map<UplinkId, Integer> weights) {

  /**
   * @param facts of every uplink, in the order of the configuration
   */
  static Lineup of(Election election, List<LinkFacts> facts, List<Uplink> uplinks) {
    Function<UplinkId, LinkFacts> ofUplink = uplink -> facts.get(uplink.ordinal());
    Set<LinkFacts> elected =
        Stream.concat(election.carrying().stream(), election.standby().stream())
            .map(ofUplink)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<LinkFacts> all = new LinkedHashSet<>(elected);
    all.addAll(facts);
    all.removeIf(one -> uplinks.get(one.uplink().ordinal()).disabled() || !leads(one));
    List<LinkFacts> chosen =
        Stream.<Predicate<LinkFacts>>of(
                one -> isUsable(one) && elected.contains(one), Lineup::isUsable, _ -> true)
            .map(choice -> all.stream().filter(choice).toList())
            .filter(choice -> !choice.isEmpty())
            .findFirst()
            .orElse(List.of());
    List<LinkFacts> carrying =
        chosen.stream().filter(one -> election.carrying().contains(one.uplink())).toList();
    if (carrying.isEmpty()) {
      carrying = chosen.stream().limit(1).toList();
    }
    List<LinkFacts> behind = new ArrayList<>(chosen);
    behind.removeAll(carrying);
    return new Lineup(
        carrying,
        behind,
        facts.stream().filter(one -> isUsable(one) || chosen.contains(one)).toList(),
        election.excluded().stream().map(Excluded::uplink).collect(Collectors.toSet()),
        election.considered().stream()
            .filter(one -> one.weight() > 0)
            .collect(Collectors.toMap(Considered::uplink, Considered::weight)));
  }

  /** True if something may come through it now, as far as this machine knows. */
  static boolean isUsable(LinkFacts facts) {
    return facts.isPresent() && facts.up() && facts.carrier();
  }

  /** True if a route through it can be made, and would lead somewhere once there is a carrier. */
  private static boolean leads(LinkFacts facts) {
    return facts.isPresent()
        && facts.up()
        && (WayOut.of(facts, "", false) != null || WayOut.of(facts, "", true) != null);
  }

  /** Those that carry, then those that stand by, then the rest that has a table. */
  List<LinkFacts> inOrder() {
    return Stream.of(carrying, behind, held).flatMap(List::stream).distinct().toList();
  }

  boolean carries(UplinkId uplink) {
    return carrying.stream().anyMatch(one -> one.uplink().equals(uplink));
  }

  /** True if it could go on carrying what it has carried. */
  boolean couldCarry(UplinkId uplink) {
    return carries(uplink)
        || (!excluded.contains(uplink)
            && held.stream()
                .anyMatch(one -> one.uplink().equals(uplink) && isUsable(one) && leads(one)));
  }

  /** Share against the others; a carrying one of which none is told counts as configured. */
  int weight(Uplink uplink) {
    return weights.getOrDefault(uplink.id(), uplink.weight());
  }
}
