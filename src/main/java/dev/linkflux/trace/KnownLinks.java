package dev.linkflux.trace;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was last said of every uplink's interface: a {@code link} line may name only what has
 * changed. An uplink of which nothing was said yet is present, up, and has what it needs.
 */
final class KnownLinks {
  /** Stands for "has an address" where a trace names none: documentation only, RFC 5737. */
  private static final List<Prefix> SOME_ADDRESS =
      List.of(Prefix.host(InetAddress.ofLiteral("192.0.2.1")));

  private final Names names;
  private final Map<UplinkId, LinkFacts> last = new HashMap<>();

  KnownLinks(Names names) {
    this.names = names;
  }

  LinkFacts next(Moment at, Fields line) throws Broken {
    UplinkId uplink = names.uplink(line.text("uplink"));
    LinkFacts known = last.get(uplink);
    if (known == null) {
      known =
          new LinkFacts(
              at, uplink, uplink.ordinal() + 1, true, true, SOME_ADDRESS, List.of(), true);
    }
    LinkFacts facts =
        new LinkFacts(
            at,
            uplink,
            line.has("index") ? line.number("index") : known.index(),
            line.has("up") ? line.flag("up") : known.up(),
            line.has("carrier") ? line.flag("carrier") : known.carrier(),
            line.has("addresses") ? prefixes(line) : known.addresses(),
            line.has("gateways") ? gateways(line) : known.gateways(),
            line.has("pointToPoint") ? line.flag("pointToPoint") : known.pointToPoint());
    last.put(uplink, facts);
    return facts;
  }

  private static List<Prefix> prefixes(Fields line) throws Broken {
    List<Prefix> prefixes = new ArrayList<>();
    for (String text : line.texts("addresses")) {
      prefixes.add(Fields.prefix(text));
    }
    return prefixes;
  }

  private static List<InetAddress> gateways(Fields line) throws Broken {
    List<InetAddress> gateways = new ArrayList<>();
    for (String text : line.texts("gateways")) {
      gateways.add(Fields.address(text));
    }
    return gateways;
  }
}
