package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.function.Consumer;

/** Takes the inputs among what lines say, in no order, and nothing else. */
record OnlyInputs(Consumer<Event> inputs) implements Decoded {
  @Override
  public void input(long at, Event event) {
    inputs.accept(event);
  }

  @Override
  public void output(Event event) {}

  @Override
  public void header(Header header) {}

  @Override
  public void bare(long sent, UplinkId uplink, TargetId target, long rtt) {}

  @Override
  public void unknown() {}
}
