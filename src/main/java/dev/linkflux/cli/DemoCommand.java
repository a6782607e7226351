package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.demo.Demo;
import dev.linkflux.demo.Emulation;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.TrafficWatch;
import dev.linkflux.probe.udp.UdpProber;
import dev.linkflux.probe.udp.Way;
import dev.linkflux.route.dryrun.DryRunRouteSink;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.wire.Passage;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Everything at once, without privileges, network or configuration. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Three emulated uplinks on loopback sockets, a scripted day of trouble, and the dashboard.",
      "The probes, the decisions and the stream are the real ones; only routes are not touched."
    })
final class DemoCommand implements Callable<Integer> {
  private static final long SEED = 20_261_122;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      description =
          "of the dashboard on 127.0.0.1; 0 takes a free one; default 8470, or a free one if that"
              + " is taken")
  private @Nullable Integer port;

  @Option(
      names = "--for",
      paramLabel = "D",
      converter = DurationOption.class,
      description = "end by itself after so long, such as 60s; default: at Ctrl-C")
  private @Nullable Duration length;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Configuration configuration = Demo.configuration();
    Loops loops = new Loops();
    Scheduler stage = Schedulers.newSingle("linkflux-demo", true);
    Emulation emulation =
        Objects.requireNonNull(
            Emulation.open(configuration.settings(), loops.serving(), stage, SEED).block());
    Instruments instruments = new Instruments();
    Daemon daemon =
        new Daemon(
            configuration,
            new DaemonParts(
                Map.of(
                    ProbeKind.UDP,
                    new UdpProber(
                        loops.probeLoop(),
                        configuration.settings().probing().payload(),
                        new Way.Emulated(emulation::address),
                        Passage.ANY,
                        instruments)),
                emulation.links(),
                new DryRunRouteSink(_ -> {}),
                TrafficWatch.NOBODY,
                instruments,
                SEED,
                true),
            loops,
            spec.commandLine().getErr());
    return new Serving(daemon, out, length)
        .serve(
            listen(),
            () -> {
              out.println("Three emulated uplinks, and a scripted day of trouble. Ctrl-C ends it.");
              out.println(Demo.differences(configuration));
              out.println("dashboard: " + daemon.address());
              out.println();
              long begin = System.nanoTime();
              Narrator narrator = new Narrator(Terminal.present().coloured());
              Disposable _ =
                  emulation
                      .play()
                      .subscribe(
                          scene -> {
                            Moment now = new Moment(System.nanoTime() - begin);
                            out.println(narrator.announcement(now, scene.sentence()));
                            out.flush();
                          });
            });
  }

  private InetSocketAddress[] listen() {
    return port == null
        ? new InetSocketAddress[] {at(8470), at(0)}
        : new InetSocketAddress[] {at(port)};
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }
}
