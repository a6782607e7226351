package dev.linkflux.resolve;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.dns.NameQuestion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.Credibility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SetResponse;
import reactor.core.publisher.Mono;

/**
 * One search for the addresses of a name, of one family, from question to question along its
 * aliases. The cache in it lives as long as the search: it tells which records of an answer are to
 * be believed, and where its aliases lead.
 */
final class Lookup {
  /** More than anybody needs, and an end to circles. */
  private static final int ALIASES = 12;

  private static final Duration FOR_EVER = Duration.ofSeconds(Integer.MAX_VALUE);

  private final Nameservers nameservers;
  private final List<Nameserver> servers;
  private final Uplink uplink;
  private final int type;
  private final Cache cache = new Cache(DClass.IN);
  private Duration ttl = FOR_EVER;
  private Duration nothingTtl = Duration.ZERO;
  private String teller = "";

  /**
   * @param servers in the order to ask them
   * @param type of the records
   */
  Lookup(Nameservers nameservers, List<Nameserver> servers, Uplink uplink, int type) {
    this.nameservers = nameservers;
    this.servers = servers;
    this.uplink = uplink;
    this.type = type;
  }

  /** Searches. */
  Mono<Found> addresses(Name name) {
    return addresses(name, 0);
  }

  private Mono<Found> addresses(Name name, int aliases) {
    if (aliases > ALIASES) {
      return Mono.just(new Found.Nothing("aliases without an end", ttl));
    }
    return Mono.defer(
        () -> {
          SetResponse known = cache.lookupRecords(name, type, Credibility.NORMAL);
          // That others know, who were not asked, is not known.
          return known.isUnknown() || known.isDelegation()
              ? ask(name, aliases)
              : follow(known, name, aliases);
        });
  }

  private Mono<Found> ask(Name name, int aliases) {
    return nameservers
        .answer(uplink, servers, new NameQuestion(name, type))
        .flatMap(
            reply ->
                switch (reply) {
                  case Reply.Told(var message, var by) -> learned(message, by, name, aliases);
                  case Reply.Unhelped(var failed) -> Mono.just(failed);
                  case Reply.Withheld() -> Mono.just(new Found.Withheld());
                });
  }

  /**
   * What an answer says, and where its aliases lead.
   *
   * @param answer to the question for the name and the type
   * @param by who gave it, for a person
   * @param aliases followed so far
   */
  Mono<Found> learned(Message answer, String by, Name name, int aliases) {
    Duration lasts = Lifetime.ofAnswer(answer);
    ttl = lasts.compareTo(ttl) < 0 ? lasts : ttl;
    nothingTtl = Lifetime.ofNothing(answer);
    teller = (answer.getRcode() == Rcode.NXDOMAIN ? "NXDOMAIN from " : "no address, says ") + by;
    return follow(cache.addMessage(answer), name, aliases);
  }

  private Mono<Found> follow(SetResponse known, Name name, int aliases) {
    if (known.isSuccessful()) {
      return Mono.just(new Found.Addresses(read(known.answers()), ttl));
    }
    if (known.isNXDOMAIN() || known.isNXRRSET()) {
      return Mono.just(new Found.Nothing(teller, shorter(ttl, nothingTtl)));
    }
    if (known.isCNAME()) {
      return addresses(known.getCNAME().getTarget(), aliases + 1);
    }
    if (known.isDNAME()) {
      try {
        return addresses(name.fromDNAME(known.getDNAME()), aliases + 1);
      } catch (NameTooLongException _) {
        return Mono.just(new Found.Nothing("an alias that is too long", ttl));
      }
    }
    return Mono.just(
        new Found.Failed(new Breach(Rung.DNS_REFUSED, "sent on to other name servers"), true));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static List<InetAddress> read(List<RRset> sets) {
    List<InetAddress> addresses = new ArrayList<>();
    for (RRset set : sets) {
      for (Record record : set.rrs(false)) {
        switch (record) {
          case ARecord four -> addresses.add(four.getAddress());
          case AAAARecord six -> addresses.add(six.getAddress());
          default -> {}
        }
      }
    }
    return addresses;
  }
}
