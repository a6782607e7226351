package dev.linkflux.route.linux;

import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import reactor.core.publisher.Flux;

/** Every probe is answered at once: what rules an uplink out is its interface alone. */
final class Answering implements Prober {
  private static final long RTT = 1_000_000;

  @Override
  public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
    return turns.flatMapIterable(
        id ->
            List.of(
                at -> new Observation.Sent(at, id), at -> new Observation.Returned(at, id, RTT)));
  }
}
