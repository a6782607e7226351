package dev.linkflux.cli;

import dev.linkflux.engine.Gate;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Sounding;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.probe.Probing;
import dev.linkflux.probe.icmp.IcmpProber;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
    description = "Probes one target and sums up, like ping, but through the uplink that is named.",
    footer = {"", "Exit status: 0 if anything answered, 1 if nothing did, 2 wrong usage."})
final class ProbeCommand implements Callable<Integer> {
  private static final int PAYLOAD = 16;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "TARGET", description = "address, IPv4 or IPv6")
  private String target = "";

  @Option(
      names = "--uplink",
      paramLabel = "IF",
      description = "network interface; by default whatever the routes say")
  private String uplink = "";

  @Option(names = "--kind", description = "how to ask; this version: icmp")
  private ProbeKind kind = ProbeKind.ICMP;

  @Option(names = "--count", paramLabel = "N", description = "how many outcomes; default 5")
  private int count = 5;

  @Option(
      names = "--interval",
      paramLabel = "D",
      converter = DurationOption.class,
      description = "between two probes, such as 200ms; default 1s")
  private Duration interval = Duration.ofSeconds(1);

  @Option(
      names = "--timeout",
      paramLabel = "D",
      converter = DurationOption.class,
      description = "how long a reply may take; default 1s")
  private Duration timeout = Duration.ofSeconds(1);

  @Option(names = "--json", description = "one JSON object an outcome, and one that sums up")
  private boolean json;

  @Override
  public Integer call() {
    InetAddress address = address();
    if (kind != ProbeKind.ICMP) {
      throw new ParameterException(
          spec.commandLine(), "--kind " + kind + " is not built yet: this version probes by icmp");
    }
    if (count < 1 || !interval.isPositive() || !timeout.isPositive()) {
      throw new ParameterException(
          spec.commandLine(), "--count, --interval and --timeout must be above 0");
    }
    ProbeSummary summary = new ProbeSummary(target, json, spec.commandLine().getOut());
    try (Loops loops = new Loops()) {
      Probing probing = new Probing(interval, interval, timeout, PAYLOAD);
      IcmpProber prober =
          new IcmpProber(loops.probeLoop(), PAYLOAD, Passage.ANY, new Instruments(), _ -> {});
      Sounding sounding =
          new Sounding(
              prober, new Gate(loops.gate(), _ -> {}), loops.probeScheduler(), System.nanoTime());
      sounding
          .outcomes(
              new Uplink(new UplinkId(uplink, 0), uplink, 1, List.of(), 1, false),
              List.of(Target.icmp(0, target, address.getHostAddress())),
              probing)
          .take(count)
          .doOnNext(summary::take)
          .blockLast();
    } catch (RuntimeException failure) {
      Throwable cause = Exceptions.unwrap(failure);
      Throwable refused = cause instanceof SystemCallException ? cause : cause.getCause();
      if (refused instanceof SystemCallException call) {
        throw new Refusal(
            Refusal.FAILED,
            "linkflux: cannot probe: "
                + (call.is(Errno.ENODEV) ? "there is no interface " + uplink : call.getMessage()));
      }
      throw failure;
    }
    return summary.finish() ? 0 : Refusal.FAILED;
  }

  private InetAddress address() {
    try {
      return InetAddress.ofLiteral(target);
    } catch (IllegalArgumentException _) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' is no IP address; names are not resolved yet: give an address".formatted(target));
    }
  }
}
