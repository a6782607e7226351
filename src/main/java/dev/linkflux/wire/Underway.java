package dev.linkflux.wire;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** What is under way at once, of one kind: of too many the oldest gives way. */
public final class Underway {
  private final int most;
  private final SequencedSet<Sinks.Empty<Void>> ends = new LinkedHashSet<>();

  /**
   * @param most that may be under way at once
   */
  public Underway(int most) {
    this.most = most;
  }

  /** The same, which may end before its time. */
  public <T> Flux<T> admit(Flux<T> work) {
    return Flux.defer(
        () -> {
          Sinks.Empty<Void> end = Sinks.empty();
          add(end);
          return work.takeUntilOther(end.asMono()).doFinally(_ -> remove(end));
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
