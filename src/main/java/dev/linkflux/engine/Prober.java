package dev.linkflux.engine;

import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import reactor.core.publisher.Flux;

/** Port: asks targets through one uplink, and through no other. */
public interface Prober {
  /**
   * Probes for as long as it is subscribed. Nothing is sent before.
   *
   * @param uplink through which every probe leaves, whatever the main table says
   * @param targets all of a kind that this prober serves
   * @param fast true while the uplink is suspect; the present value first
   * @return {@link dev.linkflux.probe.Observation}s without their moments; an error only if probing
   *     that uplink is not possible at all now (the engine says so and tries again)
   */
  Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<Boolean> fast);
}
