package dev.linkflux.server;

import dev.linkflux.decision.Figure;
import dev.linkflux.decision.StateName;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import java.util.List;

/**
 * A change of a server's state.
 *
 * @param to {@code Up}: all is well through some uplink; {@code Degraded}: it serves, but something
 *     is broken; {@code Down}: it serves through no uplink that works; {@code Recovering}: it
 *     serves again and has to prove itself
 * @param cause {@link Rung#wire}, or {@code started}, {@code recovered}, {@code dampened}
 * @param evidence the figures that it rests on, against their limits
 * @param sentence one line that a person understands
 * @param hint what to do about it; empty if there is nothing to do
 */
public record ServerTransition(
    Moment at,
    ServerId server,
    StateName from,
    StateName to,
    String cause,
    List<Figure> evidence,
    String sentence,
    String hint)
    implements Event {
  public ServerTransition {
    evidence = List.copyOf(evidence);
  }
}
