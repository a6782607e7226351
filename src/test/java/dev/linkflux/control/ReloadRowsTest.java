package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.quality.Quality;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.server.Checked;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What follows from one change of the settings: two uplinks, the first of which is preferred. */
class ReloadRowsTest {
  private static final Settings FIRST = tiers(Scenario.settings(2, 3), 1, 2);

  private final Scenario scenario = new Scenario(FIRST, 1);
  private Settings now = FIRST;
  private int heard;

  private static Settings tiers(Settings it, int... tiers) {
    List<Uplink> uplinks = new ArrayList<>();
    for (Uplink uplink : it.uplinks()) {
      uplinks.add(uplink(uplink.name(), uplink.device(), tiers[uplinks.size()], 1, false));
    }
    return Rearranged.of(it, uplinks, it.targets(), it.servers());
  }

  private static Uplink uplink(String name, String device, int tier, int weight, boolean disabled) {
    return new Uplink(new UplinkId(name, 0), device, tier, List.of(), weight, disabled);
  }

  private Settings changed(String name, UnaryOperator<Uplink> change) {
    return Rearranged.of(
        now,
        now.uplinks().stream().map(it -> it.name().equals(name) ? change.apply(it) : it).toList(),
        now.targets(),
        now.servers());
  }

  private Settings withUplinks(Uplink... uplinks) {
    return Rearranged.of(now, List.of(uplinks), now.targets(), now.servers());
  }

  private Uplink present(String name) {
    return now.uplinks().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private Moment at() {
    return new Moment(scenario.now());
  }

  private void reload(Settings settings) {
    now = settings;
    heard = scenario.outputs().size();
    scenario.hear(new Reconfigured(at(), settings, null, "{}"));
  }

  /** What was told of a kind since the last change. */
  private <T extends Event> List<T> told(Class<T> kind) {
    List<Event> outputs = scenario.outputs();
    return outputs.subList(heard, outputs.size()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private void facts(int uplink) {
    scenario.hear(
        new LinkFacts(
            at(),
            now.uplinks().get(uplink).id(),
            uplink + 2,
            true,
            true,
            List.of(new Prefix(InetAddress.ofLiteral("192.0.2." + (10 + uplink)), 24)),
            List.of(InetAddress.ofLiteral("192.0.2.1")),
            false));
  }

  private static List<String> names(List<UplinkId> uplinks) {
    return uplinks.stream().map(UplinkId::name).toList();
  }

  @Test
  void whoIsRemovedWhileItCarriesIsReplacedAtOnce() {
    scenario.run(5);
    reload(withUplinks(present("u1")));
    assertThat(told(Transition.class)).isEmpty();
    assertThat(told(Election.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.at()).isEqualTo(at());
              assertThat(it.carrying()).containsExactly(new UplinkId("u1", 0));
              assertThat(it.excluded()).isEmpty();
              assertThat(it.cause().wire()).isEqualTo("reconfigured");
              assertThat(it.sentence())
                  .isEqualTo(
                      "the configuration has changed: what carried (u0) is gone; u1 carries"
                          + " traffic");
            });
  }

  @Test
  void aNewcomerDoesNotCarryBeforeItIsKnownToBeUp() {
    scenario.run(5);
    reload(withUplinks(uplink("new", "wwan0", 1, 1, false), present("u1")));
    assertThat(told(Election.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(names(it.carrying())).containsExactly("u1");
              assertThat(names(it.standby())).containsExactly("new");
            });
  }

  @Test
  void whoIsDisabledIsLeftAndEnabledAgainBeginsAsUnknown() {
    scenario.run(5);
    reload(changed("u0", it -> uplink("u0", it.device(), 1, 1, true)));
    assertThat(told(Transition.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.from()).isEqualTo(StateName.UP);
              assertThat(it.to()).isEqualTo(StateName.DISABLED);
              assertThat(it.cause()).isEqualTo(Cause.OPERATOR);
            });
    assertThat(told(Election.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(names(it.carrying())).containsExactly("u1");
              assertThat(it.cause()).isEqualTo(Cause.RECONFIGURED);
            });
    scenario.run(5);
    reload(changed("u0", it -> uplink("u0", it.device(), 1, 1, false)));
    assertThat(told(Transition.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.from()).isEqualTo(StateName.DISABLED);
              assertThat(it.to()).isEqualTo(StateName.UNKNOWN);
              assertThat(it.cause()).isEqualTo(Cause.RECONFIGURED);
            });
    assertThat(names(told(Election.class).getLast().carrying())).containsExactly("u1");
    scenario.run(5);
    assertThat(told(Transition.class).getLast().to()).isEqualTo(StateName.UP);
    assertThat(names(told(Election.class).getLast().carrying())).containsExactly("u0");
  }

  @Test
  void whoIsEnabledWithoutACarrierIsDownAtOnce() {
    reload(changed("u0", it -> uplink("u0", it.device(), 1, 1, true)));
    scenario.hear(
        new LinkFacts(at(), new UplinkId("u0", 0), 2, true, false, List.of(), List.of(), false));
    scenario.run(5);
    reload(changed("u0", it -> uplink("u0", it.device(), 1, 1, false)));
    assertThat(told(Transition.class))
        .extracting(Transition::to, Transition::cause)
        .containsExactly(
            tuple(StateName.UNKNOWN, Cause.RECONFIGURED),
            tuple(StateName.DOWN, Cause.CARRIER_LOST));
    assertThat(names(told(Election.class).getLast().carrying())).containsExactly("u1");
  }

  @Test
  void anotherTierMovesTrafficAndCostsNothingElse() {
    scenario.run(20);
    int sent = scenario.outputs(Quality.class).getLast().loss().sent();
    reload(tiers(now, 2, 1));
    assertThat(told(Transition.class)).isEmpty();
    assertThat(told(Election.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(names(it.carrying())).containsExactly("u1");
              assertThat(it.sentence())
                  .startsWith("the configuration has changed: traffic moves from u0 to u1");
            });
    scenario.run(2);
    assertThat(told(Quality.class)).allMatch(it -> it.loss().sent() >= sent - 3);
  }

  @Test
  void anotherInterfaceIsAnotherLine() {
    scenario.run(20);
    reload(changed("u0", it -> uplink("u0", "other0", 1, 1, false)));
    assertThat(told(Transition.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.to()).isEqualTo(StateName.UNKNOWN);
              assertThat(it.sentence())
                  .isEqualTo("u0 is another line now, through other0: it is not known yet");
            });
    assertThat(names(told(Election.class).getLast().carrying())).containsExactly("u1");
    scenario.run(1);
    assertThat(told(Quality.class))
        .filteredOn(it -> it.uplink().name().equals("u0"))
        .isNotEmpty()
        .allMatch(it -> it.loss().sent() < 10);
  }

  @Test
  void anotherQuestionBeginsItsTargetAnewAndNotTheUplink() {
    scenario.run(20);
    List<Target> targets = new ArrayList<>(now.targets());
    targets.set(
        0,
        new Target(
            targets.getFirst().id(), new Question.Icmp(InetAddress.ofLiteral("198.51.100.1"))));
    reload(Rearranged.of(now, now.uplinks(), targets, now.servers()));
    scenario.run(3);
    assertThat(told(Transition.class)).isEmpty();
    assertThat(told(Election.class)).isEmpty();
    Quality last = told(Quality.class).getLast();
    assertThat(last.targets().getFirst().loss().sent()).isBetween(1, 5);
    assertThat(last.targets().getLast().loss().sent()).isGreaterThan(15);
    assertThat(last.roundTrips().rtt().max()).isPositive();
  }

  @Test
  void whatIsUnderWayIsWaitedFor() {
    ProbeId asked = new ProbeId(new UplinkId("u1", 1), now.targets().getFirst().id(), 1000);
    scenario.run(5);
    scenario.hear(new Observation.Sent(at(), asked));
    reload(withUplinks(present("u1")));
    ProbeId same = new ProbeId(new UplinkId("u1", 0), asked.target(), 1000);
    scenario.hear(new Observation.Returned(at(), same, 7_000_000));
    assertThat(told(Outcome.Replied.class))
        .singleElement()
        .satisfies(it -> assertThat(it.id()).isEqualTo(same));
  }

  @Test
  void anOrderHoldsForTheNameItWasGivenFor() {
    scenario.run(5);
    scenario.hear(
        new Steered(at(), new UplinkId("u1", 1), Steering.PIN, at().plusNanos(60_000_000_000L)));
    reload(withUplinks(present("u1"), present("u0")));
    assertThat(told(Election.class)).isEmpty();
    scenario.hear(new Woken(at().plusNanos(61_000_000_000L)));
    assertThat(told(Election.class))
        .anyMatch(it -> it.cause() == Cause.OPERATOR && names(it.carrying()).equals(List.of("u0")));
  }

  @Test
  void aPlanDoesNotWaitForTheFactsOfANewcomer() {
    facts(0);
    facts(1);
    scenario.run(5);
    RoutePlan before = scenario.outputs(RoutePlan.class).getLast();
    reload(withUplinks(present("u0"), present("u1"), uplink("new", "wwan0", 1, 1, false)));
    scenario.hear(new Woken(at().plusNanos(1)));
    assertThat(told(RoutePlan.class)).isEmpty();
    facts(2);
    assertThat(told(RoutePlan.class))
        .isNotEmpty()
        .allMatch(it -> it.generation() > before.generation())
        .allMatch(it -> it.routes().containsAll(before.routes()));
  }

  @Test
  void whatIsRemovedIsOutOfThePlanWhenTheMomentIsOver() {
    facts(0);
    facts(1);
    scenario.run(5);
    RoutePlan before = scenario.outputs(RoutePlan.class).getLast();
    reload(withUplinks(present("u0")));
    scenario.hear(new Woken(at().plusNanos(1)));
    assertThat(told(RoutePlan.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.generation()).isEqualTo(before.generation() + 1);
              assertThat(it.routes()).isNotEmpty();
              assertThat(it.routes().toString()).doesNotContain("192.0.2.11");
            });
  }

  @Test
  void theOnlyWayOutIsLeftAsItIsUntilTheFactsOfItsHeirAreKnown() {
    reload(changed("u1", it -> uplink("u1", it.device(), 1, 1, true)));
    facts(0);
    facts(1);
    scenario.run(5);
    reload(changed("u0", it -> uplink("u0", "other0", 1, 1, false)));
    scenario.hear(new Woken(at().plusNanos(1)));
    assertThat(told(RoutePlan.class)).isEmpty();
    facts(0);
    assertThat(told(RoutePlan.class)).isNotEmpty();
  }

  @Test
  void beforeTheFirstPlanANewcomerIsWaitedForLikeAnyOther() {
    facts(0);
    reload(withUplinks(present("u0"), uplink("new", "wwan0", 1, 1, false)));
    scenario.run(5);
    assertThat(scenario.outputs(RoutePlan.class)).isEmpty();
    facts(1);
    assertThat(told(RoutePlan.class)).isNotEmpty();
  }

  private static Server server(String name, String address) {
    return new Server(
        new ServerId(name, 0), List.of(InetAddress.ofLiteral(address)), Server.Through.CARRYING);
  }

  @Test
  void anotherServerIsInUseAtOnceIfThePresentOneIsRemoved() {
    Settings two =
        Rearranged.of(
            now,
            now.uplinks(),
            now.targets(),
            List.of(server("vps", "198.51.100.7"), server("spare", "198.51.100.8")));
    reload(two);
    scenario.run(5);
    assertThat(told(ServerElection.class))
        .singleElement()
        .satisfies(it -> assertThat(it.active().name()).isEqualTo("vps"));
    reload(Rearranged.of(now, now.uplinks(), now.targets(), List.of(now.servers().getLast())));
    assertThat(told(ServerElection.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.active()).isEqualTo(new ServerId("spare", 0));
              assertThat(it.cause()).isEqualTo("reconfigured");
              assertThat(it.sentence())
                  .isEqualTo("spare is in use now: the one that was is not configured any more");
            });
  }

  @Test
  void aServerThatIsElsewhereNowBeginsAnewAndStaysInUse() {
    reload(
        Rearranged.of(now, now.uplinks(), now.targets(), List.of(server("vps", "198.51.100.7"))));
    scenario.run(5);
    assertThat(told(ServerTransition.class).getLast().to()).isEqualTo(StateName.UP);
    reload(
        Rearranged.of(now, now.uplinks(), now.targets(), List.of(server("vps", "198.51.100.9"))));
    assertThat(told(ServerTransition.class).getFirst().cause()).isEqualTo("reconfigured");
    assertThat(told(ServerElection.class)).isEmpty();
    assertThat(told(Checked.class)).isEmpty();
  }
}
