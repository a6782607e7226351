package dev.linkflux.engine;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Scheduler;

/**
 * One uplink that is asked: whose turn it is, and for each kind of probes the {@link Course} that
 * runs. Told by one at a time; what touches the turns is done on the loop.
 */
final class Line {
  private final Cadence cadence;
  private final Scheduler loop;
  private final Sinks.Many<Tempo> paces = Sinks.many().replay().latestOrDefault(Tempo.STEADY);

  /** Tells when the interface is there anew. */
  private final Sinks.Many<LinkFacts> arrivals = Sinks.many().multicast().directBestEffort();

  private final Flux<ProbeId> turns;
  private final Map<ProbeKind, Course> courses = new EnumMap<>(ProbeKind.class);
  private int index;

  /** Asks nobody yet. The parameters are those of {@link Engine}. */
  Line(Uplink uplink, Settings settings, Instruments instruments, Scheduler loop, long seed) {
    this.loop = loop;
    this.cadence =
        new Cadence(uplink, settings.targets(), settings.probing(), instruments, loop, seed);
    this.turns = cadence.turns(paces.asFlux()).share();
  }

  void pace(Tempo tempo) {
    paces.emitNext(tempo, EmitFailureHandler.FAIL_FAST);
  }

  void facts(LinkFacts facts) {
    if (index != facts.index()) {
      index = facts.index();
      if (facts.isPresent()) {
        Sinks.EmitResult _ = arrivals.tryEmitNext(facts); // nobody may be waiting
      }
    }
  }

  /**
   * From now on it is asked so.
   *
   * @param uplink of the same name as before
   * @param probers of all kinds of the targets
   * @param begin takes what is asked in addition; to be called on the loop
   * @param steps takes what is to be done on the loop, in order
   */
  void follow(
      Uplink uplink,
      Settings settings,
      Map<ProbeKind, Prober> probers,
      Consumer<Flux<Unstamped>> begin,
      List<Runnable> steps) {
    steps.add(() -> cadence.change(uplink, settings.targets(), settings.probing()));
    Map<ProbeKind, List<Target>> wanted =
        settings.targets().stream()
            .collect(Collectors.groupingBy(Target::kind, TreeMap::new, Collectors.toList()));
    wanted.forEach(
        (kind, targets) -> {
          Prober prober = probers.get(kind);
          if (prober == null) {
            throw new IllegalStateException("no prober of kind " + kind);
          }
          Course before = courses.get(kind);
          if (before == null || !before.serves(uplink, targets, prober)) {
            Course next = new Course(uplink, targets, prober);
            courses.put(kind, next);
            Flux<Unstamped> observations = next.observations(turns, loop, arrivals.asFlux());
            steps.add(() -> begin.accept(observations));
            if (before != null) {
              steps.add(
                  before.isOn(uplink)
                      ? () -> before.endAfter(settings.probing().timeout(), loop)
                      : before::end);
            }
          }
        });
    Set<ProbeKind> over = new HashSet<>(courses.keySet());
    over.removeAll(wanted.keySet());
    for (ProbeKind kind : over) {
      Course course = courses.remove(kind);
      if (course != null) {
        steps.add(course::end);
      }
    }
  }

  /** Nobody is asked any more. */
  void end(List<Runnable> steps) {
    courses.values().forEach(course -> steps.add(course::end));
    courses.clear();
  }
}
