package dev.linkflux.resolve;

import dev.linkflux.kernel.BoundSocket;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whom to ask through an uplink: those that are configured for it, else those for all, else those
 * of its network, else those of the system. What the system says is read again when it may have
 * changed, behind the scenes. One owner.
 */
final class Signposts {
  private static final long READ_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

  private final Naming naming;
  private final Housekeeping house;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Posted posted;
  private long readAt;

  /** Reads them; may block. */
  Signposts(Naming naming, Housekeeping house) {
    this.naming = naming;
    this.house = house;
    this.posted = Posted.read(house.root(), Posted.NOTHING, house.told());
    this.readAt = house.nanoTime().getAsLong();
  }

  /** In the order to ask them. */
  List<Nameserver> of(Uplink uplink) {
    List<Nameserver> own = naming.own().getOrDefault(uplink.name(), List.of());
    if (!own.isEmpty()) {
      return own;
    }
    if (!naming.nameservers().isEmpty()) {
      return naming.nameservers();
    }
    readAgain();
    Posted now = posted;
    List<Nameserver> network = now.of(uplink, index(uplink));
    return network.isEmpty() ? now.system() : network;
  }

  private static OptionalInt index(Uplink uplink) {
    return uplink.device().isEmpty()
        ? OptionalInt.empty()
        : BoundSocket.interfaceIndex(uplink.device());
  }

  private void readAgain() {
    long now = house.nanoTime().getAsLong();
    if (now - readAt < READ_AGAIN_NANOS || !reading.compareAndSet(false, true)) {
      return;
    }
    readAt = now;
    try {
      house.blocking().schedule(this::read);
    } catch (RejectedExecutionException _) {
      reading.set(false); // the service is ending
    }
  }

  private void read() {
    posted = Posted.read(house.root(), posted, house.told());
    reading.set(false);
  }
}
