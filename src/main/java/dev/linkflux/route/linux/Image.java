package dev.linkflux.route.linux;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The last reading of the kernel, for as long as nobody else has changed anything since: so that a
 * failover need not read first. Announcements void it, from any thread; where they are not heard it
 * is void always.
 */
final class Image {
  /** Reads what the kernel holds. */
  @FunctionalInterface
  interface Source {
    /**
     * Once.
     *
     * @param known an earlier reading since which nobody else has changed anything, or null
     */
    KernelState read(@Nullable KernelState known) throws IOException;
  }

  private record Reading(long upTo, KernelState state) {}

  private final Source source;
  private final AtomicLong changes = new AtomicLong();
  private volatile boolean heard;
  private volatile @Nullable Reading last;

  Image(Source source) {
    this.source = source;
  }

  /** Reads anew. What is announced meanwhile voids it at once. */
  KernelState read() throws IOException {
    long before = changes.get();
    Reading known = last;
    KernelState state =
        source.read(known != null && heard && known.upTo() == before ? known.state() : null);
    last = new Reading(before, state);
    return state;
  }

  /** The last reading, if it still holds. */
  Optional<KernelState> valid() {
    Reading reading = last;
    return reading != null && heard && reading.upTo() == changes.get()
        ? Optional.of(reading.state())
        : Optional.empty();
  }

  /** Somebody else has changed something, or may have. */
  void spoil() {
    changes.incrementAndGet();
  }

  /** Whether all changes are announced from now on. */
  void hears(boolean now) {
    spoil();
    heard = now;
  }
}
