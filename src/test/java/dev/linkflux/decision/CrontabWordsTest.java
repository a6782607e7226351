package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a crontab that is none. */
class CrontabWordsTest {
  @ParameterizedTest
  @CsvSource({
    "'', 'not 0'",
    "' ', 'not 0'",
    "* * *, not 3",
    "* * * * * *, not 6",
    "0 0 31 2 *, there is never such a day"
  })
  void itIsSaidWhatIsMissing(String cron, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Crontab.check(cron))
        .withMessageEndingWith(words);
  }

  @ParameterizedTest
  @CsvSource({"61 * * * *, Value 61", "x * * * *, Invalid chars"})
  void whatIsWrongInAFieldIsSaidFirst(String cron, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Crontab.check(cron))
        .withMessageStartingWith(words);
  }
}
