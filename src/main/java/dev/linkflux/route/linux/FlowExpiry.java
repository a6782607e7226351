package dev.linkflux.route.linux;

import dev.linkflux.kernel.Conntrack;
import dev.linkflux.kernel.FlowEntry;
import dev.linkflux.route.Expiry;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Forgets the tracked connections that an uplink carried and does not carry any more. */
final class FlowExpiry {
  private final @Nullable Conntrack conntrack;
  private final Consumer<String> told;
  private final Set<Expiry> done = new HashSet<>();
  private int forgotten;
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
   * The main routes of a plan stand. If the plan is refused for something else, its expiries come
   * again with the next one: they are carried out once.
   */
  void carryOut(List<Expiry> expiries) {
    done.retainAll(expiries);
    List<Expiry> due = expiries.stream().filter(expiry -> !done.contains(expiry)).toList();
    if (conntrack != null && !due.isEmpty()) {
      forgotten += expire(conntrack, due);
      done.addAll(due);
    }
  }

  /** All of the plan stands: its expiries will not come again. How many flows were forgotten. */
  int settle() {
    int all = forgotten;
    forgotten = 0;
    done.clear();
    return all;
  }

  /** That it cannot be done is told once; the routes stand all the same. */
  private int expire(Conntrack table, List<Expiry> due) {
    try {
      return table.expire(flow -> due.stream().anyMatch(expiry -> hits(expiry, flow)));
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        told.accept(
            "tracked connections of uplinks that are left cannot be forgotten, and may hang until"
                + " they end by themselves: "
                + e.getMessage()
                + "; `linkflux doctor` says more, routes.flows: keep does without");
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
