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
import dev.linkflux.wire.dns.Deadline;
import io.netty.channel.EventLoop;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import reactor.core.publisher.Flux;
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
 *       the time is left, or 5 s, and somebody asks, it is renewed behind the scenes.
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

  private final EventLoop home;
  private final Passage passage;
  private final Signposts signposts;
  private final Nameservers nameservers;
  private final LastGood lastGood;
  private final NameTable table;
  private final LongSupplier nanoTime;

  /**
   * Seeds its dice and reads files, which may block: not on an event loop.
   *
   * @param loops run the sockets; one of them owns all that is known
   * @param passage tells which addresses an uplink leads to; asked on that loop
   * @param house files and clocks
   */
  public DnsDirectory(
      LoopResources loops,
      Naming naming,
      Passage passage,
      Instruments instruments,
      Housekeeping house) {
    this.home = loops.onClient(true).next();
    this.passage = passage;
    this.nanoTime = house.nanoTime();
    this.signposts = new Signposts(naming, house);
    this.nameservers =
        new Nameservers(
            loops, passage, instruments, new Quota(2 * naming.perMinute()), house.nanoTime());
    this.lastGood = new LastGood(naming.stale(), house, file(house));
    this.table = new NameTable(naming);
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
    return atHome().then(Mono.defer(() -> lookUp(new Wanted(uplink, name))));
  }

  /** Goes on on the loop that owns everything here. */
  private Mono<Void> atHome() {
    return Mono.create(
        sink -> {
          if (home.inEventLoop()) {
            sink.success();
          } else {
            home.execute(sink::success);
          }
        });
  }

  /** What somebody wants to know. */
  private record Wanted(Uplink uplink, Name name) {
    String host() {
      return name.toString(true);
    }
  }

  private Mono<Resolution> lookUp(Wanted wanted) {
    Known known = table.of(wanted.name(), wanted.uplink().id());
    List<Nameserver> servers = signposts.of(wanted.uplink());
    Due due = known.due(nanoTime.getAsLong(), servers);
    Mono<Void> round = due == Due.NO ? null : round(wanted, known, servers);
    Resolution now = resolution(wanted, known);
    if (round == null) {
      return Mono.just(now);
    }
    if (due == Due.SOON) {
      // Who asks begins it; that nobody waits for it does not end it.
      return Mono.firstWithSignal(round.then(Mono.never()), Mono.just(now));
    }
    Mono<Void> waited =
        now.addresses().isEmpty()
            ? round
            : Deadline.within(home, PATIENCE, round).onErrorComplete();
    return waited.then(Mono.fromSupplier(() -> resolution(wanted, known)));
  }

  /** The round that is under way, else a new one; null if there may be none now. */
  private @Nullable Mono<Void> round(Wanted wanted, Known known, List<Nameserver> servers) {
    Mono<Void> underWay = known.underWay();
    if (underWay != null || !known.rounds().allows(nanoTime.getAsLong())) {
      return underWay;
    }
    Mono<Void> round =
        Flux.fromIterable(known.dueFamilies(nanoTime.getAsLong(), servers))
            .flatMap(
                family ->
                    new Lookup(nameservers, servers, wanted.uplink(), family.type())
                        .addresses(wanted.name())
                        .map(found -> new Outcome(family, found)))
            .collectList()
            .flatMap(outcomes -> atHome().thenReturn(outcomes))
            .doOnNext(outcomes -> settle(wanted, known, servers, outcomes))
            .doOnTerminate(() -> known.setUnderWay(null)) // before anybody can ask again
            .then()
            .cache();
    known.setUnderWay(round);
    return round;
  }

  private record Outcome(Family family, Found found) {}

  private void settle(
      Wanted wanted, Known known, List<Nameserver> servers, List<Outcome> outcomes) {
    long now = nanoTime.getAsLong();
    boolean sent =
        outcomes.stream()
            .anyMatch(it -> !(it.found() instanceof Found.Failed(_, var asked)) || asked);
    if (sent) {
      boolean _ = known.rounds().take(now);
    }
    boolean helpless = stale(wanted, now).isEmpty();
    outcomes.forEach(it -> it.family().take(it.found(), servers, now, helpless));
    if (known.isGood()) {
      String host = wanted.host();
      String uplink = wanted.uplink().name();
      List<InetAddress> found = known.addresses(lastGood.own(host, uplink, now));
      known.setGood(lastGood.remember(host, uplink, found, now));
    }
  }

  private Resolution resolution(Wanted wanted, Known known) {
    if (known.isGood()) {
      return new Resolution(preferred(wanted, known.good()), false, null);
    }
    List<InetAddress> stale = stale(wanted, nanoTime.getAsLong());
    return new Resolution(preferred(wanted, stale), !stale.isEmpty(), known.breach());
  }

  /** What serves while the name servers of this uplink give nothing. */
  private List<InetAddress> stale(Wanted wanted, long now) {
    String host = wanted.host();
    Uplink uplink = wanted.uplink();
    Set<InetAddress> all = new LinkedHashSet<>(table.elsewhere(wanted.name(), uplink.id(), now));
    all.addAll(lastGood.own(host, uplink.name(), now));
    return all.isEmpty() ? lastGood.others(host, uplink.name(), now) : List.copyOf(all);
  }

  /** Those of IPv6 first if the uplink has a route for them (RFC 8305 section 4). */
  private List<InetAddress> preferred(Wanted wanted, List<InetAddress> all) {
    Map<Boolean, List<InetAddress>> families =
        all.stream().collect(Collectors.partitioningBy(it -> it instanceof Inet6Address));
    List<InetAddress> six = families.getOrDefault(true, List.of());
    List<InetAddress> four = families.getOrDefault(false, List.of());
    boolean sixFirst = !six.isEmpty() && passage.isOpen(wanted.uplink(), six.getFirst());
    return Stream.concat((sixFirst ? six : four).stream(), (sixFirst ? four : six).stream())
        .toList();
  }
}
