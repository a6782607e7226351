package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.demo.Demo;
import dev.linkflux.demo.Emulation;
import dev.linkflux.demo.Scene;
import dev.linkflux.probe.udp.UdpProber;
import dev.linkflux.probe.udp.Way;
import dev.linkflux.route.dryrun.DryRunRouteSink;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ProbeKind;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reactor.core.Disposable;

/** {@code linkflux demo}: everything at once, on uplinks that are only emulated. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Shows it at work on three emulated uplinks in trouble, with the dashboard.",
      "Needs no privileges and no configuration, and changes nothing."
    })
final class DemoCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of the emulated loss and jitter (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8470",
      description = "of the dashboard, 0 for any that is free (default: ${DEFAULT-VALUE})")
  private int port;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (port < 0 || port > 65_535) {
      throw new ParameterException(spec.commandLine(), "--port: 0 to 65535, not " + port);
    }
    Configuration configuration = Demo.configuration(port);
    Loops loops = new Loops();
    Emulation emulation =
        Emulation.open(configuration.settings(), loops.probing(), loops.probeScheduler(), seed)
            .blockOptional(LIMIT)
            .orElseThrow();
    long zero = System.nanoTime();
    Daemon daemon =
        new Daemon(
            configuration,
            parts(configuration, emulation, loops),
            loops,
            spec.commandLine().getErr());
    return Serving.serve(
        daemon,
        out,
        () -> {
          out.println(
              "linkflux " + Version.number() + " on three emulated uplinks; end it with Ctrl-C");
          out.println(Demo.differences(configuration));
          out.println("dashboard: " + daemon.address());
          Narrator narrator = new Narrator(Terminal.present().coloured());
          Disposable _ = emulation.play().subscribe(scene -> tell(out, narrator, scene, zero));
        });
  }

  private Daemon.Parts parts(Configuration configuration, Emulation emulation, Loops loops) {
    UdpProber prober =
        new UdpProber(
            configuration.settings().probing(),
            Way.emulated(emulation::address),
            loops.probing(),
            loops.probeScheduler(),
            seed);
    return new Daemon.Parts(
        Map.of(ProbeKind.UDP, prober), emulation.links(), new DryRunRouteSink(_ -> {}), true);
  }

  private static void tell(PrintWriter out, Narrator narrator, Scene scene, long zero) {
    out.println(narrator.announcement(new Moment(System.nanoTime() - zero), scene.sentence()));
    out.flush();
  }
}
