package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.config.Problem.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How problems are told. */
class ProblemTest {
  private static final Problem LATER =
      new Problem("a.yml", 12, 5, "demands.rtt.recover", Severity.ERROR, "too high");
  private static final Problem SOONER = new Problem("a.yml", 2, 10, "", Severity.WARNING, "odd");
  private static final Problem WHOLE = new Problem("a.yml", 0, 0, "", Severity.ERROR, "missing");

  @Test
  void aProblemIsOneLineAsCompilersWriteIt() {
    assertThat(LATER).hasToString("a.yml:12:5: error: demands.rtt.recover: too high");
    assertThat(SOONER).hasToString("a.yml:2:10: warning: odd");
    assertThat(WHOLE).hasToString("a.yml: error: missing");
  }

  @Test
  void problemsAreToldInTheOrderOfTheFileWithASummary() {
    assertThat(new Problems(List.of(LATER, SOONER, WHOLE)))
        .hasToString(
            """
            a.yml: error: missing
            a.yml:2:10: warning: odd
            a.yml:12:5: error: demands.rtt.recover: too high
            2 errors, 1 warning\
            """);
  }

  @Test
  void theSummaryCountsAndLeavesOutWhatThereIsNone() {
    assertThat(Problems.NONE.summary()).isEqualTo("no problems");
    assertThat(new Problems(List.of(SOONER)).summary()).isEqualTo("1 warning");
    assertThat(new Problems(List.of(SOONER, SOONER)).summary()).isEqualTo("2 warnings");
    assertThat(new Problems(List.of(LATER)).summary()).isEqualTo("1 error");
  }

  @Test
  void onlyErrorsMakeAFileUnusable() {
    assertThat(new Problems(List.of(SOONER)).hasErrors()).isFalse();
    assertThat(new Problems(List.of(SOONER)).and(new Problems(List.of(LATER))).hasErrors())
        .isTrue();
    Problems warnings = new Problems(List.of(SOONER));
    assertThatThrownBy(() -> new Reading.Invalid(warnings))
        .isInstanceOf(IllegalArgumentException.class);
    Configuration configuration = Samples.valid(Samples.UPLINKS);
    Problems errors = new Problems(List.of(LATER));
    assertThatThrownBy(() -> new Reading.Valid(configuration, errors))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatAUserWroteStaysOnOneLineAndShort() {
    assertThat(Samples.problems(Samples.UPLINKS + "\"a\\nb\\u202e\": 1\n"))
        .singleElement()
        .asString()
        .startsWith("config.yml:2:1: error: unknown key 'a\\u000ab\\u202e'; known: ");
    assertThat(Quoted.of("x".repeat(61))).isEqualTo("'" + "x".repeat(60) + "...'");
    assertThat(Quoted.of("x".repeat(59) + "😀")).isEqualTo("'" + "x".repeat(59) + "...'");
  }
}
