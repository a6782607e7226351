package dev.linkflux.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
  @Test
  void stepsAreTakenInTheOrderOfTheirTimes() {
    Timeline timeline = Timeline.parse("25s wan1 thaw; 5s wan1 freeze\n1.5m end;");
    assertThat(timeline.steps())
        .extracting(Timeline.Step::text)
        .containsExactly("wan1 freeze", "wan1 thaw", "end");
    assertThat(timeline.steps())
        .extracting(Timeline.Step::at)
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0s wan3 heal",
        "0s wan1 carrier off",
        "0s wan1 carrier on",
        "30s wan2 delay 900ms",
        "30s wan2 jitter 1.5ms",
        "40s wan2 loss 30%",
        "40s wan2 down loss 0.5%",
        "40s wan2 burst 2% 20% 100%",
        "40s wan2 rate 125kB 64kB",
        "40s wan2 up delay 20ms",
        "40s wan2 up jitter 20ms",
        "40s wan2 down burst 2% 20% 100%",
        "40s wan2 down rate 1MB 64000B",
        "60s target 2 silent",
        "60s target 3 answers",
      })
  void everyKindOfStepIsUnderstood(String step) {
    assertThat(Timeline.parse(step).steps()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wan1 freeze",
        "5s",
        "5 wan1 freeze",
        "5h wan1 freeze",
        "-5s wan1 freeze",
        "5s wan4 freeze",
        "5s wan1",
        "5s wan1 melt",
        "5s wan1 freeze now",
        "5s wan1 carrier maybe",
        "5s wan1 delay",
        "5s wan1 delay 30%",
        "5s wan1 loss 101%",
        "5s wan1 loss 0.3",
        "5s wan1 rate 125kB",
        "5s wan1 rate 0B 5B",
        "5s wan1 up freeze",
        "5s target 4 silent",
        "5s target 1 maybe",
        "5s target one silent",
        "5s end now",
      })
  void whatIsNotAStepIsRefused(String step) {
    assertThatThrownBy(() -> Timeline.parse(step)).isInstanceOf(IllegalArgumentException.class);
  }
}
