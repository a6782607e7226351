package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.TrafficWatch;
import dev.linkflux.route.dryrun.DryRunRouteSink;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The operator's word moves the traffic of a running service, and its trace tells it again. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SteeringIT {
  private static final long SEED = 5;

  @TempDir private Path directory;

  private final Scheduler timer = Schedulers.newSingle("timer", true);
  private final CalmWorld world = new CalmWorld(timer);

  private final List<Event> told = new CopyOnWriteArrayList<>();

  private Configuration configuration() {
    String text =
        """
        targets:
          - {name: one, address: 192.0.2.1}
          - {name: two, address: 192.0.2.2}
        uplinks:
          - {name: fibre, interface: lfx-none1, tier: 1, gateway: 10.1.0.1}
          - {name: lte, interface: lfx-none2, tier: 2, gateway: 10.2.0.1}
        """
            + "trace: {directory: "
            + directory
            + "}\n";
    return Loading.load(Configurations.parse(text, "test.yml"), err());
  }

  private static PrintWriter err() {
    return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
  }

  private Daemon daemon(Configuration configuration, Loops loops) {
    return new Daemon(
        configuration,
        new DaemonParts(
            Map.of(ProbeKind.ICMP, world),
            CalmWorld.links(configuration.settings().uplinks()),
            new DryRunRouteSink(_ -> {}),
            TrafficWatch.NOBODY,
            new Instruments(),
            SEED,
            true),
        loops,
        err());
  }

  private void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited 20 s for: " + what + "; so far: " + sentences());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private List<String> sentences() {
    Narrator narrator = new Narrator(false);
    return told.stream().map(narrator::line).flatMap(Optional::stream).toList();
  }

  private List<String> carrying() {
    return told.stream()
        .filter(Election.class::isInstance)
        .map(it -> ((Election) it).carrying().stream().map(UplinkId::name).toList())
        .reduce(List.of(), (_, latest) -> latest);
  }

  private boolean isUp(String uplink) {
    return told.stream()
        .anyMatch(
            it ->
                it instanceof Transition transition
                    && transition.uplink().name().equals(uplink)
                    && transition.to() == StateName.UP);
  }

  private record Ended(int status, String out, String err) {}

  private static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ended(status, out.toString(), err.toString());
  }

  @Test
  void anOrderMovesTheTrafficAndStandsInATraceThatReplaysAlike() throws IOException {
    Configuration configuration = configuration();
    List<String> names =
        configuration.settings().uplinks().stream().map(it -> it.id().name()).toList();
    Daemon daemon = daemon(configuration, new Loops());
    daemon.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    var _ = daemon.start(told::add);
    await("everybody is up", () -> names.stream().allMatch(this::isUp));
    await("the first carries", () -> carrying().equals(List.of(names.getFirst())));

    Ended avoid = run("steer", names.getFirst(), "avoid", "--url", daemon.address());
    assertThat(avoid.status()).as(avoid.err()).isZero();
    await("traffic has moved", () -> !carrying().contains(names.getFirst()));
    Ended auto = run("steer", names.getFirst(), "auto", "--url", daemon.address());
    assertThat(auto.status()).as(auto.err()).isZero();
    await("traffic is back", () -> carrying().equals(List.of(names.getFirst())));
    daemon.stop();
    timer.dispose();

    assertThat(told.getFirst()).isInstanceOf(Dated.class);
    assertThat(told.stream().filter(Steered.class::isInstance)).hasSize(2);
    assertThat(told.stream().filter(it -> it instanceof Election e && e.cause() == Cause.OPERATOR))
        .isNotEmpty();
    Ended replay = run(arguments());
    assertThat(replay.err()).contains("recorded decisions are the same");
    assertThat(replay.status()).isZero();
  }

  /** The trace with its own settings: the same decisions. */
  private String[] arguments() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("replay", "--verify"));
    try (Stream<Path> files = Files.list(directory)) {
      files.map(Path::toString).sorted().forEach(arguments::add);
    }
    return arguments.toArray(String[]::new);
  }
}
