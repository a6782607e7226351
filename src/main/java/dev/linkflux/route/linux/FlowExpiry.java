package dev.linkflux.route.linux;

import dev.linkflux.kernel.Conntrack;
import dev.linkflux.kernel.FlowEntry;
import dev.linkflux.route.Expiry;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Forgets the tracked connections that an uplink carried and does not carry any more. */
final class FlowExpiry {
  private final @Nullable Conntrack conntrack;
  private final Consumer<String> told;
  private boolean failed;

  /**
   * @param conntrack null if connections are not to be touched
   * @param told takes sentences for a person
   */
  FlowExpiry(@Nullable Conntrack conntrack, Consumer<String> told) {
    this.conntrack = conntrack;
    this.told = told;
  }

  /**
   * How many were forgotten. That it cannot be done is told once; the routes stand all the same.
   */
  int expire(List<Expiry> expiries) {
    if (conntrack == null || expiries.isEmpty()) {
      return 0;
    }
    try {
      return conntrack.expire(flow -> expiries.stream().anyMatch(expiry -> hits(expiry, flow)));
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        told.accept(
            "tracked connections of uplinks that are left cannot be forgotten: " + e.getMessage());
      }
      return 0;
    }
  }

  /** Those that were translated to an address of it, and those that bear its mark. */
  static boolean hits(Expiry expiry, FlowEntry flow) {
    if ((flow.mark() & expiry.mask()) == expiry.mark()) {
      return !expiry.sparingMarked();
    }
    return flow.isSourceNat() && expiry.addresses().contains(flow.replyDestination());
  }
}
