package dev.linkflux.stream;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Played;
import dev.linkflux.quality.Quality;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How everything stands now, folded from the events. One owner: not thread safe. */
final class Status {
  private List<UplinkStatus> uplinks;
  private Settings settings;
  private long reloads;
  private final Servers servers;
  private final MonthlyUse month;
  private @Nullable Election election;
  private ShadowStatus shadow = ShadowStatus.NONE;
  private RouteStatus routes = RouteStatus.NONE;
  private Moment carryingSince = Moment.ZERO;
  private @Nullable Played played;
  private Moment now = Moment.ZERO;

  Status(Settings settings) {
    this.settings = settings;
    uplinks =
        new ArrayList<>(
            settings.uplinks().stream()
                .map(uplink -> UplinkStatus.atStart(uplink, Moment.ZERO))
                .toList());
    servers = new Servers(settings.servers());
    month = new MonthlyUse(settings.rules().zone());
  }

  void accept(Event event) {
    if (event.at().isAfter(now)) {
      now = event.at();
    }
    switch (event) {
      case Transition it -> change(it.uplink(), before -> before.with(it));
      case Quality it -> change(it.uplink(), before -> before.with(it));
      case LinkFacts it -> change(it.uplink(), before -> before.with(it));
      case Pace it -> change(it.uplink(), before -> before.with(it.tempo()));
      case Steered it -> change(it.uplink(), before -> before.with(it));
      case Blamed it -> change(it.uplink(), before -> before.with(it));
      case Dated it -> month.accept(it);
      case Used it -> month.accept(it);
      case Election it -> elected(it, it.at());
      case Drifted it -> routes = routes.after(it);
      case RoutePlan it -> routes = routes.after(it);
      case RouteAnswer it -> routes = routes.after(it);
      case Shadowed it -> shadow = shadow.after(it);
      case Played it -> played = it;
      case Reconfigured it -> reconfigured(it);
      default -> servers.accept(event);
    }
  }

  private void change(UplinkId id, UnaryOperator<UplinkStatus> change) {
    int place = id.ordinal();
    if (place < uplinks.size() && uplinks.get(place).uplink().id().equals(id)) {
      uplinks.set(place, change.apply(uplinks.get(place)));
    }
  }

  /** What both settings name goes on; what is new begins, and what is gone is forgotten. */
  private void reconfigured(Reconfigured it) {
    Successors names = new Successors(it.settings());
    List<UplinkStatus> now = new ArrayList<>();
    for (Uplink uplink : it.settings().uplinks()) {
      UplinkStatus before = named(uplink.name());
      now.add(before == null ? UplinkStatus.atStart(uplink, it.at()) : before.under(uplink, names));
    }
    uplinks = now;
    settings = it.settings();
    reloads++;
    servers.reconfigured(it, names);
    month.reconfigured(it.settings().rules().zone(), names);
    if (election != null) {
      elected(names.of(election), it.at());
    }
    shadow = it.shadow() == null ? ShadowStatus.NONE : shadow.under(names);
  }

  private void elected(Election newer, Moment at) {
    if (!Successors.sameNames(newer.carrying(), carrying())) {
      carryingSince = at;
    }
    election = newer;
  }

  List<UplinkStatus> uplinks() {
    return List.copyOf(uplinks);
  }

  /** Null if there is none of that name. */
  @Nullable UplinkStatus named(String uplink) {
    return uplinks.stream()
        .filter(it -> it.uplink().name().equals(uplink))
        .findFirst()
        .orElse(null);
  }

  UplinkStatus of(UplinkId uplink) {
    return uplinks.get(uplink.ordinal());
  }

  /** Those in force. */
  Settings settings() {
    return settings;
  }

  /** How often others came into force since the start. */
  long reloads() {
    return reloads;
  }

  /** Bytes through an uplink in this calendar month; counted only where there is a quota. */
  long used(UplinkId uplink) {
    return month.of(uplink, now);
  }

  /** True if this order, or a later one for the same uplink, is in what this shows. */
  boolean knows(Steered order) {
    UplinkStatus uplink = named(order.uplink().name());
    Steered latest = uplink == null ? null : uplink.steered();
    return latest != null && !latest.at().isBefore(order.at());
  }

  /** What the latest election says of an uplink; null if it says nothing. */
  Election.@Nullable Considered considered(UplinkId uplink) {
    return election == null
        ? null
        : election.considered().stream()
            .filter(it -> it.uplink().equals(uplink))
            .findFirst()
            .orElse(null);
  }

  /** The latest election, or null before the first one. */
  @Nullable Election election() {
    return election;
  }

  List<UplinkId> carrying() {
    return election == null ? List.of() : election.carrying();
  }

  /** Since when just these carry. */
  Moment carryingSince() {
    return carryingSince;
  }

  /** How the latest plan stands. */
  RouteStatus routes() {
    return routes;
  }

  /** How the servers stand. */
  Servers servers() {
    return servers;
  }

  /** What would be if the shadow decided. */
  ShadowStatus shadow() {
    return shadow;
  }

  /** That a trace is played, as it was said last; null if all this is the present. */
  @Nullable Played played() {
    return played;
  }

  /** The moment of the latest event. */
  Moment now() {
    return now;
  }
}
