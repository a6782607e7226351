package dev.linkflux.server.check;

import dev.linkflux.engine.Resolution;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Where the servers are, of all that was learnt through all uplinks. What an uplink has heard from
 * its name servers counts; if none has, then what is kept. One thread.
 */
final class Places {
  /** Changes that may wait for the gate; there are but a few a minute. Of more the oldest goes. */
  private static final int WAITING = 256;

  /** By the name of the uplink, what was heard last at the end. */
  private record Learnt(SequencedMap<String, Resolution> through) {}

  /** What is told of a server. */
  private record Place(List<InetAddress> addresses, boolean stale, @Nullable Breach dns) {
    /** That name servers turn their answers round, or word an error otherwise, is no change. */
    boolean isLike(@Nullable Place other) {
      return other != null
          && stale == other.stale
          && (dns == null ? null : dns.rung()) == (other.dns == null ? null : other.dns.rung())
          && Set.copyOf(addresses).equals(Set.copyOf(other.addresses));
    }
  }

  private record Name(String server, String text) {}

  private final Map<Name, Learnt> names = new HashMap<>();
  private final Map<String, Place> told = new HashMap<>();
  private final Sinks.Many<Unstamped> changes = Sinks.many().multicast().directBestEffort();

  /** By name; null as long as nobody has said which there are, and all are meant. */
  private @Nullable Map<String, Server> present;

  /**
   * From now on these are the servers and the uplinks. Of a server that is gone, or is somewhere
   * else, or is asked otherwise, nothing is known any more, and what is learnt late of it counts
   * for nothing; nor does what was heard through an uplink that is gone.
   */
  void follow(List<Server> servers, List<Uplink> uplinks) {
    Map<String, Server> before = present;
    Map<String, Server> now = new HashMap<>();
    servers.forEach(server -> now.put(server.name(), server));
    if (before != null) {
      before.values().stream()
          .filter(server -> !isSame(server, now.get(server.name())))
          .map(Server::name)
          .forEach(this::forget);
    }
    present = now;
    List<String> ways = uplinks.stream().map(Uplink::name).toList();
    names.values().forEach(learnt -> learnt.through().keySet().retainAll(ways));
    names.values().removeIf(learnt -> learnt.through().isEmpty());
  }

  private void forget(String server) {
    told.remove(server);
    names.keySet().removeIf(name -> name.server().equals(server));
  }

  /** True if a server of that name is where it was, and is asked what it was. */
  static boolean isSame(Server server, @Nullable Server other) {
    return other != null
        && server.hosts().equals(other.hosts())
        && server.check().equals(other.check());
  }

  /** Where a server is ({@link Located}), whenever that changes. */
  Flux<Unstamped> changes() {
    return changes.asFlux().onBackpressureBuffer(WAITING, BufferOverflowStrategy.DROP_OLDEST);
  }

  /** This is known of a name through an uplink now. */
  void learn(Server server, Uplink uplink, Host host, Resolution resolution) {
    if (present != null && !isSame(server, present.get(server.name()))) {
      return;
    }
    var through =
        names
            .computeIfAbsent(
                new Name(server.name(), host.text()), _ -> new Learnt(new LinkedHashMap<>()))
            .through();
    Resolution before = through.get(uplink.name());
    boolean same =
        before != null
            && isFresh(before) == isFresh(resolution)
            && Set.copyOf(before.addresses()).equals(Set.copyOf(resolution.addresses()));
    if (same) {
      through.put(uplink.name(), resolution); // where it stands among the others stays
    } else {
      through.remove(uplink.name());
      through.putLast(uplink.name(), resolution);
    }
    tell(server);
  }

  /** An uplink has no interface any more: what it has heard counts only if nobody else did. */
  void leave(Server server, Uplink uplink) {
    for (Host host : server.hosts()) {
      Learnt learnt = names.get(new Name(server.name(), host.text()));
      if (learnt != null && learnt.through().size() > 1) {
        learnt.through().remove(uplink.name());
      }
    }
  }

  /** Where a server is as far as is known, without asking; empty if that is unknown. */
  List<InetAddress> known(Server server, Host host) {
    Learnt learnt = names.get(new Name(server.name(), host.text()));
    return learnt == null ? List.of() : List.copyOf(addresses(learnt));
  }

  private void tell(Server server) {
    Place now = place(server);
    if (!now.isLike(told.get(server.name()))) {
      told.put(server.name(), now);
      Sinks.EmitResult _ =
          changes.tryEmitNext(
              at -> new Located(at, server.id(), now.addresses(), now.stale(), now.dns()));
    }
  }

  private Place place(Server server) {
    SequencedSet<InetAddress> addresses = new LinkedHashSet<>(server.literals());
    boolean stale = false;
    Breach dns = null;
    for (Host host : server.hosts()) {
      Learnt learnt = names.get(new Name(server.name(), host.text()));
      if (host.address() == null && learnt != null) {
        addresses.addAll(addresses(learnt));
        if (learnt.through().values().stream().noneMatch(Places::isFresh)) {
          Resolution last = learnt.through().lastEntry().getValue();
          stale = stale || !addresses(learnt).isEmpty();
          dns = dns == null ? last.breach() : dns;
        }
      }
    }
    return new Place(List.copyOf(addresses), stale, dns);
  }

  /** Those that count, what was heard last first. */
  private static SequencedSet<InetAddress> addresses(Learnt learnt) {
    SequencedSet<InetAddress> fresh = new LinkedHashSet<>();
    SequencedSet<InetAddress> kept = new LinkedHashSet<>();
    learnt
        .through()
        .sequencedValues()
        .reversed()
        .forEach(one -> (isFresh(one) ? fresh : kept).addAll(one.addresses()));
    return fresh.isEmpty() ? kept : fresh;
  }

  private static boolean isFresh(Resolution resolution) {
    return resolution.breach() == null && !resolution.stale();
  }
}
