package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.time.Event;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is held to be better than it was unless something has come through it. */
class AnswerLawTest {
  @ParameterizedTest
  @ValueSource(ints = {36, 37, 38, 39})
  void nothingIsHeldToBeBetterWithoutAnAnswerOfLate(int block) {
    Histories.brief(block, AnswerLawTest::isAnswered);
  }

  @Test
  void norThroughTenMinutesOfAnyPreset() {
    Histories.lasting(AnswerLawTest::isAnswered);
  }

  /** Each step up rests on an answer of late: within some probes, and a stall of ours. */
  private static void isAnswered(Scenario history) {
    long lately = 3 * history.settings().probing().interval().toNanos() + 5_000_000_000L;
    Map<String, Long> answered = new HashMap<>();
    for (Event event : history.outputs()) {
      if (event instanceof Outcome.Replied reply && reply.promptness() != Promptness.LATE) {
        answered.put(reply.id().uplink().name(), reply.at().nanos());
      } else if (event instanceof Transition it
          && (it.to() == StateName.RECOVERING || it.to() == StateName.UP)) {
        long last = answered.getOrDefault(it.uplink().name(), Long.MIN_VALUE / 2);
        assertThat((it.at().nanos() - last) / 1e9)
            .as("seconds from the last answer to %s", it)
            .isLessThanOrEqualTo(lately / 1e9);
      }
    }
  }
}
