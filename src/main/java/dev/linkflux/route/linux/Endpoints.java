package dev.linkflux.route.linux;

import dev.linkflux.kernel.EndpointEntry;
import dev.linkflux.kernel.MptcpLimits;
import dev.linkflux.kernel.MptcpPm;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The MPTCP endpoints that are ours. The kernel does not say whose one is: ours is what we have
 * noted, and only as long as id, address and interface agree with the note.
 */
public final class Endpoints {
  private static final int MOST_IDS = 255;

  private final MptcpPm mptcp;
  private final EndpointNotes notes;

  /**
   * @param notes of an earlier run, and of this one
   */
  public Endpoints(MptcpPm mptcp, EndpointNotes notes) {
    this.mptcp = mptcp;
    this.notes = notes;
  }

  /**
   * Reads them all. That they cannot be read is told in the answer: routes must not wait for it.
   */
  EndpointReading read() {
    try {
      List<EndpointEntry> ours = new ArrayList<>();
      List<EndpointEntry> foreign = new ArrayList<>();
      for (EndpointEntry entry : mptcp.endpoints()) {
        if (notes.has(entry)) {
          ours.add(entry);
        } else if (!entry.is(EndpointEntry.IMPLICIT)) {
          foreign.add(entry);
        }
      }
      MptcpLimits limits = mptcp.limits();
      return new EndpointReading(
          ours, foreign, new Limits(known(limits.subflows()), known(limits.accepted())), null);
    } catch (IOException e) {
      return EndpointReading.unreadable("MPTCP endpoints cannot be read: " + e.getMessage());
    }
  }

  /** Reads them when there is time for the disk, too: what could not be noted is tried again. */
  EndpointReading glance() {
    notes.settle();
    return read();
  }

  /** Kernels to come may take more than we would ever ask for. */
  private static int known(int limit) {
    return Math.clamp(limit, 0, Limits.MOST);
  }

  /**
   * Makes an endpoint. Noted first: killed in between, we know of one that is not there, and not
   * the other way round.
   */
  void add(Endpoint endpoint) throws IOException {
    List<EndpointEntry> present = mptcp.endpoints();
    for (EndpointEntry entry : present) {
      if (entry.is(EndpointEntry.IMPLICIT) && entry.address().equals(endpoint.address())) {
        // The kernel made it for a subflow of the peer; one with an id does not take its place.
        mptcp.delete(entry);
      }
    }
    EndpointEntry made = EndpointEntries.entry(endpoint, freeId(present));
    notes.add(made, present);
    try {
      mptcp.add(made);
    } catch (IOException e) {
      notes.remove(made);
      throw e;
    }
  }

  private static int freeId(List<EndpointEntry> present) {
    Set<Integer> taken = present.stream().map(EndpointEntry::id).collect(Collectors.toSet());
    return IntStream.rangeClosed(1, MOST_IDS)
        .filter(id -> !taken.contains(id))
        .findFirst()
        .orElse(MOST_IDS);
  }

  /** Makes another kind of it; where the kernel cannot, by a new one in its place. */
  void change(Endpoint endpoint) throws IOException {
    Optional<EndpointEntry> present = ours(endpoint);
    int flags = EndpointEntries.flags(endpoint);
    if (present.isPresent()) {
      EndpointEntry entry = present.get();
      if (((entry.flags() ^ flags) & ~EndpointEntries.CHANGEABLE) == 0) {
        mptcp.setFlags(entry.withFlags(flags));
        return;
      }
      remove(entry);
    }
    add(endpoint);
  }

  /** Takes it away, if it is there and ours; the kernel looks at the id alone. */
  void remove(Endpoint endpoint) throws IOException {
    Optional<EndpointEntry> present = ours(endpoint);
    if (present.isPresent()) {
      remove(present.get());
    }
  }

  private void remove(EndpointEntry entry) throws IOException {
    mptcp.delete(entry);
    notes.remove(entry);
  }

  /** As it is now. The kernel holds one of an address, whatever its interface. */
  private Optional<EndpointEntry> ours(Endpoint endpoint) throws IOException {
    return mptcp.endpoints().stream()
        .filter(entry -> entry.address().equals(endpoint.address()) && notes.has(entry))
        .findFirst();
  }

  /** Raises the limits to these, where they are lower. */
  void raise(Limits limits) throws IOException {
    MptcpLimits present = mptcp.limits();
    mptcp.setLimits(
        Math.max(present.subflows(), limits.subflows()),
        Math.max(present.accepted(), limits.accepted()));
  }
}
