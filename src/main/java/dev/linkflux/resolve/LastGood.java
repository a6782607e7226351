package dev.linkflux.resolve;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The last good addresses of every name through every uplink, which serve on while name servers
 * give none (RFC 8767). One owner; only the file is written elsewhere, by one thread.
 */
final class LastGood {
  /** So old the file's date of addresses that never change gets at most. */
  private static final Duration RENEWED = Duration.ofDays(1);

  /** More of one name are not kept. */
  private static final int ADDRESSES = 64;

  private final long staleNanos;
  private final Housekeeping house;
  private final @Nullable NamesFile file;
  private final Map<Key, Good> all = new HashMap<>();
  private final AtomicBoolean unwritten = new AtomicBoolean();
  private final AtomicBoolean writing = new AtomicBoolean();

  private record Key(String name, String uplink) {}

  /**
   * Reads the file; may block.
   *
   * @param stale how long they serve
   */
  LastGood(Duration stale, Housekeeping house, @Nullable NamesFile file) {
    this.staleNanos = stale.toNanos();
    this.house = house;
    this.file = file;
    if (file != null) {
      file.read(house.nanoTime().getAsLong(), house.wall().instant())
          .forEach(good -> all.put(new Key(good.name(), good.uplink()), good));
    }
  }

  /** Those found through that uplink, if they may still serve; else empty. */
  List<InetAddress> own(String name, String uplink, long now) {
    Good good = all.get(new Key(name, uplink));
    return good != null && serves(good, now) ? good.addresses() : List.of();
  }

  /** Those found through any other uplink, the latest first. */
  List<InetAddress> others(String name, String uplink, long now) {
    return all.values().stream()
        .filter(it -> it.name().equals(name) && !it.uplink().equals(uplink) && serves(it, now))
        .sorted(Comparator.comparingLong((Good it) -> now - it.at()).thenComparing(Good::uplink))
        .flatMap(it -> it.addresses().stream())
        .distinct()
        .toList();
  }

  private boolean serves(Good good, long now) {
    return now - good.at() < staleNanos;
  }

  /**
   * Name servers have given these. Addresses that a name had before keep their place, since the
   * order of the records of an answer changes each time.
   *
   * @return all of them, in that lasting order
   */
  List<InetAddress> remember(String name, String uplink, List<InetAddress> found, long now) {
    Key key = new Key(name, uplink);
    Good before = all.get(key);
    Set<InetAddress> ordered = new LinkedHashSet<>(before == null ? List.of() : before.addresses());
    ordered.retainAll(found);
    ordered.addAll(found);
    List<InetAddress> addresses = ordered.stream().limit(ADDRESSES).toList();
    Instant date = house.wall().instant();
    if (before != null
        && before.addresses().equals(addresses)
        && Duration.between(before.date(), date).abs().compareTo(RENEWED) <= 0) {
      date = before.date(); // what the file says changes only if it has to
    } else {
      unwritten.set(true);
    }
    all.put(key, new Good(name, uplink, addresses, now, date));
    if (unwritten.get()) {
      write();
    }
    return addresses;
  }

  private void write() {
    NamesFile target = file;
    if (target == null || !writing.compareAndSet(false, true)) {
      return; // with the next answer
    }
    unwritten.set(false);
    List<Good> snapshot =
        all.values().stream()
            .sorted(Comparator.comparing(Good::date).reversed())
            .limit(NamesFile.MOST)
            .toList();
    try {
      house.blocking().schedule(() -> write(target, snapshot));
    } catch (RejectedExecutionException _) {
      writing.set(false); // the service is ending
    }
  }

  private void write(NamesFile target, List<Good> snapshot) {
    if (!target.write(snapshot)) {
      unwritten.set(true);
    }
    writing.set(false);
  }
}
