package dev.linkflux.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of other programs, as these wrote them, come to the sums that these printed. */
class ForeignSamplesTest extends WithForeignLogs {
  /**
   * The figures are those of the samples' own summaries; ping cuts its mean off, which is rounded
   * here.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wan=ping.log                                       | wan 198.51.100.1     | 20/17 0.013/0.041/0.072
          ping6.log                                          | ping6 2001:db8::1    | 12/10 0.034/0.042/0.064
          ping-interrupted.log                               | ping-interrupted 198.51.100.1 | 7/7 0.012/0.037/0.062
          lte@2026-11-22T03:00:00Z,200ms=ping-untimed.log    | lte 198.51.100.2     | 12/12 0.014/0.038/0.063
          wan=ping-unreachable.log                           | wan 10.9.0.7         | 3/0
          wan=ping6-unreachable.log                          | wan fd09::7          | 3/0
          wan=fping-c.log                                    | wan 198.51.100.1     | 12/10 0.010/0.034/0.057
          wan=fping-c.log                                    | wan 198.51.100.2     | 12/9 0.017/0.033/0.067
          wan=fping-l.log                                    | wan 198.51.100.1     | 13/7 0.007/0.044/0.061
          wan=fping-l.log                                    | wan 2001:db8::1      | 13/10 0.032/0.046/0.064
          wan=fping-big-c.log                                | wan 198.51.100.1     | 8/5 0.012/0.026/0.040
          wan@2026-11-22T03:00:00Z,250ms=fping-quiet.log     | wan 198.51.100.2     | 8/5 0.009/0.022/0.039
          wan=irtt.json                                      | wan 127.0.0.1        | 20/15 0.100/1.499/10.308
          wan@2026-11-22T03:00:00Z=mtr.json                  | wan 198.51.100.1     | 10/7 0.050/0.070/0.118
          wan@2026-11-22T03:00:00Z=mtr.raw                   | wan 198.51.100.1     | 10/8 0.048/0.065/0.076
          wan=mtr.csv                                        | wan 198.51.100.1     | 10/8 0.060/0.063/0.080
          wan=mtr.txt                                        | wan 198.51.100.1     | 10/8 0.100/0.100/0.100
          near.2026-11-23.csv                                | near near            | 15/12 0.027/0.045/0.080
          wan=near.fetch                                     | wan wan              | 10/8 0.027/0.045/0.078
          atlas.json                                         | 165 k.root-servers.net | 3/2 7.875/8.000/8.125
          atlas.json                                         | 1002 k.root-servers.net | 3/1 19.500/19.500/19.500
          atlas.json                                         | 165 atlas.ripe.net   | 3/3 19.938/20.126/20.300
          fibre=atlas.ndjson                                 | fibre 193.0.14.129   | 3/2 7.875/8.000/8.125
          fibre=atlas.ndjson                                 | fibre-1002 193.0.14.129 | 3/3 9.250/9.500/9.750
          """)
  void sumsAreThoseOfTheProgram(String argument, String whom, String sums) {
    int file = argument.indexOf('=') + 1;
    Result result = open(argument.substring(0, file) + SAMPLES + "/" + argument.substring(file));

    assertThat(Counted.lines(result.events())).containsEntry(whom, sums);
    assertThat(moments(result)).isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ping-untimed.log | ping without -D
          mtr.json         | mtr --json has no times
          mtr.raw          | mtr --raw has no times
          fping-quiet.log  | name its start
          """)
  void aLogWithoutTimesAsksForItsStart(String file, String word) {
    assertThatThrownBy(() -> open(SAMPLES.resolve(file).toString()))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(word)
        .hasMessageContaining("@2026-11-22T03:00:00Z,1s=");
  }

  @Test
  void whatCannotBeReplayedIsRefusedWithTheReason() throws IOException {
    Path newer = log("n.json", "{\"version\":{\"irtt\":\"2.0\",\"json_format\":2},\"config\":{}}");
    Path averages =
        log(
            "s.csv",
            "# node_path;med_avg;med_min;med_max;med_now;loss_avg;loss_max;loss_now",
            "/a;1e-2;1e-2;1e-2;1e-2;0;0;0");

    assertThatThrownBy(() -> open(newer.toString())).hasMessageContaining("JSON format 2");
    assertThatThrownBy(() -> open(averages.toString())).hasMessageContaining("rawlog");
    assertThatThrownBy(() -> open("a@2026-11-22T03:00:00Z=" + SAMPLES + "/ping.log"))
        .hasMessageContaining("times of its own");
    assertThatThrownBy(() -> open(log("empty.log").toString())).hasMessageContaining("empty.log");
  }

  @Test
  void argumentsNameWhatLogsDoNotSay() {
    assertThat(TraceSource.parse("lte@2026-11-22T03:00:00Z,200ms=/tmp/a=b.log").file())
        .isEqualTo(Path.of("/tmp/a=b.log"));
    assertThat(TraceSource.parse("./a=b.log")).isEqualTo(TraceSource.of(Path.of("./a=b.log")));
    assertThat(TraceSource.parse("@2026-11-22T03:00:00Z=a.log").uplink()).isNull();
    for (String wrong : List.of("=a.log", "x@noon=a.log", "x@2026-11-22T03:00:00Z,0s=a.log")) {
      assertThatThrownBy(() -> TraceSource.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(TraceSource.parse("fibre=a.log").uplink()).isEqualTo("fibre");
  }
}
