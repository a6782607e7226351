package dev.linkflux.bench;

import dev.linkflux.engine.Gate;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Sounding;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.probe.icmp.IcmpProber;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** As many probes as go: a new one for each outcome. */
public final class Flood {
  private static final Uplink UPLINK =
      new Uplink(new UplinkId("lo", 0), "lo", 1, List.of(), 1, false);

  private final List<Target> targets;
  private final Sinks.Many<ProbeId> turns = Sinks.many().unicast().onBackpressureBuffer();
  private final AtomicInteger credit = new AtomicInteger();
  private final EventLoop loop;
  private final long[] sequences;
  private int next;
  private volatile long replied;
  private volatile long lost;

  private Flood(int count, EventLoop loop) {
    this.targets =
        IntStream.range(0, count)
            .mapToObj(i -> Target.icmp(i, "t" + i, "127.1." + i / 250 + "." + (i % 250 + 1)))
            .toList();
    this.sequences = new long[count];
    this.loop = loop;
  }

  public static void main(String[] arguments) throws Exception {
    LoopResources loops = LoopResources.create("probe", 1, true);
    EventLoop loop = loops.onClient(true).next();
    Flood flood = new Flood(Integer.parseInt(arguments[0]), loop);
    int outstanding = Integer.parseInt(arguments[1]);
    Instruments instruments = new Instruments();
    Sounding sounding =
        new Sounding(
            new IcmpProber(
                (IoEventLoop) loop, 16, Passage.ANY, instruments, kind -> System.err.println(kind)),
            new Gate(Schedulers.newSingle("gate", true), _ -> {}),
            Schedulers.fromExecutorService(loop, "probe"),
            1);
    sounding
        .outcomes(
            UPLINK,
            flood.targets,
            new Probing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 16),
            flood.turns.asFlux())
        .subscribe(
            flood::ended,
            failure -> {
              failure.printStackTrace();
              System.exit(1);
            });
    flood.more(outstanding);
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      long before = flood.replied;
      long lost = flood.lost;
      long kernel = instruments.timings(Stamping.KERNEL);
      long cpu = cpu();
      long user = user();
      long began = System.nanoTime();
      Thread.sleep(3000);
      long wall = System.nanoTime() - began;
      long n = flood.replied - before;
      System.out.printf(
          "%.0f/s lost %d cpu/M %.2f kernel %.4f%n",
          n * 1e9 / wall,
          flood.lost - lost,
          (cpu() - cpu) / 1e3 / n, (user() - user) * 1e4 / n,
          (instruments.timings(Stamping.KERNEL) - kernel) / (double) n);
    }
    System.exit(0);
  }

  private static long user() {
    try {
      String t = java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/stat"));
      return Long.parseLong(t.substring(t.lastIndexOf(')') + 2).split(" ")[11]);
    } catch (java.io.IOException e) { throw new RuntimeException(e); }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void ended(Outcome outcome) {
    if (outcome instanceof Outcome.Replied) {
      replied++;
    } else {
      lost++;
    }
    more(1);
  }

  private void more(int count) {
    if (credit.getAndAdd(count) == 0) {
      loop.execute(this::fill);
    }
  }

  private void fill() {
    for (int left = credit.getAndSet(0); left > 0; left--) {
      int target = next++ % targets.size();
      turns.tryEmitNext(new ProbeId(UPLINK.id(), targets.get(target).id(), ++sequences[target]));
    }
  }
}
