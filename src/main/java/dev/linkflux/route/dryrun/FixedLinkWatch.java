package dev.linkflux.route.dryrun;

import dev.linkflux.decision.Carried;
import dev.linkflux.engine.LinkWatch;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.uplink.LinkFacts;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;

/** Uplinks that are as they were given, but for their carrier, which a script switches. */
public final class FixedLinkWatch implements LinkWatch {
  private final List<LinkFacts> facts;
  private final Flux<Carrier> script;

  /**
   * @param facts of every uplink, by its ordinal; their moments mean nothing
   * @param script changes of carriers; those that change nothing are not told
   */
  public FixedLinkWatch(List<LinkFacts> facts, Flux<Carrier> script) {
    this.facts = List.copyOf(facts);
    this.script = script;
  }

  /** Never completes by itself: links that do not change any more are still there. */
  @Override
  public Flux<Unstamped> facts() {
    return Flux.defer(
        () -> {
          List<LinkFacts> present = new ArrayList<>(facts);
          Flux<Unstamped> first = Flux.just(at -> new Carried(at, List.of()));
          Flux<Unstamped> all = Flux.fromIterable(facts).map(one -> one::at);
          Flux<Unstamped> changes =
              script
                  .filter(line -> present.get(line.uplink().ordinal()).carrier() != line.present())
                  .map(line -> change(present, line));
          return Flux.concat(first, all, changes, Flux.never());
        });
  }

  private static Unstamped change(List<LinkFacts> present, Carrier line) {
    LinkFacts before = present.get(line.uplink().ordinal());
    LinkFacts after =
        new LinkFacts(
            before.at(),
            before.uplink(),
            before.index(),
            before.up(),
            line.present(),
            before.addresses(),
            before.gateways(),
            before.pointToPoint());
    present.set(line.uplink().ordinal(), after);
    return after::at;
  }
}
