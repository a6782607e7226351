package dev.linkflux.replay.score;

import dev.linkflux.replay.score.Finding.Rank;
import dev.linkflux.uplink.LinkFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whiles in which nothing could leave through an uplink, as its machine said. One owner. */
final class Link {
  private final List<Finding> findings;
  private @Nullable String cut;
  private long since;

  Link(List<Finding> findings) {
    this.findings = findings;
  }

  void take(LinkFacts facts) {
    String now = cut(facts);
    if (cut == null ? now != null : !cut.equals(now)) {
      end(facts.at().nanos());
      cut = now;
      since = facts.at().nanos();
    }
  }

  void end(long at) {
    if (cut != null && at > since) {
      findings.add(new Finding(since, at, Rank.CUT, cut));
    }
  }

  private static @Nullable String cut(LinkFacts facts) {
    if (!facts.isPresent()) {
      return "no interface";
    }
    if (!facts.up() || !facts.carrier()) {
      return "no carrier";
    }
    if (facts.addresses().isEmpty()) {
      return "no address";
    }
    return facts.gateways().isEmpty() && !facts.pointToPoint() ? "no gateway" : null;
  }
}
