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
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** Reads bytes as the answer of a name server, and looks an address up in it. */
public final class LookupFuzz {
  private static final int LONGEST_REASON = 1200; // a name is up to 1,004 characters long

  private static final Uplink UPLINK =
      new Uplink(new UplinkId("u0", 0), "", 1, List.of(), 1, false);

  /** Asks nobody: what an answer does not say remains unknown. */
  private static final Nameservers NOBODY =
      new Nameservers(
          LoopResources.create("fuzz", 1, true), List.of(), Passage.ANY, new Instruments());

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
      UplinkCache cache = new UplinkCache();
      Lookup lookup = new Lookup(NOBODY, cache, UPLINK);
      check(lookup.learned(answer, question.name(), question.type(), 0));
      check(lookup.addresses(question.name(), question.type())); // from the cache now
    }

    private static boolean isHelp(int rcode) {
      return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
    }

    private static void check(Mono<Found> lookup) {
      Found found = lookup.onErrorResume(Found::failed).block();
      require(found != null, "neither found nor not");
      if (found != null && found.failure() != null) {
        requirePlain(found.failure().getMessage(), LONGEST_REASON);
        require(found.addresses().isEmpty(), "addresses in spite of " + found.failure());
      }
      if (found != null && !found.exists()) {
        require(found.addresses().isEmpty(), "addresses of no name");
      }
    }
  }
}
