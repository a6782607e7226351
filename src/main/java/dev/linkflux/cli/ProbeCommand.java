package dev.linkflux.cli;

import dev.linkflux.engine.Gate;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Sounding;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.KernelPassage;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.Exceptions;

/** Probes one target, like ping. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description =
        "Probes one target and sums up, like ping, but through the uplink that is named, and by any"
            + " kind of probe. Needs no configuration file.",
    footer = {
      "",
      "Exit status: 0 if anything answered, 1 if nothing did, 2 wrong usage.",
      "",
      "  linkflux probe 192.0.2.1 --uplink wan1",
      "  linkflux probe https://example.net/generate_204 --status 204",
      "  linkflux probe vps.example.net:443 --kind tcp --count 20 --interval 200ms",
      "  linkflux probe 9.9.9.9 --query example.net --expect 192.0.2.7",
      "  linkflux probe 192.0.2.7 --kind udp --protocol stamp --json"
    })
final class ProbeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "TARGET",
      description =
          "address or name; with :port where the kind has ports; for http the address of a page")
  private String target = "";

  @Option(
      names = "--uplink",
      paramLabel = "IF",
      description = "network interface; by default whatever the routes say")
  private String uplink = "";

  @Mixin private AskedOptions asked = new AskedOptions();

  @Option(names = "--count", paramLabel = "N", description = "how many outcomes; default 5")
  private int count = 5;

  @Option(
      names = "--interval",
      paramLabel = "D",
      converter = DurationOption.class,
      description =
          "between two probes, such as 200ms; every pause is 75 to 100 %% of it; default 1s")
  private Duration interval = Duration.ofSeconds(1);

  @Option(
      names = "--timeout",
      paramLabel = "D",
      converter = DurationOption.class,
      description = "how long a reply may take; default 1s; twice for http, four times for https")
  private Duration timeout = Duration.ofSeconds(1);

  @Option(
      names = "--payload",
      paramLabel = "N",
      description = "bytes behind the header of icmp and udp; default 16")
  private int payload = 16;

  @Option(names = "--json", description = "one JSON object an outcome, and one that sums up")
  private boolean json;

  @Override
  public Integer call() {
    if (count < 1 || !interval.isPositive() || !timeout.isPositive()) {
      throw new ParameterException(
          spec.commandLine(), "--count, --interval and --timeout must be above 0");
    }
    if (payload < 8 || payload > 1400) {
      throw new ParameterException(spec.commandLine(), "--payload must be from 8 to 1400");
    }
    Uplink through = new Uplink(new UplinkId(uplink, 0), uplink, 1, List.of(), 1, false);
    try (Loops loops = new Loops()) {
      return probe(loops, through);
    } catch (RuntimeException failure) {
      throw told(failure);
    }
  }

  private int probe(Loops loops, Uplink through) {
    PrintWriter out = spec.commandLine().getOut();
    Instruments instruments = new Instruments();
    Probing probing = new Probing(interval, interval, timeout, payload);
    Probers probers =
        new Probers(
            loops,
            probing,
            new KernelPassage(),
            instruments,
            _ -> {},
            warning -> spec.commandLine().getErr().println("linkflux: name servers: " + warning));
    ProbeKind kind = asked.kind(target);
    Named named = Named.of(target, kind, probers, through);
    Target meant = asked.target(named.literal(), uplink, spec.commandLine());
    Prober prober = Objects.requireNonNull(probers.of(List.of(meant)).get(kind));
    ProbeSummary summary = new ProbeSummary(meant, through, target, json, out);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> Runtime.getRuntime().halt(summary.finish() ? 0 : Refusal.FAILED),
                "linkflux-sum"));
    if (!json && !named.literal().equals(target)) {
      out.println(target + " is " + named.literal());
    }
    new Sounding(
            prober,
            new Gate(loops.gate(), _ -> {}),
            loops.probeScheduler(),
            new SecureRandom().nextLong())
        .events(through, List.of(meant), probing)
        .doOnNext(summary::take)
        .takeUntil(_ -> summary.ended() >= count)
        .blockLast();
    return summary.finish() ? 0 : Refusal.FAILED;
  }

  private RuntimeException told(RuntimeException failure) {
    Throwable cause = Exceptions.unwrap(failure);
    Throwable refused = cause instanceof SystemCallException ? cause : cause.getCause();
    if (refused instanceof SystemCallException call) {
      return new Refusal(
          Refusal.FAILED,
          "linkflux: cannot probe: "
              + (call.is(Errno.ENODEV) ? "there is no interface " + uplink : call.getMessage()));
    }
    return failure;
  }
}
