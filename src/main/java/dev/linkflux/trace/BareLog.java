package dev.linkflux.trace;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.foreign.Bounce;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a foreign log, one record a probe, what the monitor would have seen: first it was sent,
 * and later, in the right place among the others, the reply. Keeps no more than the replies that
 * are on their way.
 */
final class BareLog {
  /** Seconds of the epoch are within 126 years of it, on either side. */
  static final long FARTHEST = 4 * Shift.LIMIT;

  /** A day: the longest round-trip time. */
  static final long LONGEST = 86_400_000_000_000L;

  private static final Comparator<ProbeId> BY_PROBE =
      Comparator.comparingInt((ProbeId id) -> id.uplink().ordinal())
          .thenComparingInt(id -> id.target().ordinal())
          .thenComparingLong(ProbeId::sequence);

  private final PriorityQueue<Observation> under = new PriorityQueue<>(BareLog::order);
  private long[][] sequences = {};
  private boolean begun;
  private long first;
  private long last;
  private Moment zero = Moment.ZERO;
  private Moment sentAt = Moment.ZERO;

  /** The first record's own time, as of an epoch of 1970; null before it. */
  @Nullable Instant epoch() {
    return begun ? Instant.EPOCH.plusNanos(first) : null;
  }

  static boolean isInRange(long sent, long rtt) {
    return sent >= -FARTHEST && sent <= FARTHEST && rtt <= LONGEST;
  }

  /**
   * Takes one record.
   *
   * @param soFar the last moment of what came before: where the zero of the first record is laid
   */
  void accept(long sent, UplinkId uplink, TargetId target, long rtt, Moment soFar, Decoded into)
      throws Broken {
    ProbeId id = sent(sent, uplink, target, soFar, into);
    if (rtt != Decoded.LOST) {
      under.add(new Observation.Returned(sentAt.plusNanos(rtt), id, rtt));
    }
  }

  /** The same of one that could not be delivered. */
  void bounced(
      long sent,
      UplinkId uplink,
      TargetId target,
      long after,
      Bounce why,
      Moment soFar,
      Decoded into)
      throws Broken {
    ProbeId id = sent(sent, uplink, target, soFar, into);
    under.add(
        new Observation.Bounced(
            sentAt.plusNanos(after), id, why.type(), why.code(), why.reporter(), why.reason()));
  }

  private ProbeId sent(long sent, UplinkId uplink, TargetId target, Moment soFar, Decoded into)
      throws Broken {
    if (!begun) {
      begun = true;
      first = sent;
      last = sent;
      zero = soFar;
    }
    if (sent < last) {
      throw new Broken("goes back in time by %.3f s".formatted((last - sent) / 1e9));
    }
    if (sent - first > Shift.LIMIT) {
      throw new Broken("more than 31 years after the first record");
    }
    last = sent;
    Moment at = zero.plusNanos(sent - first);
    release(at, into);
    var id = new ProbeId(uplink, target, nextSequence(uplink.ordinal(), target.ordinal()));
    into.input(at.nanos(), new Observation.Sent(at, id));
    sentAt = at;
    return id;
  }

  /** Hands on the replies up to that moment. */
  void release(Moment until, Decoded into) throws Broken {
    for (var reply = under.peek();
        reply != null && !reply.at().isAfter(until);
        reply = under.peek()) {
      under.poll();
      into.input(reply.at().nanos(), reply);
    }
  }

  private static int order(Observation one, Observation other) {
    int byTime = one.at().compareTo(other.at());
    return byTime != 0 ? byTime : BY_PROBE.compare(one.id(), other.id());
  }

  private long nextSequence(int uplink, int target) {
    if (uplink >= sequences.length) {
      int old = sequences.length;
      sequences = Arrays.copyOf(sequences, uplink + 1);
      Arrays.fill(sequences, old, sequences.length, new long[0]);
    }
    if (target >= sequences[uplink].length) {
      sequences[uplink] = Arrays.copyOf(sequences[uplink], Math.max(8, target * 2));
    }
    return sequences[uplink][target]++;
  }
}
