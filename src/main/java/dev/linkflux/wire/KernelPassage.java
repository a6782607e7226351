package dev.linkflux.wire;

import dev.linkflux.kernel.BoundSocket;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.RouteLookup;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the kernel's own routes and rules, and remembers its answers for a moment. One owner, the
 * loop of the probes; not thread safe.
 */
public final class KernelPassage implements Passage, AutoCloseable {
  /**
   * How long an answer holds, so that thousands of probes a second do not cost as many requests.
   */
  static final Duration OPEN_FOR = Duration.ofSeconds(1);

  /** Shorter than between two fast turns: a route that has just come is used with the next one. */
  static final Duration CLOSED_FOR = Duration.ofMillis(50);

  /** Answers that are remembered at most; the oldest makes room. */
  static final int REMEMBERED = 16_384;

  private final LongSupplier nanoTime;
  private final Answers answers = new Answers();
  private @Nullable RouteLookup lookup;
  private long lookups;

  /** Opens its socket with the first question, in the network namespace of the asking thread. */
  public KernelPassage() {
    this(System::nanoTime);
  }

  KernelPassage(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Way(UplinkId uplink, InetAddress destination) {}

  private record Answer(boolean open, long until) {}

  /** What was answered, oldest first. */
  private static final class Answers extends LinkedHashMap<Way, Answer> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Way, Answer> eldest) {
      return size() > REMEMBERED;
    }
  }

  @Override
  public boolean isOpen(Uplink uplink, InetAddress destination) {
    if (uplink.device().isEmpty()) {
      return true;
    }
    Way way = new Way(uplink.id(), destination);
    long now = nanoTime.getAsLong();
    Answer known = answers.get(way);
    if (known != null && now - known.until() < 0) {
      return known.open();
    }
    boolean open = ask(uplink, destination);
    answers.remove(way);
    answers.put(way, new Answer(open, now + (open ? OPEN_FOR : CLOSED_FOR).toNanos()));
    return open;
  }

  /** How often the kernel has been asked. */
  long lookups() {
    return lookups;
  }

  private boolean ask(Uplink uplink, InetAddress destination) {
    OptionalInt index = BoundSocket.interfaceIndex(uplink.device());
    if (index.isEmpty()) {
      // The prober says so better: ENODEV.
      return true;
    }
    lookups++;
    try {
      RouteLookup asked = lookup;
      if (asked == null) {
        asked = RouteLookup.open();
        lookup = asked;
      }
      return !isClosed(asked.refusal(destination, index.getAsInt(), uplink.mark()));
    } catch (SystemCallException _) {
      // Not to know is no reason to withhold a probe; the next question gets a new socket.
      close();
      return true;
    }
  }

  /** Of the errors only these are about routes (fib_props in the kernel's net/ipv4). */
  private static boolean isClosed(int errno) {
    return Errno.ENETUNREACH.is(errno)
        || Errno.EHOSTUNREACH.is(errno)
        || Errno.EACCES.is(errno)
        || Errno.EINVAL.is(errno);
  }

  /** Closes the socket. A later question opens another one. */
  @Override
  public void close() {
    RouteLookup open = lookup;
    lookup = null;
    if (open != null) {
      open.close();
    }
  }
}
