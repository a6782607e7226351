package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.route.RouteChange.RemoveRule;
import dev.linkflux.time.Moment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way around default routes of others that the kernel prefers to ours. */
class DetourTest {
  /** After those of three uplinks. */
  private static final int TABLE = 1004;

  private static final String SIXTH = "10.1.0.2/24 10.1.0.1 2001:db8:1::2/64 fe80::2";

  private final Scene scene =
      new Scene(3).facts(List.of(Scene.well(0), SIXTH, Scene.well(2))).elect("0 > 1 2");

  private Scene rivals(boolean ipv4, boolean ipv6) {
    return scene.hear(new Rivalled(new Moment(2), ipv4, ipv6));
  }

  private List<String> rules() {
    return scene.last().rules().stream()
        .filter(rule -> rule.priority() >= 20_048)
        .map(Rule::toString)
        .toList();
  }

  @Test
  void withoutRivalsThereIsNone() {
    assertThat(scene.table(TABLE)).isEmpty();
    assertThat(rules()).isEmpty();
  }

  @Test
  void ourMainDefaultsStandInATableThatIsAskedBeforeTheDefaultsOfTheMainOne() {
    rivals(true, false);
    assertThat(scene.table(TABLE)).isEqualTo(scene.main().subList(0, 3)).hasSize(3);
    assertThat(rules())
        .containsExactly("20048: lookup main suppress_prefixlength 0", "20049: lookup " + TABLE);
    scene.elect("2 > 1 > 0");
    assertThat(scene.table(TABLE).getFirst()).startsWith("default via 10.2.0.1 dev wan2");
  }

  @Test
  void eachFamilyHasItsOwn() {
    rivals(false, true);
    assertThat(scene.table(TABLE)).singleElement().asString().contains("via fe80");
    assertThat(rules())
        .containsExactly(
            "-6 20048: lookup main suppress_prefixlength 0", "-6 20049: lookup " + TABLE);
    rivals(true, true);
    assertThat(scene.table(TABLE)).hasSize(4);
    assertThat(rules()).hasSize(4);
  }

  @Test
  void itGoesWithTheRivals() {
    rivals(true, false);
    rivals(false, false);
    assertThat(scene.table(TABLE)).isEmpty();
    assertThat(rules()).isEmpty();
  }

  @Test
  void aFamilyWithoutAWayOutHasNone() {
    rivals(true, true);
    scene.facts(1, Scene.well(1));
    assertThat(rules()).hasSize(2);
    assertThat(scene.table(TABLE)).noneMatch(route -> route.contains(":"));
  }

  @Test
  void theRuleThatLeadsThereGoesBeforeTheOneThatSparesNeighbours() {
    rivals(true, false);
    RoutePlan with = scene.last();
    rivals(false, false);
    assertThat(Difference.between(new Holding(with.routes(), with.rules()), scene.last()))
        .filteredOn(RemoveRule.class::isInstance)
        .extracting(change -> ((RemoveRule) change).rule().priority())
        .containsExactly(20_049, 20_048);
  }

  @Test
  void itIsPlannedOnlyWhenSomethingIsNew() {
    rivals(true, false);
    int plans = scene.plans().size();
    rivals(true, false);
    assertThat(scene.plans()).hasSize(plans);
  }
}
