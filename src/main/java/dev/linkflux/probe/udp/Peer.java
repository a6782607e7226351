package dev.linkflux.probe.udp;

import dev.linkflux.engine.Whereabouts;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whom one path asks, turn by turn. On the event loop only. */
sealed interface Peer {
  /** Where to ask now; null if nowhere, and {@link #missing} says why. */
  @Nullable InetSocketAddress now();

  /** Of the reasons of {@link Withheld} the one for which there is nowhere to ask. */
  String missing();

  /** The one of a target that is asked through an uplink. */
  static Peer of(Way way, Uplink uplink, Target target, Passage passage) {
    return switch (way) {
      case Way.Emulated(var addresses) ->
          new At(() -> addresses.apply(uplink, target), uplink, passage);
      case Way.ThroughDevices(var resolver) -> {
        Endpoint endpoint = Endpoint.of(target);
        InetAddress literal = endpoint.host().address();
        if (literal == null) {
          String name = endpoint.host().text();
          yield new Named(
              new Whereabouts(resolver, uplink, name, it -> passage.isOpen(uplink, it)),
              endpoint.port());
        }
        InetSocketAddress known = new InetSocketAddress(literal, endpoint.port());
        yield new At(() -> known, uplink, passage);
      }
    };
  }

  /** One whose address nobody has to be asked for. */
  record At(Supplier<InetSocketAddress> address, Uplink uplink, Passage passage) implements Peer {
    @Override
    public @Nullable InetSocketAddress now() {
      InetSocketAddress known = address.get();
      return passage.isOpen(uplink, known.getAddress()) ? known : null;
    }

    @Override
    public String missing() {
      return Withheld.NO_GATEWAY;
    }
  }

  /** One that is known by its name. */
  final class Named implements Peer {
    private final Whereabouts whereabouts;
    private final int port;
    private @Nullable InetSocketAddress latest;

    Named(Whereabouts whereabouts, int port) {
      this.whereabouts = whereabouts;
      this.port = port;
    }

    @Override
    public @Nullable InetSocketAddress now() {
      InetAddress address = whereabouts.now();
      if (address == null) {
        return null;
      }
      InetSocketAddress present = latest;
      if (present == null || !present.getAddress().equals(address)) {
        present = new InetSocketAddress(address, port);
        latest = present;
      }
      return present;
    }

    @Override
    public String missing() {
      return whereabouts.missing();
    }

    Whereabouts whereabouts() {
      return whereabouts;
    }
  }
}
