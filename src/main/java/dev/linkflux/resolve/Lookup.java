package dev.linkflux.resolve;

import dev.linkflux.resolve.UnresolvedException.Reason;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.dns.NameQuestion;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.SetResponse;
import reactor.core.publisher.Mono;

/** Looks for the addresses of names behind one uplink: in its cache, else from its name servers. */
final class Lookup {
  /** More than anybody needs, and an end to circles. */
  private static final int ALIASES = 12;

  private final Nameservers servers;
  private final UplinkCache cache;
  private final Uplink uplink;

  Lookup(Nameservers servers, UplinkCache cache, Uplink uplink) {
    this.servers = servers;
    this.cache = cache;
    this.uplink = uplink;
  }

  /**
   * The addresses of one family.
   *
   * @param type of their records
   */
  Mono<Found> addresses(Name name, int type) {
    return addresses(name, type, 0);
  }

  private Mono<Found> addresses(Name name, int type, int aliases) {
    if (aliases > ALIASES) {
      return Mono.error(
          new UnresolvedException(Reason.NO_NAME, "aliases without an end, the last one " + name));
    }
    return Mono.defer(
        () -> {
          SetResponse known = cache.known(name, type);
          // That others know, who were not asked, is not known.
          return known.isUnknown() || known.isDelegation()
              ? ask(name, type, aliases)
              : follow(known, name, type, aliases);
        });
  }

  private Mono<Found> ask(Name name, int type, int aliases) {
    return servers
        .answer(uplink, new NameQuestion(name, type))
        .flatMap(answer -> learned(answer, name, type, aliases));
  }

  /**
   * What an answer says, and where its aliases lead.
   *
   * @param answer to the question for the name and type
   * @param aliases followed so far
   */
  Mono<Found> learned(Message answer, Name name, int type, int aliases) {
    return follow(cache.learn(answer), name, type, aliases);
  }

  private Mono<Found> follow(SetResponse known, Name name, int type, int aliases) {
    if (known.isSuccessful()) {
      return Mono.just(Found.of(read(known.answers())));
    }
    if (known.isNXDOMAIN()) {
      return Mono.just(Found.NO_NAME);
    }
    if (known.isNXRRSET()) {
      return Mono.just(Found.NO_ADDRESS);
    }
    if (known.isCNAME()) {
      return addresses(known.getCNAME().getTarget(), type, aliases + 1);
    }
    if (known.isDNAME()) {
      try {
        return addresses(name.fromDNAME(known.getDNAME()), type, aliases + 1);
      } catch (NameTooLongException e) {
        return Mono.error(new UnresolvedException(Reason.NO_NAME, "alias too long: " + e));
      }
    }
    return Mono.error(
        new UnresolvedException(
            Reason.REFUSED, "the name server sends us on to others for " + name.toString(true)));
  }

  private static List<InetAddress> read(List<RRset> sets) {
    List<InetAddress> addresses = new ArrayList<>();
    for (RRset set : sets) {
      for (Record record : set.rrs()) {
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
