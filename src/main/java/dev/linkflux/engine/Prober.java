package dev.linkflux.engine;

import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import reactor.core.publisher.Flux;

/** Port: asks targets through one uplink, and through no other. */
public interface Prober {
  /**
   * Asks when it is told to, for as long as it is subscribed. Nothing is sent before.
   *
   * @param uplink through which every probe leaves, whatever the main table says; one without a
   *     device leaves as the routes say
   * @param targets all of a kind that this prober serves
   * @param turns each a probe of one of {@code targets} that is to be sent now; hot, on the loop of
   *     the probes: a turn that comes before the prober is ready is lost, and no probe
   * @return {@link dev.linkflux.probe.Observation}s without their moments; an error only if probing
   *     that uplink is not possible at all now (the engine says so and tries again)
   */
  Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns);
}
