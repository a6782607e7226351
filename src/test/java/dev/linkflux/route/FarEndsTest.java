package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerStage;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Hysteresis;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.Server.Through;
import dev.linkflux.uplink.ServerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The host routes follow where the servers are, and which one is in use. */
class FarEndsTest {
  private static final Server VPS = named("vps", 0, Role.MAIN);
  private static final Server SPARE = named("spare", 1, Role.BACKUP);

  private final Scene scene =
      new Scene(Scene.uplinks(1), Routing.DEFAULT, List.of(VPS, SPARE)).allWell().elect("0");

  private static Server named(String name, int ordinal, Role role) {
    return new Server(
        new ServerId(name, ordinal),
        List.of(Host.named(name + ".example.net")),
        role,
        Through.CARRYING,
        Check.NONE,
        Hysteresis.DEFAULT);
  }

  private static Located located(long at, Server server, String... addresses) {
    return new Located(
        new Moment(at),
        server.id(),
        Arrays.stream(addresses).map(Scene::address).toList(),
        false,
        null);
  }

  private static ServerElection inUse(long at, Server server) {
    return new ServerElection(new Moment(at), server.id(), "started", "");
  }

  private static List<String> hosts(RoutePlan plan) {
    return plan.routes().stream()
        .filter(route -> route.table() == Route.MAIN && !route.isDefault())
        .map(route -> route.destination().address().getHostAddress())
        .toList();
  }

  @Test
  void aNameHasNoRouteUntilItIsKnownWhereItLeads() {
    assertThat(hosts(scene.last())).isEmpty();
    scene.hear(located(2, VPS, "203.0.113.9"));
    assertThat(hosts(scene.last())).containsExactly("203.0.113.9");
    assertThat(scene.last().cause()).isEqualTo(Cause.SERVER);
  }

  @Test
  void theRouteFollowsTheServerToItsNewAddressInOnePlan() {
    scene.hear(located(2, VPS, "203.0.113.9")).hear(located(3, VPS, "203.0.113.10"));
    assertThat(hosts(scene.last())).containsExactly("203.0.113.10");
    assertThat(scene.plans()).hasSize(3);
  }

  @Test
  void thatAnAddressIsStaleOrToldAgainOrElectedAgainMakesNoPlan() {
    scene.hear(located(2, VPS, "203.0.113.9")).hear(inUse(3, VPS));
    int before = scene.plans().size();
    scene.hear(
        new Located(new Moment(4), VPS.id(), List.of(Scene.address("203.0.113.9")), true, null));
    scene.hear(located(5, VPS, "203.0.113.9")).hear(inUse(6, VPS));
    scene.hear(located(7, SPARE, "198.51.100.1"));
    assertThat(scene.plans()).hasSize(before);
  }

  @Test
  void aBackupHasItsRouteWhileItIsInUseAndTheMainOneAlways() {
    scene.hear(located(2, VPS, "203.0.113.9")).hear(located(2, SPARE, "198.51.100.1"));
    scene.hear(inUse(3, SPARE));
    assertThat(hosts(scene.last())).containsExactly("198.51.100.1", "203.0.113.9");
    scene.hear(inUse(4, VPS));
    assertThat(hosts(scene.last())).containsExactly("203.0.113.9");
  }

  @Test
  void whenNoAddressIsLeftThereIsNoRoute() {
    scene.hear(located(2, VPS, "203.0.113.9")).hear(located(3, VPS));
    assertThat(hosts(scene.last())).isEmpty();
  }

  @Test
  void afterARestartTheFirstPlanHasTheRoutesOfWhatIsRemembered() {
    List<Server> servers = List.of(VPS, SPARE);
    ServerStage first = new ServerStage(servers, Scene.uplinks(1), Dampening.DEFAULT);
    PlanStage second = new PlanStage(Scene.uplinks(1), Routing.DEFAULT, servers);
    List<RoutePlan> plans = new ArrayList<>();
    List<Event> inputs =
        List.of(
            new Remembered(new Moment(1), SPARE.id()),
            located(1, VPS, "203.0.113.9"),
            located(1, SPARE, "198.51.100.1"),
            Scene.facts(2, Scene.uplinks(1).getFirst(), Scene.well(0)),
            Scene.election(2, Scene.uplinks(1), "0"));
    for (Event event : inputs) {
      first.accept(
          event,
          served ->
              second.accept(
                  served,
                  out -> {
                    if (out instanceof RoutePlan plan) {
                      plans.add(plan);
                    }
                  }));
    }
    assertThat(plans).hasSize(1);
    assertThat(hosts(plans.getFirst())).contains("203.0.113.9");
  }
}
