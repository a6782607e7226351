package dev.linkflux.route.linux;

import dev.linkflux.kernel.EndpointEntry;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Limits;
import dev.linkflux.route.RoutePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The MPTCP endpoints and limits of the network namespace when they were read.
 *
 * @param ours those that we noted
 * @param foreign all others, but for those that the kernel made for itself
 * @param trouble why they could not be read, for a person; null if they could
 */
record EndpointReading(
    List<EndpointEntry> ours,
    List<EndpointEntry> foreign,
    Limits limits,
    @Nullable String trouble) {
  EndpointReading {
    ours = List.copyOf(ours);
    foreign = List.copyOf(foreign);
  }

  static EndpointReading unreadable(String trouble) {
    return new EndpointReading(List.of(), List.of(), Limits.NONE, trouble);
  }

  /**
   * Ours in our words.
   *
   * @param names of the interfaces, by index
   */
  List<Endpoint> held(Map<Integer, String> names) {
    return ours.stream().map(entry -> EndpointEntries.endpoint(entry, names)).toList();
  }

  /** Those that nobody else has taken the address of. */
  List<Endpoint> feasible(List<Endpoint> wanted) {
    return trouble != null
        ? List.of()
        : wanted.stream().filter(endpoint -> foreign(endpoint).isEmpty()).toList();
  }

  /** A sentence for each that somebody else made otherwise than it is wanted. */
  List<String> conflicts(List<Endpoint> wanted) {
    List<String> conflicts = new ArrayList<>();
    if (trouble != null && !wanted.isEmpty()) {
      conflicts.add(trouble);
    }
    for (Endpoint endpoint : wanted) {
      foreign(endpoint)
          .filter(entry -> !EndpointEntries.serves(entry, endpoint))
          .ifPresent(entry -> conflicts.add(conflict(endpoint, entry)));
    }
    return conflicts;
  }

  /** How it differs from what a plan wants, for a person; empty if it does not. */
  Optional<String> drift(RoutePlan plan) {
    if (trouble != null) {
      return Optional.empty();
    }
    for (Endpoint endpoint : plan.endpoints()) {
      boolean stands =
          ours.stream()
              .anyMatch(
                  entry ->
                      EndpointEntries.serves(entry, endpoint) && entry.index() == endpoint.index());
      if (!stands && foreign(endpoint).isEmpty()) {
        return Optional.of("MPTCP endpoint " + endpoint + " is gone, or is another");
      }
    }
    return limits.equals(limits.atLeast(plan.limits()))
        ? Optional.empty()
        : Optional.of("MPTCP limits are only " + limits);
  }

  private static String conflict(Endpoint endpoint, EndpointEntry entry) {
    return "add MPTCP endpoint %s: its address is taken by endpoint %d (%s), which is not ours; %s"
        .formatted(
            endpoint,
            entry.id(),
            EndpointEntries.flags(entry),
            "delete that one, or make this uplink's mptcp the same");
  }

  private Optional<EndpointEntry> foreign(Endpoint endpoint) {
    return foreign.stream()
        .filter(entry -> entry.address().equals(endpoint.address()) && entry.port() == 0)
        .findFirst();
  }
}
