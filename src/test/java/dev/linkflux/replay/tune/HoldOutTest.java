package dev.linkflux.replay.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.linkflux.replay.score.Condition;
import dev.linkflux.replay.score.Spell;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HoldOutTest {
  private static final Moment DAY = Moment.ZERO.plus(Duration.ofDays(1));

  @Test
  void blocksAreWithoutHolesWhateverTheTrouble() {
    for (long seed = 0; seed < 200; seed++) {
      Random dice = new Random(seed);
      List<Spell> bad = new ArrayList<>();
      for (int i = dice.nextInt(50); i > 0; i--) {
        bad.add(bad(dice.nextInt(86_400), 1 + dice.nextInt(3000)));
      }
      List<Block> blocks = HoldOut.blocks(Moment.ZERO, DAY, bad, 0.4);

      assertThat(blocks.getFirst().from()).as("seed %d", seed).isEqualTo(Moment.ZERO);
      assertThat(blocks.getLast().until()).as("seed %d", seed).isEqualTo(DAY);
      for (int i = 1; i < blocks.size(); i++) {
        assertThat(blocks.get(i).from()).isEqualTo(blocks.get(i - 1).until());
        assertThat(blocks.get(i).from()).isLessThan(blocks.get(i).until());
      }
      assertThat(blocks.stream().mapToInt(Block::spells).sum())
          .as("seed %d", seed)
          .isEqualTo((int) bad.stream().filter(it -> it.from().isBefore(DAY)).count());
    }
  }

  @Test
  void aShareOfTroubledAndOfQuietBlocksIsHeldOut() {
    List<Spell> bad = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      bad.add(bad(100 + i * 1000, 10)); // all in the first six hours
    }
    List<Block> blocks = HoldOut.blocks(Moment.ZERO, DAY, bad, 0.4);

    assertThat(Extent.of(blocks, true).seconds() / 86_400).isBetween(0.35, 0.45);
    assertThat(Extent.of(blocks, true).spells()).isBetween(6, 10);
    assertThat(Extent.of(blocks, false).spells()).isBetween(10, 14);
  }

  @Test
  void noSpellThatCanBeSparedIsCutThrough() {
    // a block is 24 minutes long: the first cut, at 1440 s, would go through this one
    List<Block> blocks = HoldOut.blocks(Moment.ZERO, DAY, List.of(bad(1300, 600)), 0.4);

    assertThat(blocks.get(1).from()).isEqualTo(Moment.ZERO.plus(Duration.ofSeconds(1300)));
    assertThat(blocks.get(1).spells()).isEqualTo(1);
  }

  @Test
  void whatIsBadAllTheTimeIsCutWhereItMustBe() {
    List<Block> blocks = HoldOut.blocks(Moment.ZERO, DAY, List.of(bad(0, 86_400)), 0.4);

    assertThat(blocks).hasSize(60);
  }

  @Test
  void aShortTraceIsOneBlockThatIsNotHeldOut() {
    Moment end = Moment.ZERO.plus(Duration.ofMinutes(4));

    assertThat(HoldOut.blocks(Moment.ZERO, end, List.of(), 0.4))
        .containsExactly(new Block(Moment.ZERO, end, false, 0));
  }

  @Test
  void breachingAndThenDeadIsOneSpell() {
    Spell breaching = new Spell("a", at(10), at(20), Condition.BREACHING, "");
    Spell dead = new Spell("a", at(20), at(30), Condition.DEAD, "");
    Spell good = new Spell("a", at(30), at(40), Condition.GOOD, "");
    Spell later = new Spell("a", at(40), at(50), Condition.DEAD, "");

    assertThat(BadSpells.of(List.of(breaching, dead, good, later), Moment.ZERO, DAY))
        .extracting(Spell::from, Spell::until)
        .containsExactly(tuple(at(10), at(30)), tuple(at(40), at(50)));
    assertThat(BadSpells.of(List.of(breaching, dead, good, later), at(35), at(40))).isEmpty();
  }

  private static Spell bad(long second, long seconds) {
    return new Spell("a", at(second), at(second + seconds), Condition.DEAD, "");
  }

  private static Moment at(long second) {
    return Moment.ZERO.plus(Duration.ofSeconds(second));
  }
}
