package dev.linkflux.lab;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * What one direction hands over instead of a packet. Called under the lock of the direction, one
 * packet after the other.
 */
@FunctionalInterface
public interface Trick {
  Trick NONE = packet -> List.of(new Passing(packet, Duration.ZERO));

  /** Every packet comes twice. */
  Trick TWICE =
      packet -> List.of(new Passing(packet, Duration.ZERO), new Passing(packet, Duration.ZERO));

  /** Instead of each packet comes one like it from somebody who does not know the secret. */
  Trick FORGED = packet -> List.of(new Passing(Forgery.of(packet), Duration.ZERO));

  List<Passing> play(byte[] packet);

  /**
   * A packet that is handed over.
   *
   * @param later than it would be without the trick
   */
  record Passing(byte[] packet, Duration later) {}

  /** Every packet is held back. */
  static Trick late(Duration later) {
    return packet -> List.of(new Passing(packet, later));
  }

  /** Of every two packets the second comes first. */
  static Trick swapped() {
    Deque<byte[]> waiting = new ArrayDeque<>();
    return packet -> {
      if (waiting.isEmpty()) {
        waiting.add(packet);
        return List.of();
      }
      byte[] before = Objects.requireNonNull(waiting.poll());
      return List.of(new Passing(packet, Duration.ZERO), new Passing(before, Duration.ZERO));
    };
  }
}
