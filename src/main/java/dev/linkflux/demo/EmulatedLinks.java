package dev.linkflux.demo;

import dev.linkflux.decision.Carried;
import dev.linkflux.engine.LinkWatch;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * What a kernel would say of interfaces that do not exist: the Nth has the address 10.N.0.2/24, the
 * gateway 10.N.0.1, and a carrier unless it is unplugged.
 */
final class EmulatedLinks implements LinkWatch {
  private final List<Uplink> uplinks;
  private final Flux<Climate> climates;

  /**
   * @param climates the present one first, then each change
   */
  EmulatedLinks(List<Uplink> uplinks, Flux<Climate> climates) {
    this.uplinks = List.copyOf(uplinks);
    this.climates = climates;
  }

  @Override
  public Flux<Unstamped> facts() {
    Unstamped nothing = at -> new Carried(at, List.of());
    return Flux.concat(
        Flux.just(nothing), Flux.fromIterable(uplinks).flatMap(this::facts, Integer.MAX_VALUE));
  }

  private Flux<Unstamped> facts(Uplink uplink) {
    return climates
        .onBackpressureLatest() // only what is now counts
        .map(climate -> !climate.unplugged().contains(uplink.id().ordinal()))
        .distinctUntilChanged()
        .map(carrier -> facts(uplink, carrier));
  }

  private static Unstamped facts(Uplink uplink, boolean carrier) {
    int number = uplink.id().ordinal() + 1;
    Prefix address = new Prefix(InetAddress.ofLiteral("10." + number + ".0.2"), 24);
    InetAddress gateway = InetAddress.ofLiteral("10." + number + ".0.1");
    return at ->
        new LinkFacts(
            at, uplink.id(), number, true, carrier, List.of(address), List.of(gateway), false);
  }
}
