package dev.linkflux.replay.score;

import dev.linkflux.control.Settings;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a trace holds, laid out by hand: times in seconds, round-trip times in milliseconds. */
final class Probes {
  /** In place of a round-trip time. */
  static final double LOST = -1;

  private final List<Event> events = new ArrayList<>();
  private long sequence;

  static Moment at(double seconds) {
    return new Moment(Math.round(seconds * 1e9));
  }

  static UplinkId uplink(int ordinal) {
    return new UplinkId("u" + ordinal, ordinal);
  }

  /** One probe every {@code every} seconds, from a moment until before another. */
  Probes ask(int uplink, int target, double from, double until, double every, double rtt) {
    for (int i = 0; from + i * every < until - 1e-9; i++) {
      one(uplink, target, from + i * every, rtt);
    }
    return this;
  }

  /** One a second of target 0. */
  Probes ask(int uplink, double from, double until, double rtt) {
    return ask(uplink, 0, from, until, 1, rtt);
  }

  Probes one(int uplink, int target, double at, double rtt) {
    ProbeId id = id(uplink, target);
    events.add(new Observation.Sent(at(at), id));
    if (rtt != LOST) {
      events.add(new Observation.Returned(at(at + rtt / 1e3), id, Math.round(rtt * 1e6)));
    }
    return this;
  }

  Probes bounced(int uplink, double at) {
    ProbeId id = id(uplink, 0);
    events.add(new Observation.Sent(at(at), id));
    events.add(new Observation.Bounced(at(at + 0.01), id, 3, 1, null));
    return this;
  }

  Probes withheld(int uplink, double at, String reason) {
    return event(new Observation.Withheld(at(at), id(uplink, 0), reason));
  }

  Probes carrier(int uplink, double at, boolean carrier) {
    return event(
        new LinkFacts(
            at(at),
            uplink(uplink),
            uplink + 1,
            true,
            carrier,
            List.of(new Prefix(InetAddress.ofLiteral("198.51.100.2"), 24)),
            List.of(InetAddress.ofLiteral("198.51.100.1")),
            false));
  }

  Probes event(Event event) {
    events.add(event);
    return this;
  }

  private ProbeId id(int uplink, int target) {
    return new ProbeId(uplink(uplink), new TargetId("t" + target, target), ++sequence);
  }

  /** In time order; of one moment as they were laid out. */
  List<Event> inputs() {
    return events.stream().sorted(Comparator.comparing(Event::at)).toList();
  }

  /** The truth of all this, if the trace ends then. */
  Truth truth(Settings reference, double end) {
    Truth truth = new Truth(reference);
    truth.accept(inputs());
    truth.end(at(end));
    return truth;
  }
}
