package dev.linkflux.bench;

import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Sinks;

/** As many probes on loopback as go: a new one for each outcome. */
public final class Flood {
  private final Asker asker = new Asker();
  private final Uplink uplink = Asker.through("lo", 0);
  private final List<Target> targets;
  private final long[] sequences;
  private final Sinks.Many<ProbeId> turns = Sinks.unsafe().many().unicast().onBackpressureBuffer();
  private final Meter meter = new Meter(asker.instruments());

  /** Probes that may be sent now. */
  private final AtomicInteger allowed = new AtomicInteger();

  private int next;

  private Flood(int targets) {
    this.targets = Asker.loopback(targets);
    this.sequences = new long[targets];
  }

  /** Takes the number of targets, of probes under way, and the seconds before and while counted. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Flood flood = new Flood(Integer.parseInt(arguments[0]));
    flood.asker.ask(
        flood.uplink, flood.targets, Duration.ofSeconds(1), flood.turns.asFlux(), flood::ended);
    flood.allow(Integer.parseInt(arguments[1]));
    System.out.println(
        flood.meter.measure(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])));
    System.exit(0);
  }

  private void ended(Outcome outcome) {
    meter.count(outcome);
    allow(1);
  }

  private void allow(int count) {
    if (allowed.getAndAdd(count) == 0) {
      asker.loop().execute(this::send);
    }
  }

  private void send() {
    for (int left = allowed.getAndSet(0); left > 0; left--) {
      int target = next;
      next = (next + 1) % targets.size();
      turns.emitNext(
          new ProbeId(uplink.id(), targets.get(target).id(), ++sequences[target]),
          Sinks.EmitFailureHandler.FAIL_FAST);
    }
  }
}
