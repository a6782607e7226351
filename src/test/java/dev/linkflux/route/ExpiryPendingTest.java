package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long an expiry comes with the plans, and what it says in figures. */
class ExpiryPendingTest {
  private final Scene scene =
      new Scene(Scene.uplinks(3), Scene.routing(Flows.EXPIRE), List.of())
          .allWell()
          .elect("0 > 1 2");

  private List<Integer> counts() {
    return scene.plans().stream().map(plan -> plan.expiries().size()).toList();
  }

  @Test
  void itHasTheAddressesAndTheMarkOfTheUplink() {
    scene.elect("1 > 0 2").elect("2 > 0 1");
    assertThat(scene.last().expiries())
        .containsExactly(
            new Expiry(
                Scene.uplinks(3).get(0).id(),
                List.of(Scene.address("10.0.0.2")),
                0x1000,
                0xffff,
                false),
            new Expiry(
                Scene.uplinks(3).get(1).id(),
                List.of(Scene.address("10.1.0.2")),
                0x1001,
                0xffff,
                false));
  }

  @Test
  void ofALostAddressNoMarkCounts() {
    scene.facts(0, "10.0.0.9/24 10.0.0.1");
    assertThat(scene.last().expiries())
        .containsExactly(
            new Expiry(
                Scene.uplinks(3).getFirst().id(),
                List.of(Scene.address("10.0.0.2")),
                0x1000,
                0,
                true));
  }

  @Test
  void theFirstPlanHasNone() {
    assertThat(counts()).containsExactly(0);
  }

  @Test
  void itComesAtOnceAndWithEveryPlanUntilOneIsCarriedOut() {
    scene.facts(0, "gone").elect("1 > 2 > 0").facts(2, "gone").drift();
    assertThat(counts()).containsExactly(0, 1, 1, 1);
    scene.applied().elect("1 > > 0 2").facts(2, Scene.well(2));
    assertThat(counts()).containsExactly(0, 1, 1, 1, 0);
  }

  @Test
  void theAnswerToAnyPlanThatHadItCounts() {
    scene.facts(0, "gone").facts(2, "gone");
    scene.applied(2).facts(2, Scene.well(2));
    assertThat(counts()).containsExactly(0, 1, 1, 0);
  }

  @Test
  void theAnswerToAPlanBeforeItDoesNot() {
    scene.facts(0, "gone").applied(1).facts(2, "gone");
    assertThat(counts()).containsExactly(0, 1, 1);
  }

  @Test
  void norDoesOneToAPlanThatIsNotYet() {
    scene.facts(0, "gone").applied(77).facts(2, "gone");
    assertThat(counts()).containsExactly(0, 1, 1);
  }

  @Test
  void aRefusedPlanKeepsIt() {
    scene.facts(0, "gone").refused().wake(9 * Scene.SECOND);
    assertThat(counts()).containsExactly(0, 1, 1);
    scene.applied().drift();
    assertThat(counts()).containsExactly(0, 1, 1, 0);
  }

  @Test
  void thatItIsDoneIsNoReasonForAPlan() {
    scene.facts(0, "gone").applied().elect("1 > 2 > 0");
    assertThat(scene.plans()).hasSize(2);
  }

  @Test
  void thatThereIsOneIsAReasonByItself() {
    List<String> many = IntStream.range(2, 22).mapToObj("10.0.0.%d/24 "::formatted).toList();
    scene.facts(0, String.join("", many) + "10.0.0.1");
    RoutePlan before = scene.last();
    scene.facts(0, String.join("", many.subList(0, 19)) + "10.0.0.1");
    assertThat(scene.last().routes()).isEqualTo(before.routes());
    assertThat(scene.last().rules()).isEqualTo(before.rules());
    assertThat(scene.expiries()).containsExactly("u0 [10.0.0.21] even marked");
    assertThat(scene.plans()).hasSize(3);
  }
}
