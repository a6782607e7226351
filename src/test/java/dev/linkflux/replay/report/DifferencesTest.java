package dev.linkflux.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every setting that decides on a trace is named where it differs, and in words. */
class DifferencesTest {
  private static final Path TRACE = Path.of("src/test/resources/traces/frozen-main.ndjson.gz");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} |
          {"listen": "127.0.0.1:9000"} |
          {"decision": {"confirm": "10s"}} | confirm 10 s instead of 2 s
          {"decision": {"holdDown": "2m"}} | hold-down 2 min instead of 20 s
          {"decision": {"falseSwitches": "1/7d"}} | false switches one in 7 d instead of one in 30 d
          {"decision": {"dampening": {"halfLife": "90s"}}} | half-life of dampening 90 s instead of 5 min
          {"demands": {"rtt": {"fail": "250ms"}}} | rtt fails at 250 ms instead of 300 ms
          {"demands": {"loss": {"recover": "1.5%"}}} | loss recovers at 1.5 % instead of 3 %
          {"demands": {"pdv": {"fail": "80ms", "recover": "40ms"}}} | pdv fails at 80 ms, recovers at 40 ms
          {"probing": {"interval": "500ms"}} | interval 500 ms instead of 1 s
          {"probing": {"timeout": "2s"}} | time-out 2 s instead of 1 s
          {"quality": {"window": "1m"}} | window 1 min instead of 30 s
          {"election": {"strategy": "balance"}} | election balance by quality instead of failover
          """)
  void aSettingIsNamed(String json, String said) throws IOException {
    List<String> expected = said == null ? List.of() : List.of(said);
    assertThat(Differences.of(Reports.settings(TRACE, json), Reports.settings(TRACE, "{}")))
        .isEqualTo(expected);
  }
}
