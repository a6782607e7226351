package dev.linkflux.resolve;

import static dev.linkflux.fuzz.Invariant.require;
import static dev.linkflux.fuzz.Invariant.requirePlain;

import dev.linkflux.engine.Instruments;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.dns.NameQuestion;
import dev.linkflux.wire.dns.QueryFuzz;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** Reads bytes as the answer of a name server, and looks an address up in it. */
public final class LookupFuzz {
  private static final int LONGEST_REASON = 200;

  private static final Uplink UPLINK =
      new Uplink(new UplinkId("u0", 0), "", 1, List.of(), 1, false);

  /** Asks nobody: what an answer does not say remains unknown. */
  private static final Nameservers NOBODY =
      new Nameservers(
          LoopResources.create("fuzz", 1, true),
          Passage.ANY,
          new Instruments(),
          Map.of(),
          new Quota(1),
          System::nanoTime);

  private static final List<Case> CASES = List.of(new Case("A"), new Case("AAAA"));

  private LookupFuzz() {}

  /** As an answer to a question for either family. */
  public static void read(byte[] bytes) {
    CASES.forEach(each -> each.read(bytes));
  }

  private static final class Case {
    private final NameQuestion question;
    private final QueryFuzz query;

    Case(String type) {
      this.question = NameQuestion.of("a.example", type);
      this.query = new QueryFuzz(question);
    }

    void read(byte[] bytes) {
      Message answer = query.read(bytes);
      if (answer == null || !isHelp(answer.getRcode())) {
        return;
      }
      Lookup lookup = new Lookup(NOBODY, List.of(), UPLINK, question.type());
      check(lookup.learned(answer, "192.0.2.53", question.name(), 0));
      check(lookup.addresses(question.name())); // from its cache now
    }

    private static boolean isHelp(int rcode) {
      return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
    }

    private static void check(Mono<Found> lookup) {
      switch (lookup.block()) {
        case Found.Addresses(var all, var ttl) -> {
          require(!all.isEmpty(), "no addresses found");
          require(!ttl.isNegative(), "kept for " + ttl);
        }
        case Found.Nothing(var detail, var ttl) -> {
          requirePlain(detail, LONGEST_REASON);
          require(!ttl.isNegative(), "kept for " + ttl);
        }
        case Found.Failed(var why, _) -> requirePlain(why.detail(), LONGEST_REASON);
        case Found.Withheld() -> require(false, "withheld");
        case null -> require(false, "neither found nor not");
      }
    }
  }
}
