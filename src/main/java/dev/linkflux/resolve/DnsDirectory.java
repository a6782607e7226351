package dev.linkflux.resolve;

import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Resolution;
import dev.linkflux.engine.StateFile;
import dev.linkflux.resolve.Family.Due;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.tls.AuthorityTrust;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Finds addresses by asking name servers through the uplink that needs them, and keeps what they
 * say.
 *
 * <ul>
 *   <li><b>How long.</b> Addresses as long as their TTL, within {@link Naming#minTtl} and {@link
 *       Naming#maxTtl}; that there are none as long as the zone says (RFC 2308), five minutes at
 *       most; failures from minTtl on, doubled each time up to a minute (RFC 9520). When a tenth of
 *       20 s or more is left, or 5 s, and somebody asks, it is renewed behind the scenes.
 *   <li><b>How often.</b> {@link Naming#perMinute} limits rounds for one name through one uplink
 *       within any minute. A round asks for one or both families, each the name servers in turn
 *       until one helps, twice each at most. And no name server hears more than twice that many
 *       questions for one name through one uplink within any minute, repetitions, TCP and aliases
 *       included. What was known holds on until there may be the next round.
 *   <li><b>Without name servers</b> the last good addresses serve on (RFC 8767) for {@link
 *       Naming#stale}: what other uplinks find just now, then those of this uplink, else those that
 *       any other has found. Also after NXDOMAIN, where RFC 8767 section 4 would not have it: a
 *       name that was good for months is gone by mistake more often than by intent, and whether
 *       somebody is there the checks will tell. They outlive a restart.
 * </ul>
 */
public final class DnsDirectory implements Directory {
  private static final Resolution THIS_MACHINE =
      new Resolution(
          List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")), false, null);

  /** Who has something to serve with does not wait longer for something newer. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Signposts signposts;
  private final Shelf shelf;
  private final Rounds rounds;
  private final LongSupplier nanoTime;

  /**
   * Seeds its dice and reads files, which may block: not on an event loop.
   *
   * @param loops run the sockets, on one thread, which owns all that is known
   * @param passage tells which addresses an uplink leads to; asked on that loop
   * @param house files and clocks
   */
  public DnsDirectory(
      LoopResources loops,
      Naming naming,
      Passage passage,
      Instruments instruments,
      Housekeeping house) {
    this(loops, naming, passage, instruments, house, new AuthorityTrust());
  }

  DnsDirectory(
      LoopResources loops,
      Naming naming,
      Passage passage,
      Instruments instruments,
      Housekeeping house,
      AuthorityTrust authorities) {
    this.nanoTime = house.nanoTime();
    this.signposts = new Signposts(naming, house);
    this.shelf =
        new Shelf(new NameTable(naming), new LastGood(naming.stale(), house, file(house)), passage);
    this.rounds =
        new Rounds(
            loops.onClient(true).next(),
            new Nameservers(
                loops,
                passage,
                instruments,
                Exchange.contexts(naming, authorities),
                new Quota(2 * naming.perMinute()),
                house.nanoTime()),
            shelf,
            house.nanoTime());
  }

  private static @Nullable NamesFile file(Housekeeping house) {
    Path state = house.state();
    return state == null ? null : new NamesFile(StateFile.in(state, NamesFile.NAME), house.told());
  }

  /**
   * The addresses of a host, those of IPv6 first if the uplink has a route for them.
   *
   * @return an {@link UnresolvedException} if none is known
   */
  @Override
  public Mono<List<InetAddress>> resolve(Uplink uplink, String name) {
    return lookUp(uplink, name)
        .flatMap(
            found -> {
              Breach breach = found.breach();
              return found.addresses().isEmpty() && breach != null
                  ? Mono.error(new UnresolvedException(name, breach))
                  : Mono.just(found.addresses());
            });
  }

  @Override
  public Mono<Resolution> lookUp(Uplink uplink, String name) {
    return Mono.defer(
        () -> {
          if (name.equalsIgnoreCase("localhost")) {
            return Mono.just(THIS_MACHINE); // never asked for (RFC 6761 section 6.3)
          }
          try {
            return Mono.just(new Resolution(List.of(InetAddress.ofLiteral(name)), false, null));
          } catch (IllegalArgumentException _) {
            return lookUpName(uplink, name);
          }
        });
  }

  private Mono<Resolution> lookUpName(Uplink uplink, String text) {
    Name name;
    try {
      name = Name.fromString(text.toLowerCase(Locale.ROOT), Name.root);
    } catch (TextParseException e) {
      return Mono.just(
          new Resolution(
              List.of(), false, new Breach(Rung.DNS_NO_NAME, "not a name: " + e.getMessage())));
    }
    return rounds.home().then(Mono.defer(() -> lookUp(new Wanted(uplink, name))));
  }

  private Mono<Resolution> lookUp(Wanted wanted) {
    Known known = shelf.known(wanted);
    List<Nameserver> servers = signposts.of(wanted.uplink());
    Due due = known.due(nanoTime.getAsLong(), servers);
    Mono<Void> round = due == Due.NO ? null : rounds.round(wanted, known, servers);
    Resolution now = shelf.resolution(wanted, known, nanoTime.getAsLong());
    if (round == null) {
      return Mono.just(now);
    }
    if (due == Due.SOON) {
      // Who asks begins it; that nobody waits for it does not end it.
      return Mono.firstWithSignal(round.then(Mono.never()), Mono.just(now));
    }
    Mono<Void> waited =
        now.addresses().isEmpty() ? round : rounds.within(PATIENCE, round).onErrorComplete();
    return waited.then(
        Mono.fromSupplier(() -> shelf.resolution(wanted, known, nanoTime.getAsLong())));
  }
}
