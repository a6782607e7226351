package dev.linkflux.route.linux;

import dev.linkflux.kernel.EndpointEntry;
import dev.linkflux.route.Endpoint;
import dev.linkflux.uplink.Mptcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Translates MPTCP endpoints between our words and those of the kernel. */
final class EndpointEntries {
  /** Those that can be changed on an endpoint that stands. */
  static final int CHANGEABLE = EndpointEntry.BACKUP | EndpointEntry.FULLMESH;

  /** No interface: for what is ours, but is nothing that we would make. */
  private static final int NOWHERE = 0;

  private EndpointEntries() {}

  /** An endpoint as the kernel takes it. */
  static EndpointEntry entry(Endpoint endpoint, int id) {
    return new EndpointEntry(id, endpoint.address(), endpoint.index(), flags(endpoint));
  }

  static int flags(Endpoint endpoint) {
    int kind =
        switch (endpoint.kind()) {
          case OFF -> 0;
          case SUBFLOW -> EndpointEntry.SUBFLOW;
          case BACKUP -> EndpointEntry.SUBFLOW | EndpointEntry.BACKUP;
          case SIGNAL -> EndpointEntry.SIGNAL;
        };
    return kind | (endpoint.fullmesh() ? EndpointEntry.FULLMESH : 0);
  }

  /**
   * An endpoint of the kernel in our words. One that we would not make (both announced and used) is
   * of interface 0 there, and so is equal to none that we want.
   *
   * @param names of the interfaces, by index
   */
  static Endpoint endpoint(EndpointEntry entry, Map<Integer, String> names) {
    Endpoint endpoint = endpoint(entry, entry.index(), names);
    return serves(entry, endpoint) ? endpoint : endpoint(entry, NOWHERE, names);
  }

  private static Endpoint endpoint(EndpointEntry entry, int index, Map<Integer, String> names) {
    Mptcp kind =
        entry.is(EndpointEntry.SIGNAL)
            ? Mptcp.SIGNAL
            : entry.is(EndpointEntry.BACKUP) ? Mptcp.BACKUP : Mptcp.SUBFLOW;
    return new Endpoint(
        entry.address(),
        names.getOrDefault(index, "-"),
        index,
        kind,
        kind != Mptcp.SIGNAL && entry.is(EndpointEntry.FULLMESH));
  }

  /** Whether it is of that address and kind, whatever its id and interface. */
  static boolean serves(EndpointEntry entry, Endpoint endpoint) {
    return entry.address().equals(endpoint.address())
        && entry.flags() == flags(endpoint)
        && entry.port() == 0;
  }

  /** For a person, as {@code ip mptcp} says it. */
  static String flags(EndpointEntry entry) {
    List<String> words = new ArrayList<>();
    if (entry.is(EndpointEntry.SIGNAL)) {
      words.add("signal");
    }
    if (entry.is(EndpointEntry.SUBFLOW)) {
      words.add("subflow");
    }
    if (entry.is(EndpointEntry.BACKUP)) {
      words.add("backup");
    }
    if (entry.is(EndpointEntry.FULLMESH)) {
      words.add("fullmesh");
    }
    return words.isEmpty() ? "no flags" : String.join(" ", words);
  }
}
