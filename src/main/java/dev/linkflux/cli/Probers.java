package dev.linkflux.cli;

import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Prober;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.probe.Probing;
import dev.linkflux.probe.dns.DnsProber;
import dev.linkflux.probe.http.HttpProber;
import dev.linkflux.probe.icmp.IcmpProber;
import dev.linkflux.probe.tcp.TcpProber;
import dev.linkflux.probe.udp.StampKey;
import dev.linkflux.probe.udp.StampKeyFile;
import dev.linkflux.probe.udp.UdpProber;
import dev.linkflux.probe.udp.Way;
import dev.linkflux.resolve.DnsDirectory;
import dev.linkflux.resolve.Housekeeping;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.wire.Passage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the probers of the kinds that are asked for, on the loop of the probes. */
final class Probers {
  /** How much longer than the time-out a connection is waited for: late answers are seen. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private final Loops loops;
  private Probing probing;
  private final Passage passage;
  private final Instruments instruments;
  private final Consumer<IcmpSocket.Kind> opened;
  private final NewestDirectory directory;
  private final Map<ProbeKind, Prober> made = new EnumMap<>(ProbeKind.class);

  /**
   * Makes none yet; names are resolved as the system does.
   *
   * @param opened is told what kind of socket was to be had for ICMP, each time one is opened
   * @param warnings takes sentences for the operator
   */
  Probers(
      Loops loops,
      Probing probing,
      Passage passage,
      Instruments instruments,
      Consumer<IcmpSocket.Kind> opened,
      Consumer<String> warnings) {
    this(loops, probing, passage, instruments, opened, warnings, Naming.DEFAULT, null);
  }

  /**
   * Makes none yet.
   *
   * @param opened is told what kind of socket was to be had for ICMP, each time one is opened
   * @param warnings takes sentences for the operator
   * @param naming how names are resolved
   * @param state directory in which the last good addresses outlive a restart, or null
   */
  Probers(
      Loops loops,
      Probing probing,
      Passage passage,
      Instruments instruments,
      Consumer<IcmpSocket.Kind> opened,
      Consumer<String> warnings,
      Naming naming,
      @Nullable Path state) {
    this.loops = loops;
    this.probing = probing;
    this.passage = passage;
    this.instruments = instruments;
    this.opened = opened;
    this.directory =
        new NewestDirectory(
            naming,
            newest ->
                new DnsDirectory(
                    loops.probing(),
                    newest,
                    passage,
                    instruments,
                    new Housekeeping(state, loops.aside(), warnings)));
  }

  /**
   * One of each kind that the targets need, and those that were made before. May block.
   *
   * @throws Refusal if a key file that a target names is not to be used
   */
  synchronized Map<ProbeKind, Prober> of(Collection<Target> targets) {
    targets.forEach(Probers::requireKey);
    if (targets.stream().anyMatch(Probers::isNamed)) {
      directory.need();
    }
    targets.forEach(target -> made.computeIfAbsent(target.kind(), this::prober));
    return Map.copyOf(made);
  }

  /**
   * The same by another configuration: only those are made anew that go by what differs. May block.
   *
   * @throws Refusal as {@link #of}; nothing has changed then
   */
  synchronized Map<ProbeKind, Prober> follow(
      Probing now, Naming newest, Collection<Target> targets) {
    targets.forEach(Probers::requireKey);
    if (now.payload() != probing.payload()) {
      made.keySet().removeAll(Set.of(ProbeKind.ICMP, ProbeKind.UDP));
    }
    if (!now.timeout().equals(probing.timeout())) {
      made.remove(ProbeKind.TCP);
    }
    probing = now;
    directory.follow(newest);
    return of(targets);
  }

  private static void requireKey(Target target) {
    if (target.question() instanceof Question.Stamp(_, _, String keyFile)) {
      try {
        StampKey _ = StampKeyFile.read(Path.of(keyFile));
      } catch (IOException wrong) {
        throw new Refusal(
            Refusal.WRONG, "linkflux: target %s: %s".formatted(target.name(), wrong.getMessage()));
      }
    }
  }

  private static boolean isNamed(Target target) {
    return switch (target.question()) {
      case Question.Icmp(var host) -> host.address() == null;
      case Question.Echo(var host, _) -> host.address() == null;
      case Question.Stamp(var host, _, _) -> host.address() == null;
      case Question.Tcp _, Question.Http _ -> true;
      case Question.Dns _ -> false;
    };
  }

  private Prober prober(ProbeKind kind) {
    return switch (kind) {
      case ICMP ->
          new IcmpProber(
              loops.probeLoop(), probing.payload(), directory, passage, instruments, opened);
      case UDP ->
          new UdpProber(
              loops.probeLoop(),
              probing.payload(),
              new Way.ThroughDevices(directory),
              passage,
              instruments);
      case TCP ->
          new TcpProber(
              loops.probing(), directory, passage, instruments, probing.timeout().plus(LATE));
      case HTTP -> new HttpProber(loops.probing(), directory, passage, instruments);
      case DNS -> new DnsProber(loops.probeLoop(), loops.probing(), passage, instruments);
    };
  }

  /** Finds addresses, for everybody in this process; made when it is first needed. May block. */
  synchronized Directory directory() {
    directory.need();
    return directory;
  }
}
