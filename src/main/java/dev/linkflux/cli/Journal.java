package dev.linkflux.cli;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.trace.Recorder;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What of the gate's events is worth a line of the trace: all but most of the heartbeats. Extra
 * wake-ups change nothing, and so do missing ones; one a second tells how far the trace reaches. On
 * the gate's thread only.
 */
final class Journal implements Consumer<Event> {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Recorder recorder;
  private Moment next = Moment.ZERO;

  Journal(Recorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Woken woken) {
      if (woken.at().isBefore(next)) {
        return;
      }
      next = woken.at().plus(PAUSE);
    }
    recorder.record(event);
  }
}
