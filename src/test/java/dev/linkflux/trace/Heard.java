package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.List;

/** Keeps all that lines say, in their order. */
final class Heard implements Decoded {
  final List<Object> said = new ArrayList<>();

  record Bare(long sent, UplinkId uplink, TargetId target, long rtt) {}

  @Override
  public void input(long at, Event event) {
    if (at != event.at().nanos()) {
      throw new AssertionError("two moments of one event: " + at + ", " + event);
    }
    said.add(event);
  }

  @Override
  public void output(Event event) {
    said.add(event);
  }

  @Override
  public void header(Header header) {
    said.add(header);
  }

  @Override
  public void bare(long sent, UplinkId uplink, TargetId target, long rtt) {
    said.add(new Bare(sent, uplink, target, rtt));
  }

  @Override
  public void unknown() {
    said.add("unknown");
  }
}
