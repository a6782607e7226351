package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.foreign.Bounce;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Arranges what the lines say: inputs in time order, outputs aside, recordings that are not of one
 * piece behind one another by their wall time.
 */
final class Arranger implements Decoded {
  private final Names names;
  private final Shift shift;
  private final Consumer<? super Event> recorded;
  private final Standing standing;
  private final BareLog bare = new BareLog();
  private List<Event> batch;
  private @Nullable Header first;
  private @Nullable Header latest;
  private boolean anything;
  private long zero;
  private long unknown;
  private long last;
  private long end;

  Arranger(
      Names names,
      Shift shift,
      Consumer<? super Event> recorded,
      Standing standing,
      List<Event> batch) {
    this.names = names;
    this.shift = shift;
    this.recorded = recorded;
    this.standing = standing;
    this.batch = batch;
  }

  /** Where the inputs go from now on. */
  void into(List<Event> batch) {
    this.batch = batch;
  }

  /** A new file: {@link #anything} is about this one. */
  void beginFile() {
    anything = false;
  }

  /** True if the file has a header or a record. */
  boolean anything() {
    return anything;
  }

  @Nullable Header first() {
    return first;
  }

  /** What a wall clock showed at the beginning; null before anything is known. */
  @Nullable Instant wall() {
    return first == null ? bare.epoch() : first.wall();
  }

  long unknownTypes() {
    return unknown;
  }

  long end() {
    return end;
  }

  /** Hands on the replies of a foreign log behind which nothing was recorded. */
  void release() throws Broken {
    bare.release(Moment.NEVER, this);
  }

  @Override
  public void input(long at, Event event) throws Broken {
    if (at < last) {
      throw new Broken("goes back in time by %.6f s".formatted((last - at) / 1e9));
    }
    last = at;
    anything = true;
    end = Math.max(end, at);
    batch.add(event);
  }

  @Override
  public void output(Event event) {
    anything = true;
    end = Math.max(end, event.at().nanos());
    recorded.accept(event);
  }

  @Override
  public void header(Header next) throws Broken {
    anything = true;
    if (first == null || latest == null) {
      first = next;
      release();
      shift.begin(end);
      zero = end;
    } else if (!next.wall().equals(latest.wall())) {
      release();
      shift.begin(zeroOf(next, end));
      standing.forget();
    }
    latest = next;
    names.learn(next.config());
  }

  /** Where the zero of the recording with that header is laid, behind the first one. */
  private long zeroOf(Header next, long end) {
    if (first == null || latest == null || next.wall().equals(latest.wall())) {
      return shift.time();
    }
    return Math.max(zero + apart(first.wall(), next.wall()), end - next.began().nanos());
  }

  /**
   * Passes the rest of a file unread, if a moment is not before what the next one holds.
   *
   * @param last the last moment of the file, in its own time, in nanoseconds
   */
  boolean pass(long last, Header next, Moment from) {
    long passed = Math.max(end, shift.time() + last);
    if (zeroOf(next, passed) + next.began().nanos() > from.nanos()) {
      return false;
    }
    end = passed;
    return true;
  }

  /** A moment in the file's own time, in nanoseconds. */
  long local(Moment moment) {
    return moment.nanos() - shift.time();
  }

  @Override
  public void standing(Event event) {
    standing.learn(event);
  }

  @Override
  public void bare(long sent, UplinkId uplink, TargetId target, long rtt) throws Broken {
    bare.accept(sent, uplink, target, rtt, new Moment(end), this);
  }

  @Override
  public void bounced(long sent, UplinkId uplink, TargetId target, long after, Bounce bounce)
      throws Broken {
    bare.bounced(sent, uplink, target, after, bounce, new Moment(end), this);
  }

  @Override
  public void unknown() {
    unknown++;
  }

  /** Nanoseconds from one wall time to the other; 0 if it is not later. */
  private static long apart(Instant from, Instant to) {
    Duration apart = Duration.between(from, to);
    return apart.isNegative()
        ? 0
        : Math.min(apart.toSeconds(), Shift.LIMIT / 1_000_000_000) * 1_000_000_000
            + apart.toNanosPart();
  }
}
