package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.replay.Excerpt;
import dev.linkflux.replay.trial.Beginning;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points in a trace that begins at 03:00:10 of a recording that began at 03:00. */
class TracePointTest {
  private static final Beginning BEGINNING =
      new Beginning(
          null, Instant.parse("2026-11-22T03:00:00Z"), at(10), List.of("fibre"), List.of());

  private static Moment at(double seconds) {
    return new Moment((long) (seconds * 1e9));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T03:01:00Z, 60",
    "2026-11-22T03:01:00.250Z, 60.25",
    "2026-11-22T04:01:00+01:00, 60",
    "2026-11-22T03:01:00, 60",
    "2026-11-22 03:01, 60",
    "2026-11-23, 75600",
    "2026-11-22, 10",
    "+90s, 100",
    "1.5m, 100",
    "0s, 10",
  })
  void aTimeOrADurationIsAMomentOfTheTrace(String text, double seconds) {
    assertThat(TracePoint.parse(text).in(BEGINNING)).isEqualTo(at(seconds));
  }

  @Test
  void whatIsFartherThanTraceTimeReachesIsNever() {
    assertThat(TracePoint.parse("9999-01-01T00:00:00Z").in(BEGINNING)).isEqualTo(Moment.NEVER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "-5m", "90", "+", "2026-13-01", "2026-11-22T25:00", "03:00", "++5m"})
  void anythingElseIsRefusedWithWhatWouldBeRight(String text) {
    assertThatThrownBy(() -> TracePoint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`" + text + "` is neither")
        .hasMessageContaining("+90m");
  }

  private static Excerpt span(@Nullable String from, @Nullable String to, boolean wholly) {
    return new ReplaySpan(
            from == null ? null : TracePoint.parse(from),
            to == null ? null : TracePoint.parse(to),
            Duration.ofMinutes(10))
        .of(BEGINNING, wholly);
  }

  @Test
  void withoutAWordItIsTheWholeTrace() {
    assertThat(span(null, null, false)).isEqualTo(new Excerpt(Moment.ZERO, at(10), Moment.NEVER));
  }

  @Test
  void readingBeginsEarlierByTheWarmUp() {
    assertThat(span("1h", "2h", false)).isEqualTo(new Excerpt(at(3010), at(3610), at(7210)));
  }

  @Test
  void aWarmUpThatReachesBeforeTheBeginningIsAllOfIt() {
    assertThat(span("9m", null, false).heard()).isEqualTo(Moment.ZERO);
    assertThat(span("10m", null, false).heard()).isEqualTo(Moment.ZERO);
  }

  @Test
  void whatIsComparedIsReadFromTheBeginning() {
    assertThat(span("1h", null, true)).isEqualTo(new Excerpt(Moment.ZERO, at(3610), Moment.NEVER));
  }

  @Test
  void anEndThatIsNotBehindTheBeginningIsWrong() {
    assertThatThrownBy(() -> span("1h", "1h", false))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(Refusal.WRONG))
        .hasMessage(
            "linkflux: --to, 2026-11-22 04:00:10 UTC, is not after --from, 2026-11-22 04:00:10"
                + " UTC");
    assertThatThrownBy(() -> span(null, "2026-11-21", false))
        .hasMessage(
            "linkflux: --to is not after the trace's beginning, which is 2026-11-22 03:00:10 UTC");
  }
}
