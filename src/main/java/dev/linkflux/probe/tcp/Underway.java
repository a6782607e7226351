package dev.linkflux.probe.tcp;

import dev.linkflux.engine.Unstamped;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The probes of one uplink to one target that are under way: of too many the oldest gives way. */
final class Underway {
  private final int most;
  private final SequencedSet<Sinks.Empty<Void>> ends = new LinkedHashSet<>();

  /**
   * @param most that may be under way at once
   */
  Underway(int most) {
    this.most = most;
  }

  /** The same probe, which may be abandoned. */
  Flux<Unstamped> admit(Flux<Unstamped> probe) {
    return Flux.defer(
        () -> {
          Sinks.Empty<Void> end = Sinks.empty();
          add(end);
          return probe.takeUntilOther(end.asMono()).doFinally(_ -> remove(end));
        });
  }

  private void add(Sinks.Empty<Void> end) {
    Sinks.Empty<Void> oldest = null;
    synchronized (ends) {
      ends.addLast(end);
      if (ends.size() > most) {
        oldest = ends.removeFirst();
      }
    }
    if (oldest != null) {
      Sinks.EmitResult _ = oldest.tryEmitEmpty();
    }
  }

  private void remove(Sinks.Empty<Void> end) {
    synchronized (ends) {
      ends.remove(end);
    }
  }
}
