package dev.linkflux.bench;

import dev.linkflux.probe.Outcome;
import dev.linkflux.uplink.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/** Round-trip times through one device, with or without many other probes. */
public final class Timed {
  /** The first ones are left out: code is compiled, the kernel begins to stamp. */
  static final int SKIPPED = 500;

  /** Share the load of the other probes. */
  private static final int OTHERS = 50;

  private Timed() {}

  /**
   * Takes the device, the address, the number of probes, microseconds between two, and how many
   * other probes a second there are.
   */
  public static void main(String[] arguments) throws InterruptedException {
    String device = arguments[0];
    String address = arguments[1];
    int count = Integer.parseInt(arguments[2]);
    Duration interval = Duration.ofNanos(Long.parseLong(arguments[3]) * 1000);
    int rate = Integer.parseInt(arguments[4]);
    Asker asker = new Asker();
    if (rate > 0) {
      List<Target> others =
          IntStream.range(0, OTHERS).mapToObj(i -> Target.icmp(i, "o" + i, address)).toList();
      asker.ask(Asker.through(device), others, Steady.interval(OTHERS, rate), null, _ -> {});
    }
    BlockingQueue<Long> rtts = new LinkedBlockingQueue<>();
    asker.ask(
        Asker.through(device),
        List.of(Target.icmp(0, "measured", address)),
        interval,
        null,
        outcome -> {
          if (outcome instanceof Outcome.Replied replied) {
            rtts.add(replied.rtt());
          }
        });
    List<Double> micros = new ArrayList<>();
    for (int i = 0; i < SKIPPED + count; i++) {
      long rtt = rtts.take();
      if (i >= SKIPPED) {
        micros.add(rtt / 1e3);
      }
    }
    Engines.end(Rtt.of(Spread.of(micros)));
  }
}
