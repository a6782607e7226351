package dev.linkflux.route.linux;

import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.NetlinkException;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.RouteRequest;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteChange;
import dev.linkflux.route.RouteChange.AddEndpoint;
import dev.linkflux.route.RouteChange.AddRoute;
import dev.linkflux.route.RouteChange.AddRule;
import dev.linkflux.route.RouteChange.ChangeEndpoint;
import dev.linkflux.route.RouteChange.RaiseLimits;
import dev.linkflux.route.RouteChange.RemoveEndpoint;
import dev.linkflux.route.RouteChange.RemoveRoute;
import dev.linkflux.route.RouteChange.RemoveRule;
import dev.linkflux.route.RouteChange.ReplaceRoute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries changes out in their order, those of routes and rules in batches. What is refused holds
 * up nothing else: a dying uplink must not block a failover.
 */
final class Carrier {
  private final Rtnetlink rtnetlink;
  private final int protocol;
  private final @Nullable Endpoints endpoints;

  /**
   * @param protocol that our routes and rules carry
   * @param endpoints null if there is no MPTCP: then no change is of it
   */
  Carrier(Rtnetlink rtnetlink, int protocol, @Nullable Endpoints endpoints) {
    this.rtnetlink = rtnetlink;
    this.protocol = protocol;
    this.endpoints = endpoints;
  }

  /**
   * What came of it.
   *
   * @param done how many changes the kernel took
   * @param refusals a sentence for each other
   * @param forbidden true if the right is missing; nothing was tried after that
   */
  record Outcome(int done, List<String> refusals, boolean forbidden) {
    static final Outcome NOTHING = new Outcome(0, List.of(), false);

    Outcome {
      refusals = List.copyOf(refusals);
    }

    private Outcome and(Outcome next) {
      List<String> all = new ArrayList<>(refusals);
      all.addAll(next.refusals);
      return new Outcome(done + next.done, all, forbidden || next.forbidden);
    }
  }

  /**
   * Carries them out; an IOException if the kernel cannot be talked to.
   *
   * @param translation how the changes are said to the kernel
   */
  Outcome carryOut(List<RouteChange> changes, Requests translation) throws IOException {
    Outcome outcome = Outcome.NOTHING;
    for (int next = 0; next < changes.size() && !outcome.forbidden(); ) {
      int end = next;
      while (end < changes.size() && translation.request(changes.get(end)).isPresent()) {
        end++;
      }
      if (end > next) {
        outcome = outcome.and(batch(changes.subList(next, end), translation));
        next = end;
      } else {
        outcome = outcome.and(single(changes.get(next)));
        next++;
      }
    }
    return outcome;
  }

  private Outcome batch(List<RouteChange> changes, Requests translation) throws IOException {
    List<RouteRequest> requests =
        changes.stream().flatMap(change -> translation.request(change).stream()).toList();
    List<Optional<NetlinkException>> answers = rtnetlink.carryOut(requests);
    Outcome outcome = Outcome.NOTHING;
    for (int i = 0; i < changes.size() && !outcome.forbidden(); i++) {
      RouteChange change = changes.get(i);
      NetlinkException failure = answers.get(i).orElse(null);
      outcome = outcome.and(outcome(change, failure));
      if (failure != null && !failure.is(Errno.EPERM) && !failure.is(Errno.EEXIST)) {
        rescue(change, translation);
      }
    }
    return outcome;
  }

  private Outcome single(RouteChange change) throws IOException {
    Endpoints mptcp = endpoints;
    if (mptcp == null) {
      return Outcome.NOTHING;
    }
    try {
      switch (change) {
        case AddEndpoint(var endpoint) -> mptcp.add(endpoint);
        case ChangeEndpoint(var endpoint) -> mptcp.change(endpoint);
        case RemoveEndpoint(var endpoint) -> mptcp.remove(endpoint);
        case RaiseLimits(var limits) -> mptcp.raise(limits);
        case AddRoute _, ReplaceRoute _, RemoveRoute _, AddRule _, RemoveRule _ -> {}
      }
      return outcome(change, null);
    } catch (NetlinkException failure) {
      return outcome(change, failure);
    }
  }

  private Outcome outcome(RouteChange change, @Nullable NetlinkException failure)
      throws IOException {
    if (failure == null) {
      return new Outcome(1, List.of(), false);
    }
    if (isDoneAlready(change, failure)) {
      return Outcome.NOTHING;
    }
    String reason = Refusal.reason(change, failure) + hint(change, failure);
    return new Outcome(0, List.of(reason), failure.is(Errno.EPERM));
  }

  /** What was to go went with its interface. What is missing yet, the last reading tells. */
  private static boolean isDoneAlready(RouteChange change, NetlinkException failure) {
    return switch (change) {
      case RemoveRoute _, RemoveRule _, RemoveEndpoint _ ->
          failure.is(Errno.ESRCH) || failure.is(Errno.ENOENT) || failure.is(Errno.ENODEV);
      case AddRoute _, ReplaceRoute _, AddRule _ -> false;
      case AddEndpoint _, ChangeEndpoint _, RaiseLimits _ -> false;
    };
  }

  private String hint(RouteChange change, NetlinkException failure) throws IOException {
    if (change instanceof AddRoute(var route) && failure.is(Errno.EEXIST)) {
      return foreignInPlaceOf(route).map(Refusal::placeTakenBy).orElse("");
    }
    return "";
  }

  /** Somebody else's route that is in the place of one of ours: same table, network and metric. */
  private Optional<RouteEntry> foreignInPlaceOf(Route route) throws IOException {
    return rtnetlink.routes().stream()
        .filter(entry -> entry.protocol() != protocol)
        .filter(entry -> Entries.key(entry).equals(route.key()))
        .findFirst();
  }

  /**
   * Of a route of several ways the kernel takes all or none: if one of them is bad, the others
   * shall carry until there is a better plan.
   */
  private void rescue(RouteChange refused, Requests translation) throws IOException {
    for (RouteChange lesser : translation.lesser(refused)) {
      Optional<RouteRequest> request = translation.request(lesser);
      if (request.isEmpty() || rtnetlink.carryOut(List.of(request.get())).getFirst().isEmpty()) {
        return;
      }
    }
  }
}
