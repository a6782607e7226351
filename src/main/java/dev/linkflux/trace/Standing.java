package dev.linkflux.trace;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.decision.Carried;
import dev.linkflux.decision.Election;
import dev.linkflux.route.Rivalled;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.server.ServerElection;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Steered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said once and holds until something else is said: the date, the configuration if it has
 * changed, the facts of links, orders, where servers are, who carries. Whoever begins in the middle
 * of a trace needs it; of what was decided it keeps what a restart would find, {@link Carried} and
 * {@link Remembered}.
 */
final class Standing {
  /** What it is about: the rank of its kind, and whom of that kind. */
  private record Subject(int rank, Object whom) {}

  private static final Comparator<Map.Entry<Subject, Event>> ORDER =
      Comparator.comparingInt((Map.Entry<Subject, Event> entry) -> entry.getKey().rank())
          .thenComparing(entry -> entry.getKey().whom().toString());

  private final Map<Subject, Event> last = new HashMap<>();

  /** Takes note of an event, if it is of such a kind and nothing later is known. */
  void learn(Event event) {
    Event found =
        switch (event) {
          case Election it -> new Carried(it.at(), it.carrying());
          case ServerElection it -> new Remembered(it.at(), it.active());
          case Reconfigured it -> Configured.of(it);
          default -> event;
        };
    Subject subject = subject(found);
    if (subject != null) {
      last.merge(subject, found, (old, now) -> now.at().isBefore(old.at()) ? old : now);
    }
  }

  /** Another recording begins, and says everything anew. */
  void forget() {
    last.clear();
  }

  /** All of it as it was said, in the order in which a service that begins says it. */
  List<Event> asSaid() {
    return last.entrySet().stream().sorted(ORDER).map(Map.Entry::getValue).toList();
  }

  /** All of it as if it were said at that moment; what has ended until then is left out. */
  List<Event> at(Moment moment) {
    List<Event> moved = new ArrayList<>();
    for (Event event : asSaid()) {
      Event now = at(moment, event);
      if (now != null) {
        moved.add(now);
      }
    }
    return moved;
  }

  private static @Nullable Event at(Moment moment, Event event) {
    return switch (event) {
      case Dated it -> new Dated(moment, it.wall().plus(moment.since(it.at())));
      case Configured it -> new Configured(moment, it.config());
      case Carried it -> new Carried(moment, it.uplinks());
      case LinkFacts it -> it.at(moment);
      case Rivalled it -> new Rivalled(moment, it.ipv4(), it.ipv6());
      case Steered it ->
          it.until().isAfter(moment)
              ? new Steered(moment, it.uplink(), it.steering(), it.until())
              : null;
      case Remembered it -> new Remembered(moment, it.server());
      case Located it -> new Located(moment, it.server(), it.addresses(), it.stale(), it.dns());
      case Appointed it -> new Appointed(moment, it.server());
      default -> null;
    };
  }

  private static @Nullable Subject subject(Event event) {
    return switch (event) {
      case Dated _ -> new Subject(0, "");
      case Configured _ -> new Subject(1, "");
      case Carried _ -> new Subject(2, "");
      case LinkFacts it -> new Subject(3, it.uplink());
      case Rivalled _ -> new Subject(4, "");
      case Steered it -> new Subject(5, it.uplink());
      case Remembered _ -> new Subject(6, "");
      case Located it -> new Subject(7, it.server());
      case Appointed _ -> new Subject(8, "");
      default -> null;
    };
  }
}
