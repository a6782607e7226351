package dev.linkflux.route.linux;

import dev.linkflux.decision.Carried;
import dev.linkflux.engine.Trouble;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.route.Rivalled;
import dev.linkflux.route.Routing;
import dev.linkflux.route.linux.News.Heard;
import dev.linkflux.route.linux.News.Reading;
import dev.linkflux.route.linux.News.Wanted;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the uplinks' interfaces, from readings of everything and from announcements that
 * are newer; says which facts that changes. One owner; not thread safe.
 */
final class LinkTable {
  /** What is known of one. */
  private static final class Place {
    private final Gateways gateways;
    private @Nullable LinkFacts told;

    Place(Gateways gateways) {
      this.gateways = gateways;
    }
  }

  private List<Uplink> uplinks;

  /** By the names of the uplinks. */
  private Map<String, Place> places;

  private final Announced announced = new Announced();
  private final Routing routing;
  private @Nullable Reading reading;

  /** What was last told of default routes that go before ours. */
  private String rivals = "";

  private Rivalled ledAround = Rivalled.NOT;

  LinkTable(List<Uplink> uplinks, Routing routing) {
    this.uplinks = List.copyOf(uplinks);
    this.routing = routing;
    this.places = new HashMap<>();
    uplinks.forEach(uplink -> places.put(uplink.name(), unknown(uplink)));
  }

  private Place unknown(Uplink uplink) {
    return new Place(new Gateways(uplink, routing));
  }

  /** What is new by that; nothing before the first reading. */
  List<Unstamped> accept(News news) {
    List<Unstamped> changes = new ArrayList<>();
    switch (news) {
      case Heard heard -> announced.hear(heard);
      case Wanted(var wanted) -> follow(wanted, changes);
      case Reading now -> {
        if (reading == null) {
          List<UplinkId> found = Carrying.uplinks(uplinks, now);
          changes.add(at -> new Carried(at, found));
        }
        reading = now;
        compare(Rivals.of(now, uplinks, routing), changes);
        announced.forget(now);
      }
    }
    Reading known = reading;
    if (known != null) {
      uplinks.forEach(uplink -> compare(uplink, facts(uplink, known), changes));
    }
    return changes;
  }

  /** What is the same for an uplink goes on, and is not told again. */
  private void follow(List<Uplink> wanted, List<Unstamped> changes) {
    Map<String, Uplink> before = new HashMap<>();
    uplinks.forEach(uplink -> before.put(uplink.name(), uplink));
    Map<String, Place> after = new HashMap<>();
    for (Uplink uplink : wanted) {
      Uplink was = before.get(uplink.name());
      Place known = places.get(uplink.name());
      boolean same =
          known != null
              && was != null
              && was.device().equals(uplink.device())
              && was.mark() == uplink.mark()
              && was.gateways().equals(uplink.gateways())
              && was.disabled() == uplink.disabled();
      after.put(uplink.name(), same ? known : unknown(uplink));
    }
    uplinks = wanted;
    places = after;
    Reading known = reading;
    if (known != null) {
      compare(Rivals.of(known, uplinks, routing), changes);
    }
  }

  private void compare(Rivals now, List<Unstamped> changes) {
    boolean ipv4 = now.areLedAround(IpFamily.V4);
    boolean ipv6 = now.areLedAround(IpFamily.V6);
    if (ipv4 != ledAround.ipv4() || ipv6 != ledAround.ipv6()) {
      ledAround = new Rivalled(Moment.ZERO, ipv4, ipv6);
      changes.add(at -> new Rivalled(at, ipv4, ipv6));
    }
    String ahead = now.told();
    if (!ahead.equals(rivals)) {
      rivals = ahead;
      if (!ahead.isEmpty()) {
        changes.add(at -> new Trouble(at, "routes", ahead));
      }
    }
  }

  private void compare(Uplink uplink, LinkFacts now, List<Unstamped> changes) {
    Place place = place(uplink);
    LinkFacts told = place.told;
    if (told == null || !now.equals(renamed(told, uplink.id()))) {
      changes.add(now::at);
    }
    place.told = now;
  }

  private static LinkFacts renamed(LinkFacts facts, UplinkId id) {
    return new LinkFacts(
        facts.at(),
        id,
        facts.index(),
        facts.up(),
        facts.carrier(),
        facts.addresses(),
        facts.gateways(),
        facts.pointToPoint());
  }

  private Place place(Uplink uplink) {
    return Objects.requireNonNull(places.get(uplink.name()));
  }

  private LinkFacts facts(Uplink uplink, Reading known) {
    LinkEntry link = announced.link(uplink.device(), known);
    if (link == null) {
      return new LinkFacts(
          Moment.ZERO, uplink.id(), 0, false, false, List.of(), uplink.gateways(), false);
    }
    List<Prefix> addresses = Addresses.of(announced.addresses(link, known));
    return new LinkFacts(
        Moment.ZERO,
        uplink.id(),
        link.index(),
        link.up(),
        link.lowerUp(),
        addresses,
        place(uplink).gateways.of(link.index(), addresses, known.routes()),
        link.pointToPoint() || link.noArp());
  }
}
