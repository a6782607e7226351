package dev.linkflux.lab;

import java.util.OptionalLong;
import java.util.SplittableRandom;

/** What an impairment makes of each packet in turn: lost, held up, or on time. Not thread-safe. */
final class Air {
  private final SplittableRandom random;
  private Impairment impairment;
  private boolean channelBad;
  private long earliestDue;
  private long bottleneckFreeAt;
  private long lost;
  private long frozen;
  private long overflowed;

  Air(Impairment impairment, long seed, long now) {
    this.impairment = impairment;
    this.random = new SplittableRandom(seed);
    this.earliestDue = now;
    this.bottleneckFreeAt = now;
  }

  Impairment impairment() {
    return impairment;
  }

  void change(Impairment next, long now) {
    if (next.frozen() || !next.rate().equals(impairment.rate())) {
      bottleneckFreeAt = now;
      earliestDue = now;
    }
    if (!next.delay().equals(impairment.delay()) || !next.jitter().equals(impairment.jitter())) {
      earliestDue = now;
    }
    impairment = next;
  }

  /** When a packet that is sent now comes out, as nanoTime; empty if it never does. */
  OptionalLong due(int length, long now) {
    if (impairment.frozen()) {
      frozen++;
      return OptionalLong.empty();
    }
    if (isLost()) {
      lost++;
      return OptionalLong.empty();
    }
    Impairment.Rate rate = impairment.rate();
    long leaves = now;
    if (!rate.equals(Impairment.Rate.UNLIMITED)) {
      long startsAt = Math.max(now, bottleneckFreeAt);
      double waiting = (startsAt - now) * (double) rate.bytesPerSecond() / 1e9;
      if (waiting + length > rate.queueBytes()) {
        overflowed++;
        return OptionalLong.empty();
      }
      leaves = startsAt + Math.round(length * 1e9 / rate.bytesPerSecond());
      bottleneckFreeAt = leaves;
    }
    long jitter = impairment.jitter().toNanos();
    long variation = jitter == 0 ? 0 : random.nextLong(-jitter, jitter + 1);
    long delay = Math.max(0, impairment.delay().toNanos() + variation);
    earliestDue = Math.max(earliestDue, leaves + delay);
    return OptionalLong.of(earliestDue);
  }

  /** Packets that were under way when everything froze. */
  void froze(int packets) {
    frozen += packets;
  }

  long lost() {
    return lost;
  }

  long frozen() {
    return frozen;
  }

  long overflowed() {
    return overflowed;
  }

  private boolean isLost() {
    Impairment.Burst burst = impairment.burst();
    channelBad = random.nextDouble() < (channelBad ? 1 - burst.leave() : burst.enter());
    return random.nextDouble() < impairment.loss()
        || (channelBad && random.nextDouble() < burst.loss());
  }
}
