package dev.linkflux.route;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The facts of every uplink, as far as they are known. One owner; not thread safe. */
final class LinksSeen {
  /** By the places of the uplinks. */
  private final @Nullable LinkFacts[] facts;

  /** Who has come with the configuration, and whose facts are not known yet: taken to be absent. */
  private final boolean[] assumed;

  /**
   * @param uplinks how many there are
   */
  LinksSeen(int uplinks) {
    facts = new @Nullable LinkFacts[uplinks];
    assumed = new boolean[uplinks];
  }

  /**
   * What is known of the uplinks of another configuration.
   *
   * @param assuming whether one that has come, or is another line now, is taken to be absent until
   *     its facts are known
   */
  LinksSeen successor(List<Uplink> uplinks, Heirs lines, boolean assuming, Moment now) {
    LinksSeen heir = new LinksSeen(uplinks.size());
    for (Uplink uplink : uplinks) {
      int place = uplink.id().ordinal();
      int before = lines.before(place);
      LinkFacts known = before == Heirs.NOBODY ? null : facts[before];
      heir.assumed[place] = assuming && (before == Heirs.NOBODY || assumed[before]);
      heir.facts[place] =
          known != null ? of(uplink, known) : heir.assumed[place] ? absent(uplink, now) : null;
    }
    return heir;
  }

  private static LinkFacts of(Uplink uplink, LinkFacts it) {
    return new LinkFacts(
        it.at(),
        uplink.id(),
        it.index(),
        it.up(),
        it.carrier(),
        it.addresses(),
        it.gateways(),
        it.pointToPoint());
  }

  private static LinkFacts absent(Uplink uplink, Moment at) {
    return new LinkFacts(at, uplink.id(), 0, false, false, List.of(), List.of(), false);
  }

  void learn(LinkFacts now) {
    int place = now.uplink().ordinal();
    facts[place] = now;
    assumed[place] = false;
  }

  /** True if something is known of everybody, or assumed. */
  boolean isComplete() {
    for (LinkFacts one : facts) {
      if (one == null) {
        return false;
      }
    }
    return true;
  }

  boolean isAnybodyAssumed() {
    for (boolean one : assumed) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  /** What is known, in the order of the uplinks. */
  List<LinkFacts> known() {
    List<LinkFacts> known = new ArrayList<>();
    for (LinkFacts one : facts) {
      if (one != null) {
        known.add(one);
      }
    }
    return known;
  }
}
