package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.Cases;
import dev.linkflux.control.Control;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws that hold for every configuration. */
class ConfigurationLawTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theEffectiveConfigurationIsReadAsTheSame(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < Cases.of(400); i++) {
      String text = RandomDocument.of(random);
      Configuration configuration = Samples.valid(text);
      assertThat(new Control(configuration.settings())).isNotNull();
      String effective = configuration.effective().toString();
      assertSame(
          configuration, "seed %d, document:%n%s%neffective: %s".formatted(seed, text, effective));
      assertThat(Configurations.fromTrace(configuration.effective()))
          .as("seed %d, as of the header of a trace", seed)
          .isInstanceOfSatisfying(
              Reading.Valid.class,
              replayed ->
                  assertThat(replayed.configuration().settings())
                      .isEqualTo(configuration.settings()));
    }
  }

  /** But for the paths of webhooks, which are not shown. */
  private static void assertSame(Configuration configuration, String told) {
    Configuration again = Samples.valid(configuration.effective().toString());
    assertThat(again.effective()).as(told).isEqualTo(configuration.effective());
    assertThat(again.settings()).as(told).isEqualTo(configuration.settings());
    assertThat(again.naming()).as(told).isEqualTo(configuration.naming());
    assertThat(again.hooks()).as(told).hasSameSizeAs(configuration.hooks());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whateverIsInAFileItGivesAConfigurationOrErrors(long seed) throws Exception {
    Random random = new Random(seed);
    String example = ExampleTest.exampleWithOptionalKeys();
    for (int i = 0; i < Cases.of(1_000); i++) {
      String text = mutated(example, random);
      Reading reading = Configurations.parse(text, "config.yml");
      String told = "seed %d, round %d".formatted(seed, i);
      assertThat(reading.problems().hasErrors())
          .as(told)
          .isEqualTo(reading instanceof Reading.Invalid);
      long lines = text.split("\\R", -1).length; // YAML also ends lines at U+0085 and U+2028
      for (Problem problem : reading.problems().list()) {
        assertThat(problem.toString()).as(told).doesNotContain("\n").doesNotContain("Exception");
        assertThat((long) problem.line()).as(told).isBetween(0L, lines);
      }
      if (reading instanceof Reading.Valid(Configuration configuration, _)) {
        assertSame(configuration, told);
      }
    }
  }

  private static String mutated(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    String alien = "\t\n\r :,-#&*!|>'\"%@`{}[]?~\\0x9aµ\u0000\u0085\uFEFF\u2028\ud83d/.";
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = random.nextInt(mutated.length());
      int to = Math.min(mutated.length(), from + 1 + random.nextInt(20));
      int other = random.nextInt(mutated.length());
      switch (random.nextInt(5)) {
        case 0 -> mutated.setCharAt(from, alien.charAt(random.nextInt(alien.length())));
        case 1 -> mutated.insert(from, alien.charAt(random.nextInt(alien.length())));
        case 2 -> mutated.delete(from, to);
        case 3 -> mutated.insert(other, mutated.substring(from, to));
        default -> mutated.insert(from, random.nextInt());
      }
    }
    return mutated.toString();
  }
}
