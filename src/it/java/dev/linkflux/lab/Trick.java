package dev.linkflux.lab;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What one direction hands over instead of a packet. Called under the lock of the direction, one
 * packet after the other.
 */
@FunctionalInterface
public interface Trick {
  Trick NONE = (packet, handing) -> handing.over(packet, Duration.ZERO);

  /** Every packet comes twice. */
  Trick TWICE =
      (packet, handing) -> {
        handing.over(packet, Duration.ZERO);
        handing.over(packet, Duration.ZERO);
      };

  /** Instead of each packet comes one like it from somebody who does not know the secret. */
  Trick FORGED = (packet, handing) -> handing.over(Forgery.of(packet), Duration.ZERO);

  void play(byte[] packet, Handing handing);

  /** Takes what is handed over. */
  @FunctionalInterface
  interface Handing {
    /**
     * Hands a packet over.
     *
     * @param later than it would be without the trick
     */
    void over(byte[] packet, Duration later);
  }

  /** Every packet is held back. */
  static Trick late(Duration later) {
    return (packet, handing) -> handing.over(packet, later);
  }

  /** Every packet of TCP with data in it is held back; connections come about on time. */
  static Trick lateData(Duration later) {
    return (packet, handing) ->
        handing.over(packet, Forgery.carriesData(packet) ? later : Duration.ZERO);
  }

  /** Of every two packets the second comes first. */
  static Trick swapped() {
    Deque<byte[]> waiting = new ArrayDeque<>();
    return (packet, handing) -> {
      if (waiting.isEmpty()) {
        waiting.add(packet);
      } else {
        byte[] before = Objects.requireNonNull(waiting.poll());
        handing.over(packet, Duration.ZERO);
        handing.over(before, Duration.ZERO);
      }
    };
  }

  /** The same for each family by itself: what one has had does not matter to the other. */
  static Trick ofEachFamily(Supplier<Trick> trick) {
    Trick four = trick.get();
    Trick six = trick.get();
    return (packet, handing) -> (packet[0] >> 4 == 4 ? four : six).play(packet, handing);
  }
}
