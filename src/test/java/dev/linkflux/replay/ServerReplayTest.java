package dev.linkflux.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Rearranged;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.server.Rung;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Comparison;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace with servers gives the same verdicts, transitions and elections again. */
class ServerReplayTest {
  private static final ServerId VPS = new ServerId("vps", 0);
  private static final ServerId SPARE = new ServerId("spare", 1);
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.77");
  private static final Moment UNTIL = seconds(150);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatWasFoundAndOrderedIsReplayedToTheSameDecisions(long seed) throws IOException {
    Scenario scenario = scenario(seed);
    Settings settings = with(scenario.settings(), VPS, SPARE);
    List<Event> lived = Lived.journal(settings, inputs(scenario, new Random(seed)));
    Comparison comparison = new Comparison();

    List<Event> replayed = replay(Lived.record(lived, directory), settings, comparison);

    assertThat(comparison.firstDifference(Moment.NEVER)).as("seed %d", seed).isEmpty();
    assertThat(decided(replayed)).as("seed %d", seed).isEqualTo(decided(lived));
    assertThat(decided(lived))
        .as("seed %d", seed)
        .anyMatch(it -> it instanceof ServerElection won && won.active().equals(SPARE))
        .anyMatch(it -> it instanceof ServerTransition down && down.cause().equals("port-refused"))
        .anyMatch(
            it ->
                it instanceof ServerVerdict verdict
                    && verdict.breach() != null
                    && verdict.breach().rung() == Rung.UPLINK);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void serversThatTheSettingsDoNotKnowAreLeftOut(long seed) throws IOException {
    Scenario scenario = scenario(seed);
    Settings both = with(scenario.settings(), VPS, SPARE);
    Path trace = Lived.record(Lived.journal(both, inputs(scenario, new Random(seed))), directory);

    List<Event> withOne =
        replay(trace, with(Scenario.settings(1, 3), VPS), new Comparison()).stream()
            .filter(ServerReplayTest::isAboutServers)
            .toList();
    assertThat(withOne).as("seed %d", seed).hasAtLeastOneElementOfType(ServerTransition.class);
    assertThat(withOne).noneMatch(it -> it.toString().contains("spare"));
    assertThat(withOne)
        .noneMatch(it -> it instanceof Checked check && check.uplink().ordinal() > 0);

    assertThat(replay(trace, scenario.settings(), new Comparison()))
        .as("seed %d", seed)
        .noneMatch(ServerReplayTest::isAboutServers);
  }

  private static boolean isAboutServers(Event event) {
    return switch (event) {
      case Located _, Checked _, Remembered _ -> true;
      case Appointed appointed -> appointed.server() != null;
      case ServerVerdict _, ServerTransition _, ServerElection _ -> true;
      default -> false;
    };
  }

  private static Scenario scenario(long seed) {
    Scenario scenario = new Scenario(2, 3, seed);
    scenario.run(80).set(0, Scenario.Path.FROZEN).run(15).set(0, Scenario.Path.GOOD).run(55);
    return scenario;
  }

  private static Settings with(Settings it, ServerId... servers) {
    List<Server> all = new ArrayList<>();
    for (ServerId id : servers) {
      all.add(
          new Server(
              id,
              List.of(Host.named(id + ".example.net")),
              id.equals(VPS) ? Server.Role.MAIN : Server.Role.BACKUP,
              Server.Through.CARRYING,
              Check.of(Check.Kind.API),
              Server.Hysteresis.DEFAULT));
    }
    return Rearranged.serving(it, all);
  }

  /** The probes, and checks beside them: the main server is away from 20 s to 45 s. */
  private static List<Event> inputs(Scenario scenario, Random random) {
    List<Event> inputs = new ArrayList<>(scenario.inputs());
    inputs.add(new Remembered(Moment.ZERO, VPS));
    inputs.add(new Located(Moment.ZERO, SPARE, List.of(ADDRESS), false, null));
    inputs.add(
        new Located(seconds(30), VPS, List.of(), true, new Breach(Rung.DNS_SILENT, "no answer")));
    inputs.add(new Appointed(seconds(110), SPARE));
    inputs.add(new Appointed(seconds(130), null));
    for (Uplink uplink : scenario.settings().uplinks()) {
      for (ServerId server : List.of(VPS, SPARE)) {
        long at = random.nextLong(500_000_000);
        while (at < UNTIL.nanos()) {
          inputs.add(check(new Moment(at), server, uplink, random));
          at += 300_000_000 + random.nextLong(700_000_000);
        }
      }
    }
    inputs.sort(Comparator.comparing(Event::at));
    return inputs;
  }

  private static Checked check(Moment at, ServerId server, Uplink uplink, Random random) {
    boolean frozen =
        uplink.id().ordinal() == 0 && at.isAfter(seconds(80)) && at.isBefore(seconds(95));
    boolean away = server.equals(VPS) && at.isAfter(seconds(20)) && at.isBefore(seconds(45));
    Breach breach =
        frozen
            ? new Breach(Rung.HOST_UNREACHABLE, "no answer within 3.0 s")
            : away
                ? new Breach(Rung.PORT_REFUSED, "in %d ms".formatted(random.nextInt(40)))
                : random.nextInt(20) == 0 ? new Breach(Rung.CLOCK, "12 s ahead") : null;
    boolean serves = breach == null || breach.rung() == Rung.CLOCK;
    return new Checked(
        at, server, uplink.id(), ADDRESS, random.nextInt(50_000_000), serves, breach, null);
  }

  private static List<Event> decided(List<Event> events) {
    return events.stream()
        .filter(
            it ->
                it instanceof ServerVerdict
                    || it instanceof ServerTransition
                    || it instanceof ServerElection)
        .toList();
  }

  private static List<Event> replay(Path trace, Settings settings, Comparison comparison) {
    return new Replay(List.of(trace))
        .events(settings, comparison::recorded, _ -> {})
        .concatMapIterable(batch -> batch)
        .doOnNext(comparison::replayed)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  private static Moment seconds(long seconds) {
    return new Moment(seconds * 1_000_000_000);
  }
}
