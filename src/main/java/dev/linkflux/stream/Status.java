package dev.linkflux.stream;

import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Transition;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How everything stands now, folded from the events. One owner: not thread safe. */
final class Status {
  private final List<UplinkStatus> uplinks = new ArrayList<>();
  private @Nullable Election election;
  private ShadowStatus shadow = ShadowStatus.NONE;
  private Moment carryingSince = Moment.ZERO;
  private Moment now = Moment.ZERO;

  Status(List<Uplink> configured) {
    configured.forEach(uplink -> uplinks.add(UplinkStatus.atStart(uplink)));
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
      case Election it -> elected(it);
      case Shadowed it -> shadow = shadow.after(it);
      default -> {}
    }
  }

  private void change(UplinkId id, UnaryOperator<UplinkStatus> change) {
    if (id.ordinal() < uplinks.size()) {
      uplinks.set(id.ordinal(), change.apply(uplinks.get(id.ordinal())));
    }
  }

  private void elected(Election newer) {
    if (!newer.carrying().equals(carrying())) {
      carryingSince = newer.at();
    }
    election = newer;
  }

  List<UplinkStatus> uplinks() {
    return List.copyOf(uplinks);
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

  /** What would be if the shadow decided. */
  ShadowStatus shadow() {
    return shadow;
  }

  /** The moment of the latest event. */
  Moment now() {
    return now;
  }
}
