package dev.linkflux.resolve;

import dev.linkflux.resolve.Family.Due;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Nameserver;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

/** What is known of one name through one uplink. One owner. */
final class Known {
  private final Family six;
  private final Family four;
  private final Pace rounds;
  private List<InetAddress> good = List.of();
  private @Nullable Mono<Void> underWay;

  /**
   * @param perMinute rounds of asking within a minute, at most
   */
  Known(Bounds bounds, int perMinute) {
    this.six = new Family(Type.AAAA, bounds);
    this.four = new Family(Type.A, bounds);
    this.rounds = new Pace(perMinute);
  }

  /** The round of asking that is under way, or null. */
  @Nullable Mono<Void> underWay() {
    return underWay;
  }

  void setUnderWay(@Nullable Mono<Void> round) {
    underWay = round;
  }

  Pace rounds() {
    return rounds;
  }

  Stream<Family> families() {
    return Stream.of(six, four);
  }

  /** The more urgent of both families. */
  Due due(long now, List<Nameserver> servers) {
    Due one = six.due(now, servers);
    Due other = four.due(now, servers);
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Those for which to ask: with one that is due, one that soon will be. */
  List<Family> dueFamilies(long now, List<Nameserver> servers) {
    return families().filter(it -> it.due(now, servers) != Due.NO).toList();
  }

  /** True if the name servers gave an address the last time they were asked. */
  boolean isGood() {
    return families().anyMatch(it -> it.last() instanceof Found.Addresses);
  }

  /** What they gave then, in a lasting order; empty if nothing. */
  List<InetAddress> good() {
    return isGood() ? good : List.of();
  }

  void setGood(List<InetAddress> addresses) {
    good = addresses;
  }

  /** True if that holds now. */
  boolean holds(long now) {
    return families().anyMatch(it -> it.holds(now));
  }

  /**
   * What they gave, as it came; where they failed for one family only, its last good addresses
   * instead.
   *
   * @param lastGood of both families
   */
  List<InetAddress> addresses(List<InetAddress> lastGood) {
    List<InetAddress> all = new ArrayList<>();
    families()
        .forEach(
            family -> {
              switch (family.last()) {
                case Found.Addresses(var addresses, _) -> all.addAll(addresses);
                case Found.Failed _, Found.Withheld _ ->
                    lastGood.stream().filter(it -> isOf(family, it)).forEach(all::add);
                case Found.Nothing _ -> {}
                case null -> {}
              }
            });
    return all;
  }

  private static boolean isOf(Family family, InetAddress address) {
    return (family.type() == Type.A) == address instanceof Inet4Address;
  }

  /** Why they gave none; that of IPv4 if both families say something. */
  Breach breach() {
    Found.Nothing nothing = null;
    for (Family family : List.of(four, six)) {
      switch (family.last()) {
        case Found.Failed(var why, _) -> {
          return why;
        }
        case Found.Nothing said -> nothing = nothing == null ? said : nothing;
        case Found.Addresses _, Found.Withheld _ -> {}
        case null -> {}
      }
    }
    return nothing == null
        ? new Breach(Rung.DNS_SILENT, "no answer yet")
        : new Breach(Rung.DNS_NO_NAME, nothing.detail());
  }
}
