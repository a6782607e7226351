package dev.linkflux.cli;

import dev.linkflux.time.Event;
import dev.linkflux.trace.Recorder;
import java.util.function.Consumer;

/**
 * What of the gate's events is worth a line of the trace. Extra wake-ups change nothing, and so do
 * missing ones; one a second tells how far the trace reaches. On the gate's thread only.
 */
final class Journal implements Consumer<Event> {
  private final Recorder recorder;
  private final Pulse pulse = new Pulse();

  Journal(Recorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public void accept(Event event) {
    if (pulse.isWorthTelling(event)) {
      recorder.record(event);
    }
  }
}
