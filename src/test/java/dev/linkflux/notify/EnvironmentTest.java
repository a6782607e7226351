package dev.linkflux.notify;

import static dev.linkflux.notify.Samples.FIBRE;
import static dev.linkflux.notify.Samples.LTE;
import static dev.linkflux.notify.Samples.SPARE;
import static dev.linkflux.notify.Samples.VPS;
import static dev.linkflux.notify.Samples.addresses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The environment of programs, to the last variable. */
class EnvironmentTest {
  private static final Map<String, String> OURS =
      Map.of("PATH", "/bin", "VPS_PASSWORD", "geheim", "LINKFLUX_EVENT", "old", "HOME", "/root");

  private static Map<String, String> of(Subject subject) {
    return Environment.of(Samples.notice(7, subject), OURS);
  }

  @Test
  void ofATransition() {
    assertThat(of(new Subject.OfUplink(Samples.transition(1), List.of(FIBRE, LTE), List.of())))
        .containsOnly(
            entry("PATH", "/bin"),
            entry("HOME", "/root"),
            entry("LINKFLUX_EVENT", "transition"),
            entry("LINKFLUX_ID", "n-7"),
            entry("LINKFLUX_AT", "2026-11-22T03:00:00.000Z"),
            entry("LINKFLUX_UPLINK", "fibre"),
            entry("LINKFLUX_FROM", "Up"),
            entry("LINKFLUX_TO", "Down"),
            entry("LINKFLUX_CAUSE", "loss"),
            entry("LINKFLUX_SENTENCE", "fibre is Down: 31 % of probes are lost"),
            entry("LINKFLUX_CARRYING", "fibre lte"),
            entry("LINKFLUX_STANDBY", ""));
  }

  @Test
  void ofAnElection() {
    assertThat(
            of(
                new Subject.OfTraffic(
                    Samples.election(1, List.of(LTE), List.of(FIBRE)), List.of(FIBRE, LTE))))
        .containsOnly(
            entry("PATH", "/bin"),
            entry("HOME", "/root"),
            entry("LINKFLUX_EVENT", "election"),
            entry("LINKFLUX_ID", "n-7"),
            entry("LINKFLUX_AT", "2026-11-22T03:00:00.000Z"),
            entry("LINKFLUX_FROM", "fibre lte"),
            entry("LINKFLUX_TO", "lte"),
            entry("LINKFLUX_CAUSE", "loss"),
            entry("LINKFLUX_SENTENCE", "traffic moves to [lte]"),
            entry("LINKFLUX_CARRYING", "lte"),
            entry("LINKFLUX_STANDBY", "fibre"));
  }

  @Test
  void ofAServerThatIsDown() {
    assertThat(
            of(new Subject.OfServer(Samples.serverDown(1), addresses("192.0.2.1", "2001:db8::1"))))
        .containsOnly(
            entry("PATH", "/bin"),
            entry("HOME", "/root"),
            entry("LINKFLUX_EVENT", "server"),
            entry("LINKFLUX_WHAT", "transition"),
            entry("LINKFLUX_ID", "n-7"),
            entry("LINKFLUX_AT", "2026-11-22T03:00:00.000Z"),
            entry("LINKFLUX_SERVER", "vps"),
            entry("LINKFLUX_ADDRESSES", "192.0.2.1 2001:db8:0:0:0:0:0:1"),
            entry("LINKFLUX_FROM", "Up"),
            entry("LINKFLUX_TO", "Down"),
            entry("LINKFLUX_CAUSE", "port-refused"),
            entry("LINKFLUX_RUNG", "port-refused"),
            entry("LINKFLUX_SENTENCE", "vps is Down: nobody listens at port 65500"),
            entry("LINKFLUX_HINT", "is the API running?"));
  }

  @Test
  void ofAnotherServerInUse() {
    assertThat(
            of(
                new Subject.InUse(
                    Samples.inUse(1, VPS, "recovered"), SPARE, addresses("192.0.2.1"))))
        .containsOnly(
            entry("PATH", "/bin"),
            entry("HOME", "/root"),
            entry("LINKFLUX_EVENT", "server"),
            entry("LINKFLUX_WHAT", "election"),
            entry("LINKFLUX_ID", "n-7"),
            entry("LINKFLUX_AT", "2026-11-22T03:00:00.000Z"),
            entry("LINKFLUX_SERVER", "vps"),
            entry("LINKFLUX_ADDRESSES", "192.0.2.1"),
            entry("LINKFLUX_FROM", "spare"),
            entry("LINKFLUX_TO", "vps"),
            entry("LINKFLUX_CAUSE", "recovered"),
            entry("LINKFLUX_RUNG", ""),
            entry("LINKFLUX_SENTENCE", "vps is in use"),
            entry("LINKFLUX_HINT", ""));
  }

  @Test
  void ofAServerThatHasMoved() {
    assertThat(of(new Subject.Moved(Samples.stale(1, "192.0.2.2"), addresses("192.0.2.1"))))
        .containsOnly(
            entry("PATH", "/bin"),
            entry("HOME", "/root"),
            entry("LINKFLUX_EVENT", "server"),
            entry("LINKFLUX_WHAT", "located"),
            entry("LINKFLUX_ID", "n-7"),
            entry("LINKFLUX_AT", "2026-11-22T03:00:00.000Z"),
            entry("LINKFLUX_SERVER", "vps"),
            entry("LINKFLUX_ADDRESSES", "192.0.2.2"),
            entry("LINKFLUX_FROM", "192.0.2.1"),
            entry("LINKFLUX_TO", "192.0.2.2"),
            entry("LINKFLUX_CAUSE", "dns-silent"),
            entry("LINKFLUX_RUNG", "dns-silent"),
            entry(
                "LINKFLUX_SENTENCE",
                "vps is at 192.0.2.2, its last good address"
                    + " (dns-silent: no answer from 9.9.9.9 within 2 s)"),
            entry("LINKFLUX_HINT", ""));
  }

  @Test
  void whatASentenceHoldsIsMadeHarmless() {
    String hostile = "a\nb\0c\u001b[2Jd\u202ee\u2028f\ud800g\th\u00e9\u20ac\ud83d\ude00";

    assertThat(sentence(hostile)).isEqualTo("a?b?c?[2Jd?e?f?g h\u00e9\u20ac\ud83d\ude00");
  }

  @Test
  void whatIsVeryLongIsCut() {
    assertThat(sentence("x".repeat(200_000))).hasSize(4096).endsWith("x...");
    assertThat(sentence("\ud83d\ude00".repeat(100_000))).hasSizeLessThanOrEqualTo(4096);
    assertThat(sentence("x".repeat(4096))).isEqualTo("x".repeat(4096));
  }

  @Test
  void whoHasNoPathGetsTheUsualOne() {
    assertThat(Environment.of(Samples.notice(1), Map.of()))
        .containsEntry("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  }

  private static String sentence(String sentence) {
    return String.valueOf(
        of(new Subject.OfUplink(Samples.transition(1, sentence), List.of(), List.of()))
            .get("LINKFLUX_SENTENCE"));
  }
}
