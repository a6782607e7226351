package dev.linkflux.control;

import dev.linkflux.decision.Carried;
import dev.linkflux.decision.RecalledConsumption;
import dev.linkflux.decision.RecalledExperience;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.quality.RecalledFloor;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.RecalledConduct;
import dev.linkflux.server.Remembered;
import dev.linkflux.time.Event;
import dev.linkflux.time.Recalled;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of inputs, of a trace or of before a change of the settings, those of some settings: the
 * same names at their places there, and nothing about uplinks, targets and servers that the
 * settings do not have. One owner.
 */
public final class Fitting {
  private final Roster<UplinkId> uplinks;
  private final Roster<TargetId> targets;
  private final Roster<ServerId> servers;

  public Fitting(Settings settings) {
    uplinks = new Roster<>(settings.uplinks().stream().map(Uplink::id).toList(), UplinkId::name);
    targets = new Roster<>(settings.targets().stream().map(Target::id).toList(), TargetId::name);
    servers = new Roster<>(settings.servers().stream().map(Server::id).toList(), ServerId::name);
  }

  /** The same list if nothing in it has to be changed. */
  public List<Event> fit(List<Event> batch) {
    for (int i = 0; i < batch.size(); i++) {
      if (!isFit(batch.get(i))) {
        return fitted(batch, i);
      }
    }
    return batch;
  }

  private boolean isFit(Event event) {
    if (event instanceof Observation seen) { // nearly all are
      ProbeId id = seen.id();
      UplinkId uplink = own(id.uplink());
      TargetId target = own(id.target());
      return uplink != null
          && target != null
          && uplink.ordinal() == id.uplink().ordinal()
          && target.ordinal() == id.target().ordinal();
    }
    return event.equals(fit(event));
  }

  private List<Event> fitted(List<Event> batch, int sound) {
    List<Event> fitted = new ArrayList<>(batch.subList(0, sound));
    for (Event event : batch.subList(sound, batch.size())) {
      Event own = fit(event);
      if (own != null) {
        fitted.add(own);
      }
    }
    return fitted;
  }

  private @Nullable Event fit(Event event) {
    return switch (event) {
      case Observation it -> fit(it);
      case LinkFacts it -> fit(it);
      case Carried it -> fit(it);
      case Checked it -> fit(it);
      case Steered(var at, var uplink, var steering, var until) -> {
        UplinkId own = own(uplink);
        yield own == null ? null : new Steered(at, own, steering, until);
      }
      case Used(var at, var uplink, var bytes) -> {
        UplinkId own = own(uplink);
        yield own == null ? null : new Used(at, own, bytes);
      }
      case Located(var at, var server, var addresses, var stale, var dns) -> {
        ServerId own = own(server);
        yield own == null ? null : new Located(at, own, addresses, stale, dns);
      }
      case Appointed(var at, var server) when server != null -> {
        ServerId own = own(server);
        yield own == null ? null : new Appointed(at, own);
      }
      case Remembered(var at, var server) -> {
        ServerId own = own(server);
        yield own == null ? null : new Remembered(at, own);
      }
      case Recalled it -> fit(it);
      default -> event;
    };
  }

  private @Nullable Event fit(Recalled then) {
    return switch (then) {
      case RecalledExperience(var at, var uplink, var age, var experience) -> {
        UplinkId own = own(uplink);
        yield own == null ? null : new RecalledExperience(at, own, age, experience);
      }
      case RecalledConsumption(var at, var uplink, var bytes, var last) -> {
        UplinkId own = own(uplink);
        yield own == null ? null : new RecalledConsumption(at, own, bytes, last);
      }
      case RecalledFloor(var at, var uplink, var target, var age, var newest) -> {
        UplinkId own = own(uplink);
        TargetId ownTarget = own(target);
        yield own == null || ownTarget == null
            ? null
            : new RecalledFloor(at, own, ownTarget, age, newest);
      }
      case RecalledConduct(var at, var server, var age, var penalty) -> {
        ServerId own = own(server);
        yield own == null ? null : new RecalledConduct(at, own, age, penalty);
      }
      default -> then;
    };
  }

  private @Nullable Event fit(Observation seen) {
    UplinkId uplink = own(seen.id().uplink());
    TargetId target = own(seen.id().target());
    if (uplink == null || target == null) {
      return null;
    }
    ProbeId own = new ProbeId(uplink, target, seen.id().sequence());
    return switch (seen) {
      case Observation.Sent it -> new Observation.Sent(it.at(), own);
      case Observation.Returned it ->
          new Observation.Returned(it.at(), own, it.rtt(), it.reflected());
      case Observation.Bounced it ->
          new Observation.Bounced(it.at(), own, it.type(), it.code(), it.reporter(), it.reason());
      case Observation.Withheld it -> new Observation.Withheld(it.at(), own, it.reason());
    };
  }

  private @Nullable Event fit(LinkFacts it) {
    UplinkId own = own(it.uplink());
    return own == null
        ? null
        : new LinkFacts(
            it.at(),
            own,
            it.index(),
            it.up(),
            it.carrier(),
            it.addresses(),
            it.gateways(),
            it.pointToPoint());
  }

  private @Nullable Event fit(Carried it) {
    List<UplinkId> own = new ArrayList<>();
    for (UplinkId uplink : it.uplinks()) {
      UplinkId found = own(uplink);
      if (found == null) {
        return null;
      }
      own.add(found);
    }
    return new Carried(it.at(), own);
  }

  private @Nullable Event fit(Checked it) {
    ServerId server = own(it.server());
    UplinkId uplink = own(it.uplink());
    return server == null || uplink == null
        ? null
        : new Checked(
            it.at(), server, uplink, it.address(), it.nanos(), it.serves(), it.breach(), it.dns());
  }

  private @Nullable UplinkId own(UplinkId uplink) {
    return uplinks.find(uplink.name(), uplink.ordinal());
  }

  private @Nullable TargetId own(TargetId target) {
    return targets.find(target.name(), target.ordinal());
  }

  private @Nullable ServerId own(ServerId server) {
    return servers.find(server.name(), server.ordinal());
  }
}
